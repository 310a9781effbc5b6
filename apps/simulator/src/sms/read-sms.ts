import { countCharacters } from '../request-body.js';
import { isWebAddress } from '../settings.js';
import type { SmsAccount } from '../state/accounts.js';
import { TwilioError } from './twilio-errors.js';

/** One Messages call that Twilio would not refuse for its form. */
export interface SmsRequest {
  /** Digits with country code. */
  to: string;
  /** As it was given: a number of the account with +, or a name. */
  from: string;
  body: string;
  mediaUrls: string[];
  statusCallback?: string;
}

const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/;
const SENDER_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9 +\-_&]{1,11}$/;
const MOST_TEXT = 1600;
const MOST_MEDIA = 10;

/** Throws TwilioError for the first rule that the form breaks, in Twilio's order: To, From, text. */
export function readSms(form: URLSearchParams, account: SmsAccount): SmsRequest {
  const to = form.get('To') ?? '';
  const from = form.get('From') ?? '';
  const body = form.get('Body') ?? '';
  const mediaUrls = form.getAll('MediaUrl');
  if (to === '') throw new TwilioError(21604);
  if (!PHONE_NUMBER.test(to)) throw new TwilioError(21211, to);
  checkFrom(from, account);
  if (body === '' && mediaUrls.length === 0) throw new TwilioError(21602);
  if (countCharacters(body) > MOST_TEXT) throw new TwilioError(21617);
  if (mediaUrls.length > MOST_MEDIA) throw new TwilioError(21623);
  if (!mediaUrls.every(isWebAddress)) throw new TwilioError(21620);
  const statusCallback = form.get('StatusCallback') || undefined;
  if (statusCallback !== undefined && !isWebAddress(statusCallback)) throw new TwilioError(21609, statusCallback);
  return { to: to.slice(1), from, body, mediaUrls, statusCallback };
}

/** Twilio's test senders keep their meaning; otherwise a number must belong to the account, and a name may be anything. */
function checkFrom(from: string, account: SmsAccount): void {
  if (from === '') throw new TwilioError(21603);
  if (from === '+15005550001') throw new TwilioError(21212, from);
  if (from === '+15005550007') throw new TwilioError(21606, from);
  if (from === '+15005550008') throw new TwilioError(21611, from);
  if (from === '+15005550006' || SENDER_NAME.test(from)) return;
  if (!PHONE_NUMBER.test(from)) throw new TwilioError(21212, from);
  if (!account.numbers.includes(from.slice(1))) throw new TwilioError(21606, from);
}

/** Parts that a phone network charges: 160 GSM characters, or 70 when any lies beyond them; less when there are several. */
export function countSegments(body: string): number {
  const isGsm = /^[\n\r -_a-z{|}~^€£¥èéùìòÇØøÅåÆæßÉ¤¡ÄÖÑÜ§¿äöñüàΔΦΓΛΩΠΨΣΘΞ]*$/.test(body);
  const [single, several] = isGsm ? [160, 153] : [70, 67];
  return body.length <= single ? 1 : Math.ceil(body.length / several);
}
