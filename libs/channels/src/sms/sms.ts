import { normalisePhoneNumber } from '@app/core';
import { defineChannel } from '../channel.js';
import { SmsSecrets, SmsSettings } from './account.js';
import { SmsOptions } from './options.js';
import { parseEvents } from './parse-events.js';
import { planMessage } from './plan-message.js';
import { sendPart } from './send-part.js';
import { verifyTwilioSignature } from './signature.js';

/** SMS through a provider with Twilio's Messages API. The account's address is the number that it sends from. */
export const sms = defineChannel({
  name: 'sms',
  addressField: 'phoneNumber',
  normaliseAddress: normalisePhoneNumber,
  settings: SmsSettings,
  secrets: SmsSecrets,
  options: SmsOptions,
  optionsBesideCustomBody: [],
  // What Twilio's API takes from one account; slower numbers queue at Twilio and say so (21611).
  limits: { textPerSecond: 100, mediaPerSecond: 100 },
  api: { defaultBaseUrl: 'https://api.twilio.com', urlSetting: 'SMS_API_URL' },
  accountField: 'phoneNumber',
  // An empty TwiML answer: nothing is to be sent back by the provider itself.
  webhook: { path: 'sms', answer: { contentType: 'text/xml', body: '<Response/>' } },
  // In the query of the status callback.
  echoesReference: true,
  plan: planMessage,
  send: sendPart,
  webhookSecret: (secrets) => secrets.authToken,
  verifyWebhook: (request, secret) => verifyTwilioSignature(request, secret),
  parseEvents,
});
