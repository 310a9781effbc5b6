import { isObject } from '@app/core';
import type { Account } from '@app/access';
import type { Channel, ChannelRegistry } from '@app/channels';
import type { PostedInbound } from '@app/messaging';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';
import { validateBody } from '../http/validate-body.js';
import { checkParts, partsWithoutNulls } from '../messages/check-parts.js';
import { readIds } from '../messages/check-recipient.js';
import { InboundDto } from './reports.dto.js';

/** Fields that are the business's to say and are kept as they came. */
const KEPT = ['title', 'metadata', 'conversationId', 'to', 'channelData'] as const;

/** Checks an inbound of a custom channel. Throws ValidationError that names every wrong field. */
export function checkInbound(body: unknown, channels: ChannelRegistry, accounts: readonly Account[]): PostedInbound {
  const raw = objectOf(body);
  const given = 'messageParts' in raw ? { ...raw, messageParts: partsWithoutNulls(raw['messageParts']) } : raw;
  const { value, failures } = validateBody(InboundDto, given);
  checkParts(value.messageParts, failures);
  const channel = customChannelOf(given['channel'], channels, failures);
  // Channels and accounts are remembered apart, so one may know already what the other does not.
  const account = accounts.find((each) => each.channel === channel?.name);
  if (channel && !account) failures.push({ paramName: 'channel', message: 'is being connected or removed; try again in a few seconds' });
  const from = checkFrom(given['from'], channel, channels, failures);
  if (failures.length > 0) throw new ValidationError(failures);
  const { messageId, body: text, messageParts, correlation } = value;
  const address = from[channel!.addressField];
  return {
    account,
    from,
    more: Object.fromEntries(KEPT.flatMap((name) => (value[name] === undefined || value[name] === null ? [] : [[name, value[name]]]))),
    ...(address === undefined ? {} : { address }),
    ...(messageId ? { ownId: messageId } : {}),
    ...(text ? { body: text } : {}),
    ...(messageParts ? { messageParts } : {}),
    ...(correlation ? { inReplyTo: correlation.messageId } : {}),
  } as PostedInbound;
}

function customChannelOf(name: unknown, channels: ChannelRegistry, failures: ValidationFailure[]): Channel | undefined {
  const channel = typeof name === 'string' ? channels.get(name) : undefined;
  if (channel?.isCustom) return channel;
  const own = channels.all.filter(({ isCustom }) => isCustom).map((each) => each.name);
  failures.push({ paramName: 'channel', message: `must be a custom channel that the apiSpace has connected; ${own.length === 0 ? 'it has none' : `there are: ${own.join(', ')}`}` });
  return undefined;
}

/** The person is named by the channel's own field or by the profile. */
function checkFrom(given: unknown, channel: Channel | undefined, channels: ChannelRegistry, failures: ValidationFailure[]): Record<string, string> {
  if (!isObject(given)) {
    failures.push({ paramName: 'from', message: 'must be an object that names the person, for example {"profileId": "…"}' });
    return {};
  }
  const from = readIds('from', given, channels.all, failures);
  const naming = [...new Set([channel?.addressField ?? 'profileId', 'profileId'])];
  const isNamed = naming.some((name) => from[name] !== undefined) || failures.some(({ paramName }) => paramName.startsWith('from'));
  if (channel && !isNamed) failures.push({ paramName: 'from', message: `names nobody; give ${naming.join(' or ')}` });
  return from;
}
