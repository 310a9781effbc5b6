import { type FillBudget, fillMergeFields, hasMergeFields, type MessageContent, MOST_FILLED_CHARACTERS } from '@app/core';
import type { SendRequest } from '../accept/send-request.js';

/** Metadata is stored as it was filled, and told in each event of the message. */
const MOST_FILLED_METADATA = 10_000;

/**
 * The request with merge fields filled in from the profile, or from `to` for a person without one (contract §1.2).
 * `hasMetadata`: its metadata is filled already, by the rule that brought the message out. Throws SendFailure.
 */
export function fillRequest(request: SendRequest, profile: Record<string, unknown> | undefined, hasMetadata = false): SendRequest {
  const { to, ...rest } = request;
  if (!hasMergeFields(rest)) return request;
  const { profileId } = to;
  const source = profileId ? { profile: { ...(profile ?? to), id: profileId }, profileId } : { profile: profile ?? to };
  const budget: FillBudget = { charactersLeft: MOST_FILLED_CHARACTERS };
  const fill = <T>(value: T): T => (value === undefined ? value : (fillMergeFields(value, source, budget) as T));
  const { title, body, messageParts, customBody, metadata, channelOptions } = request;
  const filled = { title: fill(title), body: fill(body) };
  const texts = Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined));
  return {
    ...request,
    ...texts,
    ...(messageParts ? { messageParts: fill(messageParts) } : {}),
    ...(customBody ? { customBody: fillMergeFields(customBody, { ...source, ...texts }, budget) as Record<string, unknown> } : {}),
    ...(metadata && !hasMetadata ? { metadata: fillMergeFields(metadata, source, { charactersLeft: MOST_FILLED_METADATA }) as Record<string, unknown> } : {}),
    ...(channelOptions ? { channelOptions: fill(channelOptions) } : {}),
  };
}

/** What one channel is asked to send: its custom body, or the text and the parts that are meant for it. */
export function contentFor({ title, body, messageParts, customBody, metadata }: SendRequest, channelName: string): MessageContent {
  const parts = messageParts?.filter((part) => !part.channels || part.channels.includes(channelName));
  const custom = customBody?.[channelName];
  return {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(parts ? { messageParts: parts } : {}),
    ...(custom === undefined ? {} : { customBody: custom }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}
