import { Injectable } from '@nestjs/common';

/** Who answers on Messenger. A PSID that nobody has set up is a person too: named after its digits, with an open window. */
export interface Person {
  psid: string;
  firstName: string;
  lastName: string;
  /** Digits with country code. */
  phoneNumber?: string;
  /** The person has blocked the page. */
  blocked: boolean;
  /** When the person last wrote; null is never. Undefined counts as just now, so that a first message works. */
  lastInboundAt?: Date | null;
  /** How we met the person before the PSID was known; told once, with their first message. */
  priorMessage?: { source: string; identifier: string };
}

const FIRST_NAMES = ['Alex', 'Bea', 'Carlos', 'Dana', 'Emre', 'Fatima', 'Grace', 'Hiro', 'Ines', 'Jonas', 'Kofi', 'Lena'];
const LAST_NAMES = ['Abara', 'Berg', 'Costa', 'Dubois', 'Evans', 'Fischer', 'Garcia', 'Haas', 'Ito', 'Jensen', 'Khan'];

export const DAY_MS = 24 * 60 * 60 * 1000;

@Injectable()
export class People {
  private readonly known = new Map<string, Person>();
  private readonly psidByPhoneNumber = new Map<string, string>();
  private readonly answeredComments = new Set<string>();
  private readonly notificationTokens = new Map<string, { psid: string; used: boolean }>();

  /** The person as they are now; strangers are not kept, so that a load test does not fill the memory. */
  find(psid: string): Person {
    return this.known.get(psid) ?? stranger(psid);
  }

  /** Sets up or changes a person, and keeps them from then on. */
  change(psid: string, changes: Partial<Person>): Person {
    const person = { ...this.find(psid), ...changes, psid };
    this.known.set(psid, person);
    if (person.phoneNumber !== undefined) this.psidByPhoneNumber.set(person.phoneNumber, psid);
    return person;
  }

  isKnown(psid: string): boolean {
    return this.known.has(psid);
  }

  byPhoneNumber(phoneNumber: string): Person | undefined {
    const person = this.known.get(this.psidByPhoneNumber.get(phoneNumber) ?? '');
    return person?.phoneNumber === phoneNumber ? person : undefined;
  }

  all(): Person[] {
    return [...this.known.values()];
  }

  /** Meta allows one private reply for each comment or post. */
  hasAnswered(commentId: string): boolean {
    return this.answeredComments.has(commentId);
  }

  answer(commentId: string): void {
    this.answeredComments.add(commentId);
  }

  allowOneNotification(token: string, psid: string): void {
    this.notificationTokens.set(token, { psid, used: false });
  }

  notification(token: string): { psid: string; used: boolean } | undefined {
    return this.notificationTokens.get(token);
  }

  reset(): void {
    this.known.clear();
    this.psidByPhoneNumber.clear();
    this.answeredComments.clear();
    this.notificationTokens.clear();
  }
}

/** True when the person wrote within this time. */
export function wroteWithin(person: Person, withinMs: number, now: number): boolean {
  if (person.lastInboundAt === undefined) return true;
  return person.lastInboundAt !== null && now - person.lastInboundAt.getTime() < withinMs;
}

function stranger(psid: string): Person {
  const number = Number(psid.slice(-6)) || 0;
  return {
    psid,
    firstName: FIRST_NAMES[number % FIRST_NAMES.length]!,
    lastName: LAST_NAMES[number % LAST_NAMES.length]!,
    blocked: false,
  };
}
