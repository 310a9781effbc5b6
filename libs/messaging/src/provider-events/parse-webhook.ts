import { parseForm, parseJsonExact, type ProviderFact } from '@app/core';
import type { Channel } from '@app/channels';

/**
 * The body of a provider's webhook: JSON with ids kept exact, or a form's fields as an object.
 * Undefined for what is neither; it is kept all the same.
 */
export function parseWebhook(rawBody: Buffer, contentType: string): unknown {
  const text = rawBody.toString('utf8');
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const form = parseForm(text);
    return form && Object.fromEntries(form);
  }
  try {
    return parseJsonExact(text);
  } catch {
    return undefined;
  }
}

/** The accounts that a body speaks of. */
export function accountAddresses(channel: Channel, body: unknown): string[] {
  return [...new Set(channel.parseEvents(body, new Date()).flatMap(addressOf))];
}

function addressOf(fact: ProviderFact): string[] {
  return fact.kind === 'other' ? [] : [fact.accountAddress];
}
