import { normalisePhoneNumber, type Recipient } from '@app/core';
import type { FbMessengerSettings } from './account.js';

const PSID = /^\d{1,32}$/;

/** A page-scoped id is digits; nothing is taken off but blanks around it. */
export function normalisePsid(input: string): string | undefined {
  const id = input.trim();
  return PSID.test(id) ? id : undefined;
}

const MOST_USER_REF_CHARACTERS = 500;

/**
 * A user reference of a plugin, or, where the account allows customer matching, a phone number with names.
 * Undefined when `to` has neither.
 */
export function otherRecipient(to: Record<string, string>, settings: FbMessengerSettings): Recipient | undefined {
  const userRef = (to['userRef'] ?? to['user_ref'])?.trim();
  if (userRef && userRef.length <= MOST_USER_REF_CHARACTERS) return { kind: 'userRef', userRef };
  if (settings.customerMatching !== true) return undefined;
  const phoneNumber = normalisePhoneNumber(to['phoneNumber'] ?? to['mobileNumber'] ?? '');
  if (phoneNumber === undefined) return undefined;
  return {
    kind: 'phoneNumber',
    phoneNumber,
    ...(to['firstName'] && { firstName: to['firstName'] }),
    ...(to['lastName'] && { lastName: to['lastName'] }),
  };
}

/** The Graph call's `recipient` (contract meta.md §1.3). */
export function graphRecipient(recipient: Recipient): Record<string, unknown> {
  switch (recipient.kind) {
    case 'address':
      return { id: recipient.address };
    case 'userRef':
      return { user_ref: recipient.userRef };
    case 'phoneNumber':
      return { phone_number: `+${recipient.phoneNumber}`, ...nameOf(recipient) };
  }
}

function nameOf({ firstName, lastName }: { firstName?: string; lastName?: string }): Record<string, unknown> {
  if (!firstName && !lastName) return {};
  return { name: { ...(firstName && { first_name: firstName }), ...(lastName && { last_name: lastName }) } };
}
