import { parseAttemptReference } from '@app/core';
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

/** How often the provider took each message, by our reference in it. */
export async function timesTaken(system: System): Promise<Map<string, number>> {
  const { messages } = await system.simulate<{ messages: { reference?: string }[] }>('GET', 'messages?limit=200000&fields=reference');
  const times = new Map<string, number>();
  for (const { reference } of messages) {
    const messageId = parseAttemptReference(reference ?? '')?.messageId;
    if (messageId) times.set(messageId, (times.get(messageId) ?? 0) + 1);
  }
  return times;
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
