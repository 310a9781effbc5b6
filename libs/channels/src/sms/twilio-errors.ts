import { SendFailure, type FailureKind, type HttpResponse } from '@app/core';
import { hideSecrets } from '../hide-secrets.js';
import { failureByStatus, kindOfSendByStatus, retryAfterMs } from '../provider-call.js';
import { asText, parseJsonObject } from '../webhook-values.js';

interface TwilioErrorRow {
  kind: FailureKind;
  /** In words for the customer, without the full stop. */
  reason: string;
}

const SLOW_DOWN = 'Messages came faster than the SMS provider takes them';
const BAD_SENDER = 'The sender is no number or name that this account may send from';
const BAD_NUMBER = 'The phone number is not valid, or cannot get SMS';
const ACCOUNT = 'The SMS provider does not take the account SID and auth token';
const NOTHING_TO_SEND = 'The message is empty';
const CARRIER = 'The carrier could not bring the message over';

const rows = (codes: readonly number[], kind: FailureKind, reason: string): [number, TwilioErrorRow][] =>
  codes.map((code) => [code, { kind, reason }]);

/**
 * Twilio's error codes, of refused calls and of failed messages (twilio.com/docs/api/errors).
 * A sender that is not ours is the message's fault (`rejected`), since `from` may be the customer's choice: one
 * bad `from` must not stop the account. So is a country that is not switched on: it stops no other.
 */
const TWILIO_ERRORS: ReadonlyMap<number, TwilioErrorRow> = new Map([
  ...rows([20003, 20005, 20006, 20008, 20404], 'misconfigured', ACCOUNT),
  ...rows([21609], 'misconfigured', 'The SMS provider does not take the address for status callbacks; check PUBLIC_URL'),
  ...rows([21703], 'misconfigured', 'The messaging service has no number to send from'),
  ...rows([30002], 'held', 'The SMS provider has suspended the account'),
  ...rows([20429, 14107, 21611, 30001, 30022, 63018], 'throttled', SLOW_DOWN),
  ...rows([20500, 20504], 'unknown', 'The SMS provider had an internal error, and may have taken the message'),
  ...rows([20503], 'unavailable', 'The SMS provider is out of order for a time'),
  ...rows([21211, 21214, 21217, 21265, 21268, 21614, 21635], 'unreachable', BAD_NUMBER),
  ...rows([21610], 'unreachable', 'The person has unsubscribed from this sender (STOP)'),
  ...rows([21612], 'unreachable', 'This phone number cannot be reached from this sender'),
  ...rows([21408], 'unreachable', 'Sending to this country is not switched on at the SMS provider'),
  ...rows([21608], 'unreachable', 'A trial account may only send to numbers that were verified'),
  ...rows([21212, 21266, 21267, 21603, 21606, 21659, 21660, 21661, 21910], 'rejected', BAD_SENDER),
  ...rows([21602, 21619], 'rejected', NOTHING_TO_SEND),
  ...rows([21604], 'rejected', 'The message has no recipient'),
  ...rows([21605, 21617], 'rejected', 'The text is too long'),
  ...rows([21620, 21623, 30011], 'rejected', 'A media file is not valid'),
  ...rows([30003], 'unreachable', 'The phone is switched off, out of reach or does not take SMS'),
  ...rows([30004], 'unreachable', 'The phone or its carrier blocks the message'),
  ...rows([30005], 'unreachable', 'The number is unknown or no longer in use'),
  ...rows([30006], 'unreachable', 'The number is a landline, or its carrier cannot be reached'),
  ...rows([30007], 'rejected', 'The carrier filtered the message out'),
  ...rows([30008, 30009, 30017, 30410], 'unavailable', CARRIER),
  ...rows([30036], 'rejected', 'The message expired before the carrier had brought it over'),
  ...rows([30010], 'rejected', 'The message costs more than the highest price that is set'),
  ...rows([30023, 30027], 'throttled', 'The daily limit of messages is reached'),
  ...rows([30024, 30032, 30033, 30034, 30035], 'rejected', 'The sender is not registered for messages to this country'),
]);

const PROVIDER = 'The SMS provider';
const DEFAULT_THROTTLE_MS = 10_000;
const MOST_QUOTED_CHARACTERS = 300;

/** What follows from a refused call; the code decides, the HTTP status only where the code is not known. */
export function twilioFailure(response: HttpResponse, secrets: readonly string[]): SendFailure {
  const body = parseJsonObject(response.text);
  const code = asCode(body?.['code']);
  const message = asText(body?.['message']);
  if (code === undefined) return refusedWithoutCode(response);
  const { kind, reason } = TWILIO_ERRORS.get(code) ?? { kind: kindOfUnknown(response.status), reason: `${PROVIDER} refused the message` };
  const quote = message ? `. It says: ${hideSecrets(message, secrets).slice(0, MOST_QUOTED_CHARACTERS)}` : '.';
  return new SendFailure(kind, `${reason}${quote}`, {
    providerCode: `${code}`,
    httpStatus: response.status,
    ...(kind === 'throttled' && { retryAfterMs: retryAfterMs(response) ?? DEFAULT_THROTTLE_MS }),
  });
}

function refusedWithoutCode(response: HttpResponse): SendFailure {
  if (response.status !== 401) return failureByStatus(PROVIDER, response);
  return new SendFailure('misconfigured', `${ACCOUNT}.`, { httpStatus: 401 });
}

function kindOfUnknown(status: number): FailureKind {
  return status === 401 ? 'misconfigured' : kindOfSendByStatus(status);
}

/** A sentence for a message that failed after it was taken. */
export function failedReason(code: string | undefined): string {
  const row = TWILIO_ERRORS.get(Number(code));
  if (row) return `${row.reason}.`;
  return code === undefined ? 'The SMS was not delivered.' : `The SMS was not delivered (code ${code}).`;
}

function asCode(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{1,7}$/.test(value)) return Number(value);
  return Number.isInteger(value) ? (value as number) : undefined;
}
