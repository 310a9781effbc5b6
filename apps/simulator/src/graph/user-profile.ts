import type { Person } from '../state/people.js';
import { GraphError } from './graph-errors.js';

const FIELDS: Record<string, (person: Person, baseUrl: string) => unknown> = {
  id: (person) => person.psid,
  name: (person) => `${person.firstName} ${person.lastName}`,
  first_name: (person) => person.firstName,
  last_name: (person) => person.lastName,
  profile_pic: (person, baseUrl) => `${baseUrl}/pictures/${person.psid}.svg`,
  locale: () => 'en_GB',
  timezone: () => 0,
  gender: () => 'unspecified',
};
const DEFAULT_FIELDS = 'first_name,last_name,profile_pic';

/** The user profile call; the id always comes along. Throws GraphError 100 for a field that does not exist. */
export function userProfile(person: Person, fields: string | undefined, baseUrl: string): Record<string, unknown> {
  const names = (fields || DEFAULT_FIELDS).split(',').map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(FIELDS, name));
  if (unknown !== undefined) {
    throw new GraphError('100', `(#100) Tried accessing nonexisting field (${unknown}) on node type (MessengerUser)`);
  }
  return Object.fromEntries([...names, 'id'].map((name) => [name, FIELDS[name]!(person, baseUrl)]));
}

/** A round picture with the person's initials. */
export function profilePicture(person: Person): string {
  const initials = `${person.firstName.charAt(0)}${person.lastName.charAt(0)}`.replace(/[<>&]/g, '');
  const hue = Number(person.psid.slice(-5)) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><circle cx="48" cy="48" r="48" fill="hsl(${hue} 45% 40%)"/><text x="48" y="60" font-family="sans-serif" font-size="36" fill="#fff" text-anchor="middle">${initials}</text></svg>`;
}
