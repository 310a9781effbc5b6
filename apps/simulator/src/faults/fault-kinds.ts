import { GRAPH_ERROR_KEYS, type GraphErrorKey, isGraphErrorKey } from '../graph/graph-errors.js';
import { isTwilioErrorCode, TWILIO_ERROR_CODES, type TwilioErrorCode } from '../sms/twilio-errors.js';
import type { ReceiptMode } from '../state/behaviour.js';

/** How one call goes wrong. `says` is for the list in the control API and on the page. */
export interface FaultKind {
  says: string;
  /** The message is taken and shown to the person, whatever the answer looks like. */
  accepts: boolean;
  /** The error that a Messenger call is answered with. */
  graph?: GraphErrorKey;
  /** The error that an SMS call is answered with. */
  twilio?: TwilioErrorCode;
  /** What is wrong with the way back. */
  way?: 'never' | 'reset' | 'html502' | 'truncated' | 'cut' | 'noMessageId';
  receipts?: ReceiptMode;
  /** SMS only: taken, and later reported as this. */
  smsFate?: { status: 'undelivered' | 'failed'; errorCode: number };
}

/** The kinds by name. Besides these, `graph:CODE`, `graph:CODE/SUBCODE` and `twilio:CODE` name one error each. */
const FAULT_KINDS = {
  throttled: { says: 'too many calls', accepts: false, graph: '613', twilio: 20429 },
  unavailable: { says: 'temporarily out of order', accepts: false, graph: '2', twilio: 20503 },
  unknown: { says: 'taken, but answered with an error', accepts: true, graph: '1/1357046', twilio: 20500 },
  rejected: { says: 'the message is refused', accepts: false, graph: '100', twilio: 21617 },
  unreachable: { says: 'the person cannot be reached', accepts: false, graph: '551', twilio: 21610 },
  misconfigured: { says: 'the token is refused', accepts: false, graph: '190', twilio: 20003 },
  held: { says: 'stopped by policy', accepts: false, graph: '368', twilio: 20005 },
  'time-out': { says: 'taken, never answered', accepts: true, way: 'never' },
  'time-out-not-taken': { says: 'not taken, never answered', accepts: false, way: 'never' },
  'lost-answer': { says: 'taken, connection cut before the answer', accepts: true, way: 'reset' },
  'lost-request': { says: 'not taken, connection cut', accepts: false, way: 'reset' },
  'html-502': { says: 'not taken, an HTML page with status 502', accepts: false, way: 'html502' },
  'html-502-taken': { says: 'taken, an HTML page with status 502', accepts: true, way: 'html502' },
  'truncated-json': { says: 'taken, status 200 with half of the JSON', accepts: true, way: 'truncated' },
  'cut-answer': { says: 'taken, connection cut in the middle of the answer', accepts: true, way: 'cut' },
  'no-message-id': { says: 'status 200 without a message id', accepts: true, way: 'noMessageId' },
  'receipts-twice': { says: 'every receipt comes twice', accepts: true, receipts: 'duplicate' },
  'receipts-reversed': { says: 'receipts come in the wrong order', accepts: true, receipts: 'reversed' },
  'receipts-before-answer': { says: 'receipts come before the answer', accepts: true, receipts: 'before-answer' },
  'receipts-slow': { says: 'receipts come late', accepts: true, receipts: 'slow' },
  'receipts-off': { says: 'no receipts', accepts: true, receipts: 'off' },
  undelivered: { says: 'SMS: taken, later undelivered (30003)', accepts: true, smsFate: { status: 'undelivered', errorCode: 30003 } },
  failed: { says: 'SMS: taken, later failed (30008)', accepts: true, smsFate: { status: 'failed', errorCode: 30008 } },
} as const satisfies Record<string, FaultKind>;

/** A fault as one call meets it. */
export interface Fault extends FaultKind {
  name: string;
}

/** Undefined for a name that stands for nothing. */
export function findFault(name: string): Fault | undefined {
  if (Object.hasOwn(FAULT_KINDS, name)) {
    return { name, ...FAULT_KINDS[name as keyof typeof FAULT_KINDS] };
  }
  const [provider, code = ''] = name.split(':');
  if (provider === 'graph' && isGraphErrorKey(code)) {
    return { name, says: `Graph error ${code}`, accepts: code === '1/1357046', graph: code };
  }
  if (provider === 'twilio' && isTwilioErrorCode(Number(code))) {
    return { name, says: `Twilio error ${code}`, accepts: false, twilio: Number(code) as TwilioErrorCode };
  }
  return undefined;
}

/** Every name that findFault knows. */
export function faultNames(): string[] {
  return [
    ...Object.keys(FAULT_KINDS),
    ...GRAPH_ERROR_KEYS.map((key) => `graph:${key}`),
    ...TWILIO_ERROR_CODES.map((code) => `twilio:${code}`),
  ];
}
