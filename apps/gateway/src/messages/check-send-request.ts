import { parseRules, type Rule } from '@app/core';
import type { Channel, ChannelRegistry } from '@app/channels';
import type { SendRequest } from '@app/messaging';
import type { ValidationFailure } from '../http/api-error.js';
import { validateBody } from '../http/validate-body.js';
import { checkRecipient } from './check-recipient.js';
import { SendRequestDto } from './send-request.dto.js';

/** Fields of the contract that this gateway does not act on yet. A request that relies on one is refused rather than sent without it. */
const NOT_SUPPORTED = ['ruleSet', 'templateId', 'requireOptIn', 'shortenLinks'];
const KNOWN = new Set(['to', 'rules', 'body', 'title', 'messageParts', 'customBody', 'channelOptions', 'metadata', 'expiresOn', 'conversationId', 'delivery']);

export interface CheckedRequest {
  request: SendRequest;
  /** What was ignored, as sentences for the customer. */
  warnings: string[];
  failures: ValidationFailure[];
}

/** Checks one send request (contract §1.2, §12) and brings it to the form that is stored. With failures the rest is of no use. */
export function checkSendRequest(input: unknown, channels: ChannelRegistry, path = ''): CheckedRequest {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { request: {} as SendRequest, warnings: [], failures: [{ paramName: path || 'request', message: 'must be a JSON object' }] };
  }
  const given = input as Record<string, unknown>;
  const { value, failures } = validateBody(SendRequestDto, given);
  const rules = checkRules(given['rules'], channels, failures);
  const to = checkRecipient(given['to'], channels, failures);
  const perChannel = checkPerChannel(given, channels, failures);
  checkParts(value, failures);
  checkContent(given, rules, failures);
  checkExpiry(value.expiresOn, failures);
  for (const name of NOT_SUPPORTED) {
    if (given[name] !== undefined && given[name] !== null && given[name] !== false && given[name] !== 'off') failures.push({ paramName: name, message: 'is not supported by this gateway yet' });
  }
  const ignored = Object.keys(given).filter((name) => !KNOWN.has(name) && !NOT_SUPPORTED.includes(name));
  const known = Object.fromEntries(Object.entries(given).filter(([name, field]) => KNOWN.has(name) && field !== null));
  return {
    request: { ...known, ...perChannel, to } as unknown as SendRequest,
    warnings: ignored.map((name) => `The field "${name.slice(0, 100)}" is not known and was ignored.`),
    failures: path ? failures.map(({ paramName, message }) => ({ paramName: `${path}.${paramName}`, message })) : failures,
  };
}

function checkRules(given: unknown, channels: ChannelRegistry, failures: ValidationFailure[]): Rule[] {
  const parsed = parseRules(given);
  if ('failures' in parsed) {
    failures.push(...parsed.failures);
    return [];
  }
  parsed.rules.forEach(({ channel }, index) => {
    if (channels.get(channel)) return;
    failures.push({ paramName: `rules[${index}]`, message: `"${channel.slice(0, 100)}" is no channel; there are: ${channels.names().join(', ')}` });
  });
  return parsed.rules;
}

/** `customBody` and `channelOptions`, both keyed by channel; together for one channel only where the channel allows it (§12.8). */
function checkPerChannel(given: Record<string, unknown>, channels: ChannelRegistry, failures: ValidationFailure[]): Pick<SendRequest, 'customBody' | 'channelOptions'> {
  const customBody = objectByChannel('customBody', given['customBody'], channels, failures);
  const channelOptions = objectByChannel('channelOptions', given['channelOptions'], channels, failures);
  for (const [name, options] of Object.entries(channelOptions)) {
    const channel = channels.get(name)!;
    failures.push(...validateBody(channel.options, options, `channelOptions.${name}`).failures);
    if (customBody[name] === undefined) continue;
    const refused = Object.keys(options as object).filter((option) => !channel.optionsBesideCustomBody.includes(option));
    for (const option of refused) failures.push({ paramName: `channelOptions.${name}.${option}`, message: `must not stand beside customBody.${name}` });
  }
  return {
    ...(given['customBody'] ? { customBody } : {}),
    ...(given['channelOptions'] ? { channelOptions: channelOptions as SendRequest['channelOptions'] & object } : {}),
  };
}

function objectByChannel(field: string, given: unknown, channels: ChannelRegistry, failures: ValidationFailure[]): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) {
    failures.push({ paramName: field, message: 'must be an object whose names are channels' });
    return {};
  }
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const channel: Channel | undefined = channels.get(name);
    if (!channel) failures.push({ paramName: `${field}.${name.slice(0, 100)}`, message: `is no channel; there are: ${channels.names().join(', ')}` });
    else if (!isObject(value)) failures.push({ paramName: `${field}.${name}`, message: 'must be an object' });
    else found[name] = value;
  }
  return found;
}

function checkParts({ messageParts }: SendRequestDto, failures: ValidationFailure[]): void {
  if (!Array.isArray(messageParts)) return;
  messageParts.forEach((part, index) => {
    if (!isObject(part) || (part.url === undefined) !== (part.data === undefined)) return;
    failures.push({ paramName: `messageParts[${index}]`, message: 'must have either url or data' });
  });
}

/** Every rule has something to send, and `body` and `messageParts` do not compete (§1.2). */
function checkContent(given: Record<string, unknown>, rules: readonly Rule[], failures: ValidationFailure[]): void {
  const isThere = (name: string): boolean => given[name] !== undefined && given[name] !== null;
  if (isThere('body') && isThere('messageParts')) {
    failures.push({ paramName: 'messageParts', message: 'must not stand beside body; use one of them' });
    return;
  }
  if (isThere('body') || isThere('messageParts')) return;
  const custom = isObject(given['customBody']) ? given['customBody'] : {};
  const empty = rules.filter(({ channel }) => custom[channel] === undefined).map(({ channel }) => channel);
  if (empty.length > 0) failures.push({ paramName: 'body', message: `is missing: ${empty.join(', ')} would have nothing to send. Give body, messageParts or a customBody for each channel` });
}

function checkExpiry(expiresOn: unknown, failures: ValidationFailure[]): void {
  if (typeof expiresOn !== 'string' || Number.isNaN(Date.parse(expiresOn))) return;
  if (Date.parse(expiresOn) <= Date.now()) failures.push({ paramName: 'expiresOn', message: 'has passed already' });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
