import { parseDurationMs } from './iso-duration.js';
import { isObject } from './json-object.js';

/** One entry of `rules`: a channel, and when to go on to the next although the channel took the message. */
export interface Rule {
  channel: string;
  /** Go on when this has not become of the message … */
  until?: RuleGoal;
  /** … within this time of the sending. Both are there or neither. */
  withinMs?: number;
}

export const RULE_GOALS = ['delivered', 'read'] as const;
export type RuleGoal = (typeof RULE_GOALS)[number];

/** What is wrong with which field, as the 400 answer tells it (contract §1.5). */
export interface RuleFailure {
  paramName: string;
  message: string;
}

export const MOST_RULES = 20;
export const MIN_WITHIN_MS = 1_000;
export const LONGEST_WITHIN_MS = 7 * 24 * 60 * 60 * 1_000;

const MOST_CHANNEL_CHARACTERS = 100;
const RULE_FIELDS = ['channel', 'until', 'within'];

/**
 * Reads `rules` of a send request: 1 to 20 channel names in order of preference, each a string or, as our
 * extension (contract §12.13), an object `{channel, until: 'delivered' | 'read', within}` with `within` an
 * ISO 8601 duration or seconds, 1 s to 7 days. A channel stands in the list once, since receipts and
 * `channelStatus` are kept by channel. Whether the channel exists is not known here. The last rule may have
 * a time as well; nothing follows from it.
 */
export function parseRules(input: unknown): { rules: Rule[] } | { failures: RuleFailure[] } {
  if (!Array.isArray(input) || input.length === 0 || input.length > MOST_RULES) {
    const message = `must be a list of 1 to ${MOST_RULES} channels in order of preference, for example ["fbMessenger", "sms"]`;
    return { failures: [{ paramName: 'rules', message }] };
  }

  const failures: RuleFailure[] = [];
  const rules = Array.from(input, (item: unknown, index) => readRule(item, `rules[${index}]`, failures));
  if (failures.length === 0) failures.push(...repeatedChannels(rules));
  return failures.length > 0 ? { failures } : { rules };
}

/** Adds what is wrong to `failures`; the rule is of use only when nothing was added. */
function readRule(item: unknown, paramName: string, failures: RuleFailure[]): Rule {
  if (typeof item === 'string') return { channel: readChannel(item, paramName, failures) };
  if (!isObject(item)) {
    failures.push({ paramName, message: 'must be a channel name or an object {channel, until, within}' });
    return { channel: '' };
  }

  const fields = new Map<string, unknown>(Object.entries(item));
  for (const name of fields.keys()) {
    if (RULE_FIELDS.includes(name)) continue;
    failures.push({ paramName: `${paramName}.${name}`, message: `is not known; a rule has ${RULE_FIELDS.join(', ')}` });
  }
  const channel = readChannel(fields.get('channel'), `${paramName}.channel`, failures);
  return { channel, ...readTime(fields.get('until'), fields.get('within'), paramName, failures) };
}

function readChannel(value: unknown, paramName: string, failures: RuleFailure[]): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= MOST_CHANNEL_CHARACTERS) return value;
  failures.push({ paramName, message: 'must be the name of a channel, for example "fbMessenger"' });
  return '';
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;

function readTime(until: unknown, within: unknown, paramName: string, failures: RuleFailure[]): Partial<Rule> {
  if (isMissing(until) && isMissing(within)) return {};

  const goal = RULE_GOALS.find((known) => known === until);
  if (!goal) failures.push({ paramName: `${paramName}.until`, message: 'must be "delivered" or "read"' });

  const withinMs = typeof within === 'string' || typeof within === 'number' ? parseDurationMs(within) : undefined;
  if (withinMs === undefined || withinMs < MIN_WITHIN_MS || withinMs > LONGEST_WITHIN_MS) {
    const message = 'must be 1 second to 7 days, as an ISO 8601 duration like "PT5M" or as seconds like 300';
    failures.push({ paramName: `${paramName}.within`, message });
  }
  return goal && withinMs !== undefined ? { until: goal, withinMs } : {};
}

function repeatedChannels(rules: Rule[]): RuleFailure[] {
  return rules.flatMap(({ channel }, index) => {
    const first = rules.findIndex((rule) => rule.channel === channel);
    if (first === index) return [];
    return [{ paramName: `rules[${index}]`, message: `"${channel}" stands in rules[${first}] already; name a channel once` }];
  });
}
