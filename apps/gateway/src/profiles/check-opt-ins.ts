import { isObject, someOf } from '@app/core';
import { type ChannelRegistry, namesWithVendors } from '@app/channels';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';

/** The names of channels in a list. Throws when it is no list, is empty, or names one that there is not. */
export function checkChannels(value: unknown, paramName: string, channels: ChannelRegistry): string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 100) throw new ValidationError([{ paramName, message: 'must be a list of channels' }]);
  const known = namesWithVendors(channels);
  const failures = value.flatMap((name, index) => unknownChannel(name, known, `${paramName}[${index}]`));
  if (failures.length > 0) throw new ValidationError(failures);
  return value as string[];
}

/** A map from channel to true or false. */
export function checkChannelMap(body: unknown, channels: ChannelRegistry): Record<string, boolean> {
  if (!isObject(body)) throw new ValidationError([{ paramName: 'request', message: 'must be a JSON object: channel to true or false' }]);
  const known = namesWithVendors(channels);
  const failures = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'boolean' ? unknownChannel(name, known, name) : [{ paramName: name, message: 'must be true or false' }],
  );
  if (failures.length > 0) throw new ValidationError(failures);
  return body as Record<string, boolean>;
}

/** `known` has the vendor's channels too: what a person said of a channel that is not here yet is kept until it is. */
function unknownChannel(name: unknown, known: readonly string[], paramName: string): ValidationFailure[] {
  return typeof name === 'string' && known.includes(name) ? [] : [{ paramName, message: `must be a channel: ${someOf(known)}` }];
}
