/** One entry of a webhook's `subscriptions` as customers write it (contract §3.5). */
export interface Subscription {
  type: string;
  filters?: { name: string; value: string }[];
}

/** Filters that events have a fact for. */
export const FILTER_NAMES = ['channel'] as const;

/**
 * The form the database matches events with: an event goes to the webhook when one entry has its name
 * and its facts contain `match`. Several filters of one subscription must all hold. No entries: everything.
 */
export interface Matcher {
  type: string;
  match: Record<string, string>;
}

export function matchersOf(subscriptions: readonly Subscription[]): Matcher[] {
  return subscriptions.map(({ type, filters }) => ({
    type,
    match: Object.fromEntries((filters ?? []).map(({ name, value }) => [name, value])),
  }));
}
