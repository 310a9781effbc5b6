import { normalisePhoneNumber } from '@app/core';
import type { ChannelRegistry } from '@app/channels';

/** A profile's field that holds an address, and how a value of it is brought to the stored form. */
export type AddressFields = ReadonlyMap<string, (input: string) => string | undefined>;

/** The fields under which profiles are found: those of all channels, the phone number and the e-mail address. */
export function addressFields(channels: ChannelRegistry): AddressFields {
  const fields = new Map<string, (input: string) => string | undefined>([
    ['phoneNumber', normalisePhoneNumber],
    ['email', (input) => input.trim().toLowerCase() || undefined],
  ]);
  for (const channel of channels.all) fields.set(channel.addressField, (input) => channel.normaliseAddress(input));
  return fields;
}

/** The addresses in a profile's data, in stored form; values that can't be addresses are left out. */
export function addressesIn(data: Record<string, unknown>, fields: AddressFields): { field: string; address: string }[] {
  const found = [];
  for (const [field, normalise] of fields) {
    const value = data[field];
    const address = typeof value === 'string' || typeof value === 'number' ? normalise(String(value)) : undefined;
    if (address) found.push({ field, address });
  }
  return found;
}
