import { parseForm, parseJsonExact } from '@app/core';
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

/** Of a URL's query, as it stands behind the path. */
export function queryFields(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** The accounts that a call speaks of: the SMS provider's tells the account in the query of the address that we gave it. */
export function accountAddresses(channel: Channel, body: unknown, query: string): string[] {
  const facts = channel.parseEvents(body, new Date(), queryFields(query));
  return [...new Set(facts.flatMap(({ accountAddress }) => accountAddress ?? []))];
}
