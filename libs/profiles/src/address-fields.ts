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

/** Longer values are no addresses, and would not fit into the index. */
export const MOST_ADDRESS_CHARS = 255;

/** A value of an address field in stored form; undefined when it can't be an address. */
export function addressOf(fields: AddressFields, field: string, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const address = fields.get(field)?.(String(value));
  return address && address.length <= MOST_ADDRESS_CHARS ? address : undefined;
}

/** The addresses in a profile's data, in stored form; values that can't be addresses are left out. */
export function addressesIn(data: Record<string, unknown>, fields: AddressFields): { field: string; address: string }[] {
  return [...fields.keys()].flatMap((field) => {
    const address = addressOf(fields, field, data[field]);
    return address === undefined ? [] : [{ field, address }];
  });
}
