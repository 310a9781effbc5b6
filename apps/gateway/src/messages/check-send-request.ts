import { isObject, type Rule } from '@app/core';
import type { ChannelRegistry } from '@app/channels';
import type { SendRequest } from '@app/messaging';
import type { ValidationFailure } from '../http/api-error.js';
import { validateBody } from '../http/validate-body.js';
import { checkRecipient } from './check-recipient.js';
import { checkParts, hasPartFor, partsWithoutNulls } from './check-parts.js';
import { checkPerChannel } from './check-per-channel.js';
import { checkRules } from './check-rules.js';
import { SendRequestDto } from './send-request.dto.js';
import { fillStoredContent, type StoredContent } from './stored-content.js';

const KNOWN = new Set(['to', 'rules', 'body', 'title', 'messageParts', 'customBody', 'channelOptions', 'metadata', 'expiresOn', 'conversationId', 'delivery', 'ruleSet', 'templateId', 'requireOptIn', 'sendAt', 'overrides', 'shortenLinks']);
/** The fields that are ignored are the business's to name, and each warning is stored and told. */
const MOST_WARNINGS = 20;
const LONGEST_AHEAD_MS = 366 * 24 * 60 * 60_000;

export interface CheckedRequest {
  request: SendRequest;
  /** What was ignored, as sentences for the customer. */
  warnings: string[];
  failures: ValidationFailure[];
}

/**
 * Checks one send request (contract §1.2, §12) and brings it to the form that is stored. With failures the rest is of no use.
 * `canShortenLinks`: the gateway has a public address.
 */
export function checkSendRequest(input: unknown, channels: ChannelRegistry, path: string, stored: StoredContent, canShortenLinks: boolean): CheckedRequest {
  if (!isObject(input)) {
    return { request: {} as SendRequest, warnings: [], failures: [{ paramName: path || 'request', message: 'must be a JSON object' }] };
  }
  const unfilled: ValidationFailure[] = [];
  const { given: filled, hasRules, hasContent } = fillStoredContent(withoutEmptyContent(input), stored, unfilled);
  const given = 'messageParts' in filled ? { ...filled, messageParts: partsWithoutNulls(filled['messageParts']) } : filled;
  const { value, failures } = validateBody(SendRequestDto, given);
  failures.push(...unfilled);
  const rules = hasRules ? checkRules(given['rules'], channels, failures) : [];
  const to = checkRecipient(given['to'], channels, failures);
  const perChannel = checkPerChannel(given, channels, failures);
  checkParts(value.messageParts, failures);
  if (hasContent) checkContent(given, perChannel.customBody, rules, failures);
  checkTimes(value, failures);
  if (!canShortenLinks && (value.shortenLinks === 'on' || value.shortenLinks === 'marked')) {
    failures.push({ paramName: 'shortenLinks', message: 'needs a public address for the short links: the operator has to set PUBLIC_URL' });
  }
  const ignored = Object.keys(given).filter((name) => !KNOWN.has(name));
  const known = Object.fromEntries(Object.entries(given).filter(([name, field]) => KNOWN.has(name) && field !== null));
  return {
    request: { ...known, ...perChannel.fields, ...(value.shortenLinks ? { shortenLinks: value.shortenLinks } : {}), to } as unknown as SendRequest,
    warnings: few([...ignored.map((name) => `The field "${name.slice(0, 100)}" is not known and was ignored.`), ...perChannel.warnings]),
    failures: path ? failures.map(({ paramName, message }) => ({ paramName: `${path}.${paramName}`, message })) : failures,
  };
}

/** The vendor's own sample has an empty list of parts beside a body: what is empty beside content is not there. */
function withoutEmptyContent(input: Record<string, unknown>): Record<string, unknown> {
  const isEmpty = (name: string): boolean => input[name] === '' || (Array.isArray(input[name]) && input[name].length === 0);
  const isContent = (name: string): boolean => input[name] !== undefined && input[name] !== null && !isEmpty(name);
  if (!['body', 'messageParts', 'customBody', 'templateId'].some(isContent)) return input;
  return Object.fromEntries(Object.entries(input).filter(([name]) => (name !== 'body' && name !== 'messageParts') || !isEmpty(name)));
}

function few(warnings: string[]): string[] {
  if (warnings.length <= MOST_WARNINGS) return warnings;
  return [...warnings.slice(0, MOST_WARNINGS), `There are ${warnings.length - MOST_WARNINGS} more warnings.`];
}

/** Every rule has something to send, and `body` and `messageParts` do not compete (§1.2). */
function checkContent(given: Record<string, unknown>, customBody: Record<string, unknown>, rules: readonly Rule[], failures: ValidationFailure[]): void {
  const isThere = (name: string): boolean => given[name] !== undefined && given[name] !== null;
  if (isThere('body') && isThere('messageParts')) {
    failures.push({ paramName: 'messageParts', message: 'must not stand beside body; use one of them' });
    return;
  }
  if (isThere('body')) return;
  const without = rules.filter(({ channel }) => customBody[channel] === undefined).map(({ channel }) => channel);
  if (isThere('messageParts')) {
    const empty = without.filter((channel) => !hasPartFor(given['messageParts'], channel));
    if (empty.length > 0) failures.push({ paramName: 'messageParts', message: `has no part for ${empty.join(', ')}: each of the parts names other channels` });
    return;
  }
  if (without.length > 0) failures.push({ paramName: 'body', message: `is missing: ${without.join(', ')} would have nothing to send. Give body, messageParts or a customBody for each channel` });
}

function checkTimes({ expiresOn, sendAt }: SendRequestDto, failures: ValidationFailure[]): void {
  const [expiry, sending] = [timeOf(expiresOn), timeOf(sendAt)];
  if (expiry !== undefined && expiry <= Date.now()) failures.push({ paramName: 'expiresOn', message: 'has passed already' });
  if (sending === undefined) return;
  if (sending <= Date.now()) failures.push({ paramName: 'sendAt', message: 'has passed already; leave it out to send now' });
  if (sending > Date.now() + LONGEST_AHEAD_MS) failures.push({ paramName: 'sendAt', message: 'is more than a year ahead' });
  if (expiry !== undefined && expiry <= sending) failures.push({ paramName: 'expiresOn', message: 'is before sendAt: the message would never be sent' });
}

/** Undefined when there is none, or the check of its form has found it wrong. */
function timeOf(given: unknown): number | undefined {
  const time = typeof given === 'string' ? Date.parse(given) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
