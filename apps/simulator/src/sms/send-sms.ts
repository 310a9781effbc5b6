import { Injectable } from '@nestjs/common';
import type { Answer } from '../answer.js';
import type { Fault } from '../faults/fault-kinds.js';
import { faultyAnswer } from '../faults/faulty-answer.js';
import { Faults } from '../faults/faults.js';
import { newSid } from '../ids.js';
import { RateMeter } from '../rate-meter.js';
import type { SmsAccount } from '../state/accounts.js';
import { Behaviour } from '../state/behaviour.js';
import { Conversations } from '../state/conversations.js';
import { SendLog } from '../state/send-log.js';
import { Timers } from '../timers.js';
import { OptOuts } from './opt-outs.js';
import { countSegments, readSms, type SmsRequest } from './read-sms.js';
import { SmsReceipts } from './sms-receipts.js';
import { TwilioError } from './twilio-errors.js';

/** One call of the Messages API, after its account was checked. */
@Injectable()
export class SendSms {
  constructor(
    private readonly behaviour: Behaviour,
    private readonly faults: Faults,
    private readonly conversations: Conversations,
    private readonly log: SendLog,
    private readonly receipts: SmsReceipts,
    private readonly optOuts: OptOuts,
    private readonly rateMeter: RateMeter,
    private readonly timers: Timers,
  ) {}

  /** Throws TwilioError for a call that Twilio would refuse; faults come back as an answer. */
  async run(account: SmsAccount, form: URLSearchParams): Promise<Answer> {
    if (this.rateMeter.isOver(account.accountSid, 'sms', Date.now())) throw new TwilioError(20429);
    const { latencyMs } = this.behaviour.current;
    if (latencyMs > 0) await this.timers.wait(latencyMs);
    const request = readSms(form, account);
    const reference = referenceOf(request.statusCallback);
    const fault = this.faults.next({ channel: 'sms', account: account.accountSid, recipient: request.to, reference, text: request.body });
    if (fault && !fault.accepts) return this.faulty(fault, request, undefined);
    if (this.optOuts.has({ accountSid: account.accountSid, sender: request.from, person: request.to })) throw new TwilioError(21610);
    const sid = newSid(request.mediaUrls.length > 0 ? 'MM' : 'SM');
    this.keep(account, sid, request, form, reference, fault);
    await this.receipts.follow(account, sid, request, fault);
    const body = messageResource(account, sid, request);
    return fault ? this.faulty(fault, request, body) : { kind: 'json', status: 201, body };
  }

  private keep(account: SmsAccount, sid: string, request: SmsRequest, form: URLSearchParams, reference: string | undefined, fault: Fault | undefined): void {
    const atMs = Date.now();
    const payload = JSON.stringify(Object.fromEntries(form));
    this.log.add({ channel: 'sms', account: account.accountSid, id: sid, recipient: request.to, reference, payload, atMs, fault: fault?.name });
    const content = JSON.stringify({ text: request.body, from: request.from, mediaUrls: request.mediaUrls });
    this.conversations.add(this.conversations.with('sms', account.accountSid, request.to), {
      id: sid, direction: 'toPerson', atMs, content, state: 'sent',
    });
  }

  private faulty(fault: Fault, request: SmsRequest, body: Record<string, unknown> | undefined): Answer {
    if (fault.twilio) {
      this.log.refuse(String(fault.twilio));
      const error = new TwilioError(fault.twilio, `+${request.to}`);
      return { kind: 'json', status: error.status, body: error.body() };
    }
    if (fault.way === undefined) return { kind: 'json', status: 201, body };
    return faultyAnswer(fault.way, 201, body, { ...body, sid: undefined });
  }
}

/** Callers that put a `reference` into their callback address find it again in the control API. */
function referenceOf(statusCallback: string | undefined): string | undefined {
  return statusCallback === undefined ? undefined : (new URL(statusCallback).searchParams.get('reference') ?? undefined);
}

function messageResource(account: SmsAccount, sid: string, request: SmsRequest): Record<string, unknown> {
  const now = new Date().toUTCString().replace('GMT', '+0000');
  const uri = `/2010-04-01/Accounts/${account.accountSid}/Messages/${sid}`;
  return {
    account_sid: account.accountSid,
    api_version: '2010-04-01',
    body: request.body,
    date_created: now,
    date_sent: null,
    date_updated: now,
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from: request.from,
    messaging_service_sid: null,
    num_media: String(request.mediaUrls.length),
    num_segments: String(countSegments(request.body)),
    price: null,
    price_unit: 'USD',
    sid,
    status: 'queued',
    subresource_uris: { media: `${uri}/Media.json` },
    to: `+${request.to}`,
    uri: `${uri}.json`,
  };
}
