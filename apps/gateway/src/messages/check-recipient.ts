import { isObject, normalisePhoneNumber } from '@app/core';
import type { Channel, ChannelRegistry } from '@app/channels';
import type { ValidationFailure } from '../http/api-error.js';
import { wrongId } from '../profiles/check-profile.js';

const MOST_CHARACTERS = 1_000;
/** They may be stored on a profile. */
const MOST_IDS = 50;
/** Enough to name somebody; names alone are not. */
const USER_REF = 'user_ref';
const NAMING = ['profileId', 'phoneNumber', 'email', 'userRef', USER_REF];

/** Checks `to` (contract §1.3, §12.7) and brings addresses to their stored form; `mobileNumber` becomes `phoneNumber`. */
export function checkRecipient(given: unknown, channels: ChannelRegistry, failures: ValidationFailure[]): Record<string, string> {
  if (!isObject(given)) {
    failures.push({ paramName: 'to', message: 'must be an object that names the person, for example {"profileId": "…"} or {"phoneNumber": "447123123123"}' });
    return {};
  }
  const to = readIds('to', given, channels.all, failures);
  const naming = new Set([...NAMING, ...channels.all.map((channel) => channel.addressField)]);
  const namesSomebody = Object.entries(given).some(([name, value]) => value !== null && !isBlank(value) && (naming.has(name) || name === 'mobileNumber'));
  if (!namesSomebody) failures.push({ paramName: 'to', message: `names nobody; give one of: ${[...naming].filter((name) => name !== USER_REF).join(', ')}` });
  return to;
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** The ids of a person in `to` or `from`, in stored form. A blank one is not there, unless nothing else is. */
export function readIds(field: string, given: object, channels: readonly Channel[], failures: ValidationFailure[]): Record<string, string> {
  const ids: Record<string, string> = {};
  const hasMore = Object.values(given).some((value) => value !== null && !isBlank(value));
  if (Object.values(given).filter((value) => value !== null).length > MOST_IDS) failures.push({ paramName: field, message: `must have at most ${MOST_IDS} fields` });
  for (const [name, value] of Object.entries(given)) {
    const paramName = `${field}.${name}`;
    if (value === null || (hasMore && isBlank(value))) continue;
    if (name.length > MOST_CHARACTERS) failures.push({ paramName: `${field}.${name.slice(0, 100)}`, message: `must have a name of at most ${MOST_CHARACTERS} characters` });
    else if (typeof value !== 'string') failures.push({ paramName, message: 'must be a string (ids and phone numbers in quotes)' });
    else if (value.length > MOST_CHARACTERS) failures.push({ paramName, message: `must have at most ${MOST_CHARACTERS} characters` });
    else if (value.trim() !== '') ids[name] = value;
    else failures.push({ paramName, message: 'must not be empty' });
  }
  if (ids['profileId'] !== undefined) checkProfileFields(field, ids, failures);
  takePhoneNumber(field, ids, failures);
  for (const channel of channels) {
    const { addressField } = channel;
    if (ids[addressField] === undefined || addressField === 'phoneNumber') continue;
    const address = channel.normaliseAddress(ids[addressField]);
    if (address === undefined) failures.push({ paramName: `${field}.${addressField}`, message: `"${ids[addressField].slice(0, 50)}" can't be an address on ${channel.name}` });
    else ids[addressField] = address;
  }
  return ids;
}

/** Beside a `profileId` the other fields are stored on the profile, whose rules for names hold then (contract §4). */
function checkProfileFields(field: string, { profileId, ...others }: Record<string, string>, failures: ValidationFailure[]): void {
  const reason = wrongId(profileId);
  if (reason) failures.push({ paramName: `${field}.profileId`, message: reason });
  for (const name of Object.keys(others)) {
    if (name === 'id') failures.push({ paramName: `${field}.id`, message: 'is not allowed beside profileId, which is the id of the profile' });
    if (name.includes('_') && name !== USER_REF) failures.push({ paramName: `${field}.${name.slice(0, 100)}`, message: 'must have no underscore in its name: beside profileId it is stored on the profile' });
  }
}

function takePhoneNumber(field: string, to: Record<string, string>, failures: ValidationFailure[]): void {
  for (const name of ['mobileNumber', 'phoneNumber']) {
    const given = to[name];
    if (given === undefined) continue;
    const phoneNumber = normalisePhoneNumber(given);
    if (phoneNumber === undefined) failures.push({ paramName: `${field}.${name}`, message: `"${given.slice(0, 50)}" is no phone number; give it with its country code, for example 447123123123` });
    else if (name === 'mobileNumber') {
      delete to[name];
      to['phoneNumber'] ??= phoneNumber;
    } else to[name] = phoneNumber;
  }
}
