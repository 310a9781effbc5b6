import { SendFailure, type MessageContent } from '@app/core';
import type { SendPlan } from '../channel.js';

/** All of the content in one call, as it came: what becomes of it is the business's own matter. */
export function planMessage({ title, body, messageParts, customBody, metadata }: MessageContent): SendPlan {
  const custom = customBody ?? undefined;
  if (custom !== undefined && typeof custom !== 'string') {
    throw new SendFailure('rejected', 'The customBody of a custom channel must be a text.');
  }
  if (!custom && !body && !messageParts?.length) {
    throw new SendFailure('rejected', 'There is nothing to send: no body, message parts or customBody.');
  }
  const content = { title, body, messageParts, customBody: custom, metadata };
  const payload = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
  return { parts: [{ rateClass: 'text', payload, ...(custom === undefined ? {} : { verbatim: true as const }) }], warnings: [] };
}
