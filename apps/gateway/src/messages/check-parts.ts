import { isObject, withoutNulls } from '@app/core';
import { isChannelName } from '@app/channels';
import type { ValidationFailure } from '../http/api-error.js';

/** The parts without fields that are null; what is no list or no object is left as it is. */
export function partsWithoutNulls(messageParts: unknown): unknown {
  if (!Array.isArray(messageParts)) return messageParts;
  return messageParts.map((part: unknown) => (isObject(part) ? withoutNulls(part) : part));
}

/** Each part has either `url` or `data`, and `channels` names channels (contract §1.2): a part for a name that is misspelt would go out nowhere. */
export function checkParts(messageParts: unknown, failures: ValidationFailure[]): void {
  if (!Array.isArray(messageParts)) return;
  messageParts.forEach((part: unknown, index) => {
    if (!isObject(part)) return;
    const { url, data, channels } = part;
    const unknown = Array.isArray(channels) ? channels.find((name: unknown) => typeof name === 'string' && !isChannelName(name)) : undefined;
    if (unknown !== undefined) failures.push({ paramName: `messageParts[${index}].channels`, message: `names "${String(unknown).slice(0, 100)}", which is no channel` });
    if ((url === undefined) === (data === undefined)) failures.push({ paramName: `messageParts[${index}]`, message: 'must have either url or data' });
  });
}

/** Whether a channel has something to send in these parts. */
export function hasPartFor(messageParts: unknown, channel: string): boolean {
  if (!Array.isArray(messageParts)) return true;
  return messageParts.some((part: unknown) => !isObject(part) || !Array.isArray(part['channels']) || part['channels'].includes(channel));
}
