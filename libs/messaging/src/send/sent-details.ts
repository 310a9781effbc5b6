import { recipientAddress } from '@app/core';
import type { SendResult } from '@app/channels';
import type { Attempt } from './attempts.js';
import type { Resolved } from './resolve-recipient.js';

/** `additionalInfo` and a channel's `details` of a message that the channel took (contract §2.1). */
export function detailsOf(messageId: string, { recipient }: Resolved, result: SendResult): Record<string, unknown> {
  const to = result.resolvedAddress ?? recipientAddress(recipient);
  return { to, successful: true, clientRef: messageId, providerMessageId: result.providerMessageId, ...result.details };
}

/** For a message that an earlier worker brought out without recording it. */
export function earlierDetails(messageId: string, attempt: Attempt | undefined): Record<string, unknown> {
  if (!attempt) return {};
  return { to: attempt.address, successful: true, clientRef: messageId, providerMessageId: attempt.providerMessageId };
}
