/** A recipient that makes every call go the same way, so that a fault needs no set-up. */
export interface MagicRecipient {
  channel: 'messenger' | 'sms';
  /** Digits, as the rows below. Its last two digits may be replaced by a number of calls. */
  recipient: string;
  /** A name of fault-kinds.ts. */
  fault: string;
}

/**
 * Messenger: `90`, five digits of code, seven of subcode (error recipients), or `91`, three digits and nine zeros (the
 * others); then `00`. SMS: Twilio's own test numbers, and 1500556 with two digits; then `00`.
 * With 01–99 in place of the last `00` only that many calls fail, and then all is well. Digits after that (up to four)
 * tell people apart.
 */
export const MAGIC_RECIPIENTS: readonly MagicRecipient[] = [
  ...[
    ['613', 'throttled'],
    ['4', 'graph:4'],
    ['80006', 'graph:80006'],
    ['2', 'unavailable'],
    ['1200', 'graph:1200'],
    ['1/1357046', 'unknown'],
    ['100', 'rejected'],
    ['551', 'unreachable'],
    ['10/2018278', 'graph:10/2018278'],
    ['100/2018001', 'graph:100/2018001'],
    ['100/2018008', 'graph:100/2018008'],
    ['190', 'misconfigured'],
    ['10', 'graph:10'],
    ['368', 'held'],
    ['613/2018338', 'graph:613/2018338'],
    ['36000', 'graph:36000'],
  ].map(([key, fault]) => ({ channel: 'messenger' as const, recipient: errorRecipient(key!), fault: fault! })),
  { channel: 'messenger', recipient: '9100100000000000', fault: 'time-out' },
  { channel: 'messenger', recipient: '9100200000000000', fault: 'time-out-not-taken' },
  { channel: 'messenger', recipient: '9100300000000000', fault: 'lost-answer' },
  { channel: 'messenger', recipient: '9100400000000000', fault: 'lost-request' },
  { channel: 'messenger', recipient: '9100500000000000', fault: 'html-502' },
  { channel: 'messenger', recipient: '9100600000000000', fault: 'html-502-taken' },
  { channel: 'messenger', recipient: '9100700000000000', fault: 'truncated-json' },
  { channel: 'messenger', recipient: '9100800000000000', fault: 'cut-answer' },
  { channel: 'messenger', recipient: '9100900000000000', fault: 'no-message-id' },
  { channel: 'messenger', recipient: '9101100000000000', fault: 'receipts-twice' },
  { channel: 'messenger', recipient: '9101200000000000', fault: 'receipts-reversed' },
  { channel: 'messenger', recipient: '9101300000000000', fault: 'receipts-before-answer' },
  { channel: 'messenger', recipient: '9101400000000000', fault: 'receipts-slow' },
  { channel: 'messenger', recipient: '9101500000000000', fault: 'receipts-off' },
  { channel: 'sms', recipient: '15005550001', fault: 'twilio:21211' },
  { channel: 'sms', recipient: '15005550002', fault: 'twilio:21612' },
  { channel: 'sms', recipient: '15005550003', fault: 'twilio:21408' },
  { channel: 'sms', recipient: '15005550004', fault: 'twilio:21610' },
  { channel: 'sms', recipient: '15005550009', fault: 'twilio:21614' },
  { channel: 'sms', recipient: '15005560100', fault: 'throttled' },
  { channel: 'sms', recipient: '15005560200', fault: 'unavailable' },
  { channel: 'sms', recipient: '15005560300', fault: 'unknown' },
  { channel: 'sms', recipient: '15005560400', fault: 'rejected' },
  { channel: 'sms', recipient: '15005560500', fault: 'unreachable' },
  { channel: 'sms', recipient: '15005560600', fault: 'misconfigured' },
  { channel: 'sms', recipient: '15005560700', fault: 'held' },
  { channel: 'sms', recipient: '15005561000', fault: 'time-out' },
  { channel: 'sms', recipient: '15005561100', fault: 'lost-answer' },
  { channel: 'sms', recipient: '15005561200', fault: 'lost-request' },
  { channel: 'sms', recipient: '15005561300', fault: 'html-502' },
  { channel: 'sms', recipient: '15005561400', fault: 'truncated-json' },
  { channel: 'sms', recipient: '15005562000', fault: 'receipts-twice' },
  { channel: 'sms', recipient: '15005562100', fault: 'receipts-reversed' },
  { channel: 'sms', recipient: '15005562200', fault: 'receipts-before-answer' },
  { channel: 'sms', recipient: '15005562300', fault: 'receipts-slow' },
  { channel: 'sms', recipient: '15005562400', fault: 'receipts-off' },
  { channel: 'sms', recipient: '15005563000', fault: 'undelivered' },
  { channel: 'sms', recipient: '15005563100', fault: 'failed' },
];

/** A recipient's fault, and how many calls it lasts for. */
export interface MagicFault {
  fault: string;
  /** Infinity when it never ends. */
  calls: number;
}

const PATTERNS = {
  messenger: /^(9[01]\d{12})(\d{2})\d{0,4}$/,
  sms: /^(150055[56]\d{2})(\d{2})\d{0,4}$/,
};
const FAULT_BY_RECIPIENT = new Map(MAGIC_RECIPIENTS.map((row) => [`${row.channel} ${row.recipient}`, row.fault]));

/** Undefined for everybody who is not magic. */
export function magicFault(channel: 'messenger' | 'sms', recipient: string): MagicFault | undefined {
  const exact = FAULT_BY_RECIPIENT.get(`${channel} ${recipient}`);
  if (exact) return { fault: exact, calls: Infinity };
  const match = PATTERNS[channel].exec(recipient);
  if (!match) return undefined;
  const fault = FAULT_BY_RECIPIENT.get(`${channel} ${match[1]}00`);
  return fault === undefined ? undefined : { fault, calls: Number(match[2]) || Infinity };
}

function errorRecipient(key: string): string {
  const [code = '', subcode = ''] = key.split('/');
  return `90${code.padStart(5, '0')}${subcode.padStart(7, '0')}00`;
}
