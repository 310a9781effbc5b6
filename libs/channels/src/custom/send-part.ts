import { parseAttemptReference, recipientAddress, SendFailure, signatureHeaders, type FailureKind, type HttpClient, type HttpResponse } from '@app/core';
import type { SendCall, SendResult } from '../channel.js';
import { hideSecrets } from '../hide-secrets.js';
import { callProvider, failureByStatus, kindByStatus } from '../provider-call.js';
import { asId, asText, parseJsonObject } from '../webhook-values.js';
import { DEFAULT_ID_FIELD, type CustomOptions, type CustomSecrets, type CustomSettings } from './account.js';

/** As long as the receiver of a webhook has (contract §3.1). */
const TIMEOUT_MS = 10_000;
const MOST_REASON_CHARACTERS = 300;

/** What the business's server says by its answer; statuses that are not here are read as everywhere. */
const KINDS: ReadonlyMap<number, FailureKind> = new Map([
  [400, 'rejected'],
  [401, 'misconfigured'],
  [403, 'misconfigured'],
  [404, 'unreachable'],
  [410, 'unreachable'],
]);

type Call = SendCall<CustomSettings, CustomSecrets, CustomOptions>;

/**
 * Posts one message to the business's server, signed like a webhook. The message's id is the id of the call over
 * all tries, so that the server can tell a repetition. Throws SendFailure and nothing else.
 */
export async function sendPart(channel: string, call: Call, http: HttpClient): Promise<SendResult> {
  const { settings, secrets } = call.account;
  const messageId = parseAttemptReference(call.reference)?.messageId ?? call.reference;
  const to = { [settings.idField ?? DEFAULT_ID_FIELD]: recipientAddress(call.recipient) };
  const body = JSON.stringify({ messageId, to, channel, ...call.part.payload });
  const request = {
    method: 'POST',
    url: settings.url,
    headers: { 'content-type': 'application/json', ...signatureHeaders(messageId, body, [secrets.secret]) },
    body,
    timeoutMs: TIMEOUT_MS,
  } as const;
  const response = await callProvider({ provider: `The server of ${channel}`, request, secrets: [secrets.secret] }, http);
  if (response.status < 200 || response.status >= 300) throw failureOf(channel, response, secrets.secret);
  const own = parseJsonObject(response.text);
  return { providerMessageId: (asId(own?.['messageId']) ?? asId(own?.['id']) ?? messageId).slice(0, 255) };
}

/** A server of the business's own says 500 before it has done anything, and knows a repetition by its id: so it is called again. */
function failureOf(channel: string, response: HttpResponse, secret: string): SendFailure {
  const { status } = response;
  const { detail } = failureByStatus(`The server of ${channel}`, response);
  const said = asText(parseJsonObject(response.text)?.['message'])?.slice(0, MOST_REASON_CHARACTERS);
  const why = said === undefined ? '' : `: ${hideSecrets(said, [secret])}`;
  return new SendFailure(KINDS.get(status) ?? kindByStatus(status), `The server of ${channel} answered ${status}${why.replace(/\.$/, '')}.`, detail);
}
