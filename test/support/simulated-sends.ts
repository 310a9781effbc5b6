import type { System } from './system.js';

/** One call that the simulated provider took. */
export interface SimulatedSend {
  id: string;
  recipient: string;
  reference?: string;
  /** The call's body: JSON for Messenger, form fields for SMS. */
  payload: Record<string, unknown> & { message?: Record<string, unknown>; recipient?: Record<string, unknown> };
  timesAccepted: number;
}

/** What the providers took for this person, oldest first. */
export async function sendsTo(system: System, recipient: string): Promise<SimulatedSend[]> {
  return (await system.simulate<{ messages: SimulatedSend[] }>('GET', `messages?recipient=${encodeURIComponent(recipient)}`)).messages;
}

/** The calls for this person that were well formed, taken or not. */
export async function callsTo(system: System, recipient: string): Promise<number> {
  return (await system.simulate<{ calls: number }>('GET', `calls?recipient=${encodeURIComponent(recipient)}`)).calls;
}

let people = 0;

/** A Messenger id that no other test of this run uses. */
export function newPsid(): string {
  return `72000000000${String(++people).padStart(5, '0')}`;
}

/** A phone number that no other test of this run uses. */
export function newPhoneNumber(): string {
  return `4479000${String(++people).padStart(5, '0')}`;
}
