import { isObject } from '@app/core';
import { normaliseAccountAddress } from '@app/access';
import { ValidationError, type ValidationFailure } from '../http/api-error.js';
import { objectOf } from '../http/object-of.js';

const KNOWN = new Set(['channel', 'address', 'settings', 'secrets']);

export interface GivenAccount {
  channel: string;
  address?: string;
  settings: Record<string, unknown>;
  secrets?: Record<string, unknown>;
}

/** Checks the frame of `{channel, address, settings, secrets}`; what each channel needs is checked by the channel. No value is repeated in a message. */
export function checkAccount(body: unknown): GivenAccount {
  const failures: ValidationFailure[] = [];
  const given = objectOf(body);
  const { channel, settings, secrets } = given;
  const address = typeof given['address'] === 'string' ? normaliseAccountAddress(given['address']) : '';
  if (typeof channel !== 'string' || channel.length > 100) failures.push({ paramName: 'channel', message: 'must be the name of a channel' });
  if (given['address'] !== undefined && !/^[\w.:@-]{1,100}$/.test(address)) failures.push({ paramName: 'address', message: 'must be the page id, or the phone number with its country code, as text' });
  for (const [name, value] of Object.entries({ settings, secrets })) {
    if (value !== undefined && !isObject(value)) failures.push({ paramName: name, message: 'must be an object' });
  }
  // A secret in the wrong place must not be taken for something else and kept in the open.
  for (const name of Object.keys(given)) if (!KNOWN.has(name)) failures.push({ paramName: name.slice(0, 100), message: `is not known; there are: ${[...KNOWN].join(', ')}` });
  if (failures.length > 0) throw new ValidationError(failures);
  return { channel: channel as string, ...(address ? { address } : {}), settings: (settings ?? {}) as Record<string, unknown>, ...(secrets === undefined ? {} : { secrets: secrets as Record<string, unknown> }) };
}
