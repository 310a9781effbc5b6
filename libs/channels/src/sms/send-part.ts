import { SendFailure, type HttpClient, type Recipient } from '@app/core';
import type { SendCall, SendResult } from '../channel.js';
import { callProvider } from '../provider-call.js';
import { asText, parseJsonObject } from '../webhook-values.js';
import type { SmsSecrets, SmsSettings } from './account.js';
import type { SmsOptions } from './options.js';
import { senderOf } from './plan-message.js';
import { twilioFailure } from './twilio-errors.js';

const TIMEOUT_MS = 30_000;

type Call = SendCall<SmsSettings, SmsSecrets, SmsOptions>;

/** Sends one SMS with Twilio's Messages API. Throws SendFailure and nothing else. */
export async function sendPart(call: Call, http: HttpClient): Promise<SendResult> {
  const { accountSid } = call.account.settings;
  const { authToken } = call.account.secrets;
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
  const request = {
    method: 'POST',
    url: `${call.endpoint.baseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
    headers: {
      authorization: `Basic ${credentials}`,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: formOf(call).toString(),
    timeoutMs: TIMEOUT_MS,
  } as const;
  const secrets = [authToken, credentials];
  const response = await callProvider({ provider: 'The SMS provider', request, secrets }, http);
  if (response.status < 200 || response.status >= 300) throw twilioFailure(response, secrets);
  const providerMessageId = asText(parseJsonObject(response.text)?.['sid']);
  if (providerMessageId === undefined) {
    throw new SendFailure('unknown', 'The SMS provider answered without a message id; it may have taken the message.', {
      httpStatus: response.status,
    });
  }
  return { providerMessageId };
}

function formOf({ part, recipient, account, endpoint, reference }: Call): URLSearchParams {
  const form = new URLSearchParams({
    To: asText(part.payload['To']) ?? `+${phoneNumberOf(recipient)}`,
    From: asText(part.payload['From']) ?? senderOf(account.address),
    Body: asText(part.payload['Body']) ?? '',
  });
  const validity = asText(part.payload['ValidityPeriod']);
  if (validity !== undefined) form.set('ValidityPeriod', validity);
  if (endpoint.callbackBaseUrl) {
    // The callback names the sender that was shown, which may be another than the account's number.
    const query = new URLSearchParams({ reference, account: account.address });
    form.set('StatusCallback', `${endpoint.callbackBaseUrl}/webhooks/sms?${query.toString()}`);
  }
  return form;
}

function phoneNumberOf(recipient: Recipient): string {
  switch (recipient.kind) {
    case 'address':
      return recipient.address;
    case 'phoneNumber':
      return recipient.phoneNumber;
    case 'userRef':
      throw new SendFailure('unreachable', 'An SMS needs a phone number.');
  }
}
