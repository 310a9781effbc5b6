import { SendFailure, type HttpClient, type Recipient } from '@app/core';
import type { ChannelPart, SendCall, SendResult } from '../channel.js';
import { callGraph, type GraphAnswer } from '../meta/graph-request.js';
import { slowDownMs } from '../meta/usage.js';
import { asId, asObject, asText } from '../webhook-values.js';
import type { FbMessengerSecrets, FbMessengerSettings } from './account.js';
import type { FbMessengerOptions } from './options.js';
import { graphRecipient } from './recipient.js';

const TEXT_TIMEOUT_MS = 30_000;
/** Facebook fetches an attachment before it answers, for up to 75 s with a video (contract meta.md §1.5). */
const ATTACHMENT_TIMEOUT_MS = 90_000;

/** Sends one part with the Send API. Throws SendFailure and nothing else. */
export async function sendPart(
  { part, recipient, account, endpoint, reference }: SendCall<FbMessengerSettings, FbMessengerSecrets, FbMessengerOptions>,
  http: HttpClient,
): Promise<SendResult> {
  const message = messageOf(part, reference);
  const answer = await callGraph(
    {
      method: 'POST',
      path: `${encodeURIComponent(account.address)}/messages`,
      body: { recipient: graphRecipient(recipient), ...part.payload, message },
      timeoutMs: 'text' in message ? TEXT_TIMEOUT_MS : ATTACHMENT_TIMEOUT_MS,
    },
    { accessToken: account.secrets.pageAccessToken, appSecret: account.secrets.appSecret },
    endpoint,
    http,
  );
  return resultOf(answer, recipient);
}

/** Our reference travels as `metadata` and comes back in the echo, but a custom body stays as the customer wrote it. */
function messageOf(part: ChannelPart, reference: string): Record<string, unknown> {
  const message = asObject(part.payload['message']) ?? {};
  return part.verbatim ? message : { ...message, metadata: reference };
}

function resultOf({ body, status, headers }: GraphAnswer, recipient: Recipient): SendResult {
  const providerMessageId = asId(body?.['message_id']);
  if (providerMessageId === undefined) {
    throw new SendFailure('unknown', 'Facebook answered without a message id; it may have taken the message.', { httpStatus: status });
  }
  const address = asId(body?.['recipient_id']);
  const attachmentId = asText(body?.['attachment_id']);
  const waitMs = slowDownMs(headers);
  return {
    providerMessageId,
    ...(recipient.kind !== 'address' && address !== undefined && { resolvedAddress: address }),
    ...(attachmentId !== undefined && { details: { attachmentId } }),
    ...(waitMs !== undefined && { slowDownMs: waitMs }),
  };
}
