import { Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import type { Fault } from '../faults/fault-kinds.js';
import { faultyAnswer } from '../faults/faulty-answer.js';
import { Faults } from '../faults/faults.js';
import { newMid } from '../ids.js';
import { type RateClass, RateMeter } from '../rate-meter.js';
import { isObject } from '../request-body.js';
import type { Page } from '../state/accounts.js';
import { Behaviour } from '../state/behaviour.js';
import { Conversations } from '../state/conversations.js';
import { DAY_MS, People, wroteWithin } from '../state/people.js';
import { SendLog } from '../state/send-log.js';
import { Timers } from '../timers.js';
import { findRecipient, type FoundRecipient } from './find-recipient.js';
import { GraphError } from './graph-errors.js';
import { MessengerReceipts } from './messenger-receipts.js';
import { readSend, type SendRequest } from './read-send.js';
import { AttachmentIds } from './attachment-ids.js';
import { usageHeaders } from './usage-headers.js';

/** One call of the Send API, after its token was checked. */
@Injectable()
export class SendMessage {
  constructor(
    private readonly behaviour: Behaviour,
    private readonly people: People,
    private readonly faults: Faults,
    private readonly conversations: Conversations,
    private readonly log: SendLog,
    private readonly receipts: MessengerReceipts,
    private readonly attachmentIds: AttachmentIds,
    private readonly rateMeter: RateMeter,
    private readonly timers: Timers,
  ) {}

  /** Throws GraphError for a call that Meta would refuse; faults come back as an answer. */
  async run(page: Page, fields: Record<string, unknown>): Promise<Answer> {
    if (this.rateMeter.isOver(page.id, rateClassOf(fields['message']), Date.now())) throw new GraphError('613');
    const { latencyMs } = this.behaviour.current;
    if (latencyMs > 0) await this.timers.wait(latencyMs);
    const request = readSend(fields);
    const found = findRecipient(request.recipient, page, this.people);
    const named = found.answersWithId ? { recipient_id: found.person.psid } : {};
    if (!request.message) return this.answer(named, page);
    this.attachmentIds.checkOwner(page, request.message);
    return this.bring(page, request, request.message, found, fields);
  }

  private async bring(
    page: Page,
    request: SendRequest,
    message: Record<string, unknown>,
    found: FoundRecipient,
    fields: Record<string, unknown>,
  ): Promise<Answer> {
    const reference = typeof message['metadata'] === 'string' ? message['metadata'] : undefined;
    const text = typeof message['text'] === 'string' ? message['text'] : '';
    const fault = this.faults.next({ channel: 'messenger', account: page.id, recipient: found.named, reference, text });
    if (fault && !fault.accepts) return this.faulty(fault, undefined, page);
    checkPerson(found, request, Date.now());
    found.use?.();
    const mid = newMid();
    const atMs = Date.now();
    const { psid } = found.person;
    this.log.add({ channel: 'messenger', account: page.id, id: mid, recipient: found.named, reference, payload: withoutSecrets(fields), atMs, fault: fault?.name });
    this.conversations.add(this.conversations.with('messenger', page.id, psid), {
      id: mid, direction: 'toPerson', atMs, content: JSON.stringify(message), state: 'sent',
    });
    await this.receipts.follow({ page, psid, mid, atMs, message }, fault?.receipts);
    const named = found.answersWithId ? { recipient_id: psid } : {};
    const body = { ...named, message_id: mid, ...this.attachmentIds.idFor(page, message) };
    return fault ? this.faulty(fault, body, page) : this.answer(body, page);
  }

  private faulty(fault: Fault, body: Record<string, unknown> | undefined, page: Page): Answer {
    if (fault.graph) {
      this.log.refuse(fault.graph);
      const error = new GraphError(fault.graph);
      return { kind: 'json', status: error.status, body: error.body(), headers: usageHeaders(fault.graph, page, this.behaviour.current.usagePercent) };
    }
    if (fault.way === undefined) return this.answer(body, page);
    return faultyAnswer(fault.way, 200, body, { recipient_id: body?.['recipient_id'] });
  }

  private answer(body: unknown, page: Page): Answer {
    return { kind: 'json', status: 200, body, headers: usageHeaders(undefined, page, this.behaviour.current.usagePercent) };
  }
}

/** Whether Meta lets this message through to this person now: blocked, 24 hours, 7 days for HUMAN_AGENT. */
function checkPerson({ person, needsWindow }: FoundRecipient, request: SendRequest, now: number): void {
  if (person.blocked) throw new GraphError('551/1545041');
  if (!needsWindow || request.messagingType === 'UTILITY') return;
  const windowMs = request.tag === undefined ? DAY_MS : 7 * DAY_MS;
  if (!wroteWithin(person, windowMs, now)) throw new GraphError('10/2018278');
}

/** Audio and video have a limit of their own (contract meta.md §2.5). */
function rateClassOf(message: unknown): RateClass {
  const attachment = isObject(message) ? message['attachment'] : undefined;
  return isObject(attachment) && (attachment['type'] === 'audio' || attachment['type'] === 'video') ? 'media' : 'text';
}

function withoutSecrets(fields: Record<string, unknown>): string {
  if (fields['access_token'] === undefined && fields['appsecret_proof'] === undefined) return JSON.stringify(fields);
  const { access_token: _token, appsecret_proof: _proof, ...rest } = fields;
  return JSON.stringify(rest);
}
