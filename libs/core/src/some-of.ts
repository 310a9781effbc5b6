const MOST_NAMES = 20;

/** Names as they stand in a message for people: `sms, dummy`. An apiSpace may have a thousand channels; the first twenty are told. */
export function someOf(names: readonly string[]): string {
  const others = names.length - MOST_NAMES;
  return others > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${others} more` : names.join(', ');
}
