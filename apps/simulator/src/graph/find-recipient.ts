import { psidFor } from '../ids.js';
import { asText } from '../request-body.js';
import type { Page } from '../state/accounts.js';
import type { People, Person } from '../state/people.js';
import { invalid, requireObject } from './check-params.js';
import { GraphError } from './graph-errors.js';

/** Whom a send is for, and what faults know them by. */
export interface FoundRecipient {
  person: Person;
  /** PSID, phone number (digits) or user_ref: as the caller named the person. */
  named: string;
  /** Meta leaves the PSID out of the answer to user_ref and phone_number. */
  answersWithId: boolean;
  /** A private reply, or a person's one-time permission, needs no open window. */
  needsWindow: boolean;
  /** Uses up what the recipient stands for (a comment, a token); called when the message is taken. */
  use?: () => void;
}

type Finder = (value: unknown, recipient: Record<string, unknown>, page: Page, people: People) => FoundRecipient;

const FINDERS: Record<string, Finder> = {
  id: (value, _recipient, _page, people) => {
    const psid = asText(value);
    if (!/^\d+$/.test(psid)) throw invalid('Param recipient[id] must be a valid ID string (e.g., "123")');
    return { person: people.find(psid), named: psid, answersWithId: true, needsWindow: true };
  },
  user_ref: (value, _recipient, _page, people) => {
    const userRef = requireText(value, 'user_ref');
    const priorMessage = { source: 'checkbox_plugin', identifier: userRef };
    const person = meet(people, `user_ref ${userRef}`, { priorMessage });
    return { person, named: userRef, answersWithId: false, needsWindow: false };
  },
  phone_number: findByPhoneNumber,
  post_id: findByComment('post_id'),
  comment_id: findByComment('comment_id'),
  one_time_notif_token: (value, _recipient, _page, people) => {
    const token = people.notification(requireText(value, 'one_time_notif_token'));
    if (!token || token.used) throw new GraphError('100', '(#100) Invalid or expired token for one time notification');
    const use = () => void (token.used = true);
    return { person: people.find(token.psid), named: token.psid, answersWithId: true, needsWindow: false, use };
  },
  notification_messages_token: () => {
    throw new GraphError('100', '(#100) Recurring notifications are no longer supported');
  },
};

/** Finds the person by exactly one addressing key. Throws GraphError for keys that Meta does not know. */
export function findRecipient(recipient: Record<string, unknown>, page: Page, people: People): FoundRecipient {
  const keys = Object.keys(recipient).filter((key) => key !== 'name' || recipient['phone_number'] === undefined);
  const unknown = keys.filter((key) => !Object.hasOwn(FINDERS, key));
  if (unknown.length > 0) throw invalid(`Invalid keys "${unknown.join(', ')}" were found in param "recipient".`);
  if (keys.length !== 1) throw invalid('Param recipient must have exactly one of id, user_ref, phone_number, post_id, comment_id');
  const key = keys[0]!;
  return FINDERS[key]!(recipient[key], recipient, page, people);
}

/** Customer matching: an unknown number is a person too, so that a first message works; a wrong name matches nobody. */
function findByPhoneNumber(value: unknown, recipient: Record<string, unknown>, page: Page, people: People): FoundRecipient {
  const text = requireText(value, 'phone_number');
  if (!/^\+[\d\s().-]{7,24}$/.test(text)) {
    throw invalid('Param recipient[phone_number] must be a phone number with + and country code');
  }
  if (!page.customerMatching) throw new GraphError('200/2018027');
  const phoneNumber = text.replace(/\D/g, '');
  const known = people.byPhoneNumber(phoneNumber);
  if (known && recipient['name'] !== undefined) {
    const name = requireObject(recipient['name'], 'recipient[name]');
    if (!isCalled(known, name)) throw new GraphError('100/2018001');
  }
  const person = known ?? meet(people, `phone ${phoneNumber}`, { phoneNumber });
  return { person, named: phoneNumber, answersWithId: false, needsWindow: false };
}

function findByComment(key: string): Finder {
  return (value, _recipient, _page, people) => {
    const id = requireText(value, key);
    if (people.hasAnswered(id)) throw new GraphError('100/2018292');
    const person = meet(people, `comment ${id}`, { lastInboundAt: null });
    return { person, named: id, answersWithId: true, needsWindow: false, use: () => people.answer(id) };
  };
}

function meet(people: People, text: string, changes: Partial<Person>): Person {
  const psid = psidFor(text);
  return people.isKnown(psid) ? people.find(psid) : people.change(psid, changes);
}

function isCalled(person: Person, name: Record<string, unknown>): boolean {
  const same = (given: unknown, own: string) => asText(given).toLowerCase() === own.toLowerCase();
  return same(name['first_name'], person.firstName) && same(name['last_name'], person.lastName);
}

function requireText(value: unknown, key: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(`Param recipient[${key}] must be a non-empty string.`);
}
