import { normalisePhoneNumber, SendFailure, type MessageContent, type MessagePart } from '@app/core';
import type { ChannelPart, PlanContext, SendPlan } from '../channel.js';
import { partName, partText } from '../text/message-part-text.js';
import { fitText, splitText } from '../text/truncate-text.js';
import { asObject } from '../webhook-values.js';
import { convertText, firstNonGsm } from './gsm-alphabet.js';
import { SENDER, type SmsOptions } from './options.js';

/** Contract comapi.md §7. */
const MOST_CHARACTERS = 2000;
/** Twilio refuses longer ones (21617), so a longer text goes out as two messages. */
const MOST_CHARACTERS_A_CALL = 1600;
const LEAST_VALIDITY_S = 60;
/** Twilio's limit, and how long it keeps a message when nothing is said. */
const MOST_VALIDITY_S = 36_000;

/** What becomes of content on its way to an SMS. */
interface SmsDraft {
  text: string;
  from?: string;
  to?: string;
  warnings: string[];
  verbatim?: true;
}

/** One SMS of a message's texts; links are shortened before anything is cut. Throws SendFailure `rejected` when there is no text, or one that may not be sent. */
export function planMessage(content: MessageContent, options: SmsOptions, context: PlanContext): SendPlan {
  const draft = draftOf(content);
  const convert = (text: string): string => convertText(text, options.unicodeConversion);
  const converted = context.shortenLinks ? context.shortenLinks(draft.text, convert) : convert(draft.text);
  if (!converted.trim()) {
    throw new SendFailure('rejected', 'There is nothing to send as SMS: no text in body, message parts or customBody.sms.');
  }
  refuseUnicode(converted, options);
  const { text, warning } = fitText(converted, MOST_CHARACTERS, 'SMS');
  const from = draft.from ?? senderIn(options);
  const shared = { ...(from && { From: senderOf(from) }), ...(draft.to && { To: `+${draft.to}` }), ...validityOf(context) };
  return {
    parts: splitText(text, MOST_CHARACTERS_A_CALL).map((piece): ChannelPart => ({
      rateClass: 'text',
      payload: { Body: piece, ...shared },
      ...(draft.verbatim && { verbatim: draft.verbatim }),
    })),
    warnings: warning ? [...draft.warnings, warning] : draft.warnings,
  };
}

/** Checked again: its merge fields are filled in by now. One that became empty is no sender, as a missing value is in a text. */
function senderIn({ from }: SmsOptions): string | undefined {
  if (!from?.trim()) return undefined;
  if (SENDER.test(from)) return from;
  throw new SendFailure('rejected', `channelOptions.sms.from is ${JSON.stringify(from.slice(0, 50))} with its merge fields filled in; it must be a phone number, a short code, or 3 to 11 letters and digits.`);
}

/** How long the provider may keep it to itself, in seconds; a time nearer than the least falls back to the provider's own (contract §1.2). */
function validityOf({ now, expiresAt }: PlanContext): { ValidityPeriod?: string } {
  const seconds = expiresAt ? Math.floor((expiresAt.getTime() - now.getTime()) / 1_000) : 0;
  return seconds >= LEAST_VALIDITY_S && seconds <= MOST_VALIDITY_S ? { ValidityPeriod: String(seconds) } : {};
}

/** Long numbers are written with `+`, short codes and names as they are. */
export function senderOf(from: string): string {
  const digits = /^\+?(\d{7,15})$/.exec(from)?.[1];
  return digits === undefined ? from : `+${digits}`;
}

function refuseUnicode(text: string, { allowUnicode }: SmsOptions): void {
  const character = allowUnicode === false ? firstNonGsm(text) : undefined;
  if (character === undefined) return;
  throw new SendFailure(
    'rejected',
    `The text has a character outside the GSM alphabet (${JSON.stringify(character)}), and channelOptions.sms.allowUnicode is false.`,
  );
}

function draftOf(content: MessageContent): SmsDraft {
  if (content.customBody !== undefined && content.customBody !== null) return customDraft(content.customBody);
  if (content.messageParts && content.messageParts.length > 0) return partsDraft(content.messageParts);
  return { text: content.body ?? '', warnings: [] };
}

/** Texts, and the addresses of pictures and files, a line each; the rest cannot be in an SMS. */
function partsDraft(parts: readonly MessagePart[]): SmsDraft {
  const lines = parts.map((part) => partText(part)?.trim() ?? part.url);
  const left = parts.flatMap((part, index) =>
    lines[index] === undefined ? [`The content of ${partName(part, index)} cannot be in an SMS; it was left out.`] : [],
  );
  return { text: lines.filter(Boolean).join('\n'), warnings: left };
}

const CUSTOM_KEYS = new Set(['to', 'from', 'body']);

/** `{from, to, body, deliverAfter, clientRef}`; the provider's API has no place for the last two. */
function customDraft(customBody: unknown): SmsDraft {
  const custom = asObject(customBody);
  if (!custom) throw new SendFailure('rejected', 'customBody.sms must be an object, for example {"body": "Hello"}.');
  const from = customText(custom['from'], 'from');
  if (from !== undefined && !SENDER.test(from)) {
    throw new SendFailure('rejected', 'customBody.sms.from must be a phone number, a short code, or 3 to 11 letters and digits.');
  }
  const givenTo = customText(custom['to'], 'to');
  const to = givenTo === undefined ? undefined : normalisePhoneNumber(givenTo);
  if (givenTo !== undefined && to === undefined) throw new SendFailure('rejected', 'customBody.sms.to is no possible phone number.');
  const ignored = Object.keys(custom).filter((key) => !CUSTOM_KEYS.has(key));
  return {
    text: customText(custom['body'], 'body') ?? '',
    from,
    to,
    warnings: ignored.map((key) => `customBody.sms.${key.slice(0, 50)} was left out: the SMS provider has nothing like it.`),
    verbatim: true,
  };
}

function customText(value: unknown, key: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new SendFailure('rejected', `customBody.sms.${key} must be a text.`);
  return value;
}
