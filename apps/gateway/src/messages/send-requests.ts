import { Inject, Injectable } from '@nestjs/common';
import { Accounts, type Caller } from '@app/access';
import { Settings } from '@app/infra';
import { AcceptMessages, hashRequest, IdempotencyKeys, type KeptAnswer, type KnownKey, type NewMessage, newMessage, RuleSets, Templates, viewOfNew } from '@app/messaging';
import { ApiError, ValidationError } from '../http/api-error.js';
import { checkBatch } from './check-batch.js';
import { type CheckedRequest, checkSendRequest } from './check-send-request.js';
import { findStoredContent } from './stored-content.js';

/** The answer to a send request; `isReplayed` when an earlier request under the same key did the work. */
export interface SendAnswer extends KeptAnswer {
  isReplayed: boolean;
}

interface Kind {
  name: 'message' | 'batch';
  status: number;
  answer: (messages: readonly NewMessage[]) => unknown;
}

const SINGLE: Kind = { name: 'message', status: 201, answer: (messages) => viewOfNew(messages[0]!) };
const BATCH: Kind = { name: 'batch', status: 202, answer: (messages) => messages.map(({ id }, index) => ({ index, messageId: id })) };

/** From a body to accepted messages and the answer, once for each `Idempotency-Key`. */
@Injectable()
export class SendRequests {
  constructor(
    @Inject(AcceptMessages) private readonly acceptMessages: AcceptMessages,
    @Inject(IdempotencyKeys) private readonly idempotencyKeys: IdempotencyKeys,
    @Inject(RuleSets) private readonly ruleSets: RuleSets,
    @Inject(Templates) private readonly templates: Templates,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  single(caller: Caller, body: unknown, key: string | undefined): Promise<SendAnswer> {
    return this.take(caller, SINGLE, body, key, async () => {
      const checked = checkSendRequest(body, await this.accounts.channelsOf(caller.apiSpaceId), '', await findStoredContent(caller.apiSpaceId, [body], this.ruleSets, this.templates), this.canShortenLinks());
      if (checked.failures.length > 0) throw new ValidationError(checked.failures);
      return [checked];
    });
  }

  batch(caller: Caller, body: unknown, key: string | undefined): Promise<SendAnswer> {
    return this.take(caller, BATCH, body, key, async () =>
      checkBatch(body, await this.accounts.channelsOf(caller.apiSpaceId), await findStoredContent(caller.apiSpaceId, Array.isArray(body) ? body : [], this.ruleSets, this.templates), this.canShortenLinks()));
  }

  private canShortenLinks(): boolean {
    return this.settings.PUBLIC_URL !== undefined;
  }

  private async take(caller: Caller, kind: Kind, body: unknown, key: string | undefined, check: () => Promise<CheckedRequest[]>): Promise<SendAnswer> {
    if (key === undefined) {
      const messages = newMessages(caller, await check());
      await (messages.length === 1 ? this.acceptMessages.accept(messages[0]!) : this.acceptMessages.acceptAll(messages));
      return { status: kind.status, body: kind.answer(messages), isReplayed: false };
    }
    checkKey(key);
    const { apiSpaceId } = caller;
    const requestHash = hashRequest(kind.name, body);
    // Looked for before the checks: what was right at the first time may have passed by now.
    const known = await this.idempotencyKeys.find(apiSpaceId, key);
    if (known) return replay(known, requestHash);
    const messages = newMessages(caller, await check());
    const answer = { status: kind.status, body: kind.answer(messages) };
    const keyed = { apiSpaceId, key, requestHash, answer, acceptedAt: messages[0]!.acceptedAt };
    if (await this.acceptMessages.acceptOnce(messages, keyed)) return { ...answer, isReplayed: false };
    const winner = await this.idempotencyKeys.find(apiSpaceId, key);
    if (winner) return replay(winner, requestHash);
    throw new ApiError('conflict', 'A request with this Idempotency-Key is still running; ask again in a moment.');
  }
}

function newMessages(caller: Caller, checked: readonly CheckedRequest[]): NewMessage[] {
  if (!caller.permissions.has('messages:branch') && checked.some(({ request }) => request.rules.length > 1)) {
    throw new ApiError('forbidden', 'The access token lacks the permission messages:branch, which more than one rule needs.');
  }
  return checked.map(({ request, warnings }) => newMessage(caller, request, warnings));
}

function replay({ requestHash, answer }: KnownKey, given: string): SendAnswer {
  if (requestHash !== given) throw new ApiError('unprocessable', 'This Idempotency-Key was used for another request; give each request a key of its own.');
  return { ...answer, isReplayed: true };
}

function checkKey(key: string): void {
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return;
  throw new ValidationError([{ paramName: 'Idempotency-Key', message: 'must have 1 to 255 printable ASCII characters' }]);
}
