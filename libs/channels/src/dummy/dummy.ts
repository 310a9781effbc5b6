import { randomUUID } from 'node:crypto';
import { FAILURE_KINDS, recipientAddress, SendFailure, type FailureKind, type MessageContent } from '@app/core';
import { defineChannel, type ChannelPart, type SendCall, type SendPlan, type SendResult } from '../channel.js';
import { asText } from '../webhook-values.js';

/** The dummy needs no account data and takes no options. */
export class DummySettings {}
export class DummySecrets {}
export class DummyOptions {}

/**
 * A channel for tests: it makes no call, and fails on demand by what the text says. `fail:unavailable` fails each
 * time, `fail:throttled:2` the first two times, then goes through; any other text goes through.
 */
export const dummy = defineChannel({
  name: 'dummy',
  addressField: 'dummyId',
  normaliseAddress: (input) => input.trim() || undefined,
  settings: DummySettings,
  secrets: DummySecrets,
  options: DummyOptions,
  optionsBesideCustomBody: [],
  limits: { textPerSecond: 1000, mediaPerSecond: 1000 },
  accountField: 'dummyAccount',
  echoesReference: false,
  plan,
  send,
  webhookSecret: () => undefined,
  verifyWebhook: () => false,
  parseEvents: () => [{ kind: 'other', name: 'dummy' }],
});

const COMMAND = /^fail:([a-z]+)(?::(\d{1,6}))?$/i;

/** Failed tries so far, by recipient and text. */
const failedTries = new Map<string, number>();

/** Makes all commands begin anew. */
export function forgetDummyTries(): void {
  failedTries.clear();
}

function plan(content: MessageContent): SendPlan {
  const texts = content.messageParts?.length ? content.messageParts.map((part) => part.url ?? asText(part.data)) : [content.body];
  const parts = (content.customBody === undefined ? texts : [JSON.stringify(content.customBody)])
    .filter((text): text is string => Boolean(text))
    .map((body): ChannelPart => ({ rateClass: 'text', payload: { body } }));
  if (parts.length === 0) throw new SendFailure('rejected', 'There is nothing to send on the dummy channel.');
  return { parts, warnings: [] };
}

function send({ part, recipient }: SendCall<DummySettings, DummySecrets, DummyOptions>): Promise<SendResult> {
  const body = asText(part.payload['body']) ?? '';
  const [, word, count] = COMMAND.exec(body.trim()) ?? [];
  const kind = FAILURE_KINDS.find((each) => each === word);
  if (word !== undefined && kind === undefined) {
    return Promise.reject(new SendFailure('rejected', `There is no failure kind "${word}"; there are ${FAILURE_KINDS.join(', ')}.`));
  }
  if (kind && isStillFailing(`${recipientAddress(recipient)} ${body}`, count)) return Promise.reject(failure(kind));
  return Promise.resolve({ providerMessageId: randomUUID() });
}

function isStillFailing(key: string, count: string | undefined): boolean {
  if (count === undefined) return true;
  const tries = failedTries.get(key) ?? 0;
  if (tries >= Number(count)) return false;
  failedTries.set(key, tries + 1);
  return true;
}

function failure(kind: FailureKind): SendFailure {
  return new SendFailure(kind, `The dummy channel was told to fail as ${kind}.`, {
    providerCode: `dummy/${kind}`,
    ...(kind === 'throttled' && { retryAfterMs: 100 }),
  });
}
