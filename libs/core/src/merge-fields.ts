import { SendFailure } from './send-failure.js';

/** What the merge fields of one message are filled from. */
export interface MergeSource {
  /** The profile as it is shown to customers; for a profile made by this send, the values of `to`. */
  profile: Record<string, unknown>;
  profileId?: string;
  /** `{{body}}` and `{{title}}` are merge fields only where the property is there (contract §1.2: in `customBody`). */
  body?: string;
  title?: string;
}

/**
 * More than this many filled-in characters of one message can't be meant. A short request could ask for gigabytes, and a
 * worker holds hundreds of messages at once.
 */
export const MOST_FILLED_CHARACTERS = 200_000;

/** How many characters may still be filled in; shared by all that is filled for one message. */
export interface FillBudget {
  charactersLeft: number;
}

/** The length limit keeps the search linear whatever the text is. */
const FIELD = /\{\{([^{}]{1,200})\}\}/g;

/**
 * Fills `{{profile.a.b}}`, `{{profileId}}`, `{{body}}` and `{{title}}` in every string of a JSON value
 * (contract §1.2). A missing value becomes the empty string, an object or a list its JSON text. What was
 * filled in is not searched again, so that a person's name can't ask for other fields. Other `{{…}}` stay
 * as they are: templates of channels use them. Returns a copy; throws SendFailure `rejected` when the budget is used up.
 */
export function fillMergeFields(value: unknown, source: MergeSource, budget: FillBudget = { charactersLeft: MOST_FILLED_CHARACTERS }): unknown {
  if (!hasMergeFields(value)) return value;

  const fillText = textFiller(source, budget);
  return mapStrings(value, fillText);
}

/** False only when `fillMergeFields` would change nothing; looks at the strings for `{{` and no further. */
export function hasMergeFields(value: unknown): boolean {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && next.includes('{{')) return true;
    if (isContainer(next)) for (const inner of Object.values(next)) waiting.push(inner);
  }
  return false;
}

function textFiller(source: MergeSource, budget: FillBudget): (text: string) => string {
  return (text) =>
    text.replace(FIELD, (whole: string, name: string) => {
      const filled = fieldText(name.trim(), source);
      if (filled === undefined) return whole;

      budget.charactersLeft -= filled.length;
      if (budget.charactersLeft < 0) throw new SendFailure('rejected', 'The merge fields fill in more characters than a message may have.');
      return filled;
    });
}

/** Undefined for a name that is no merge field. */
function fieldText(name: string, source: MergeSource): string | undefined {
  if (name === 'profileId') return source.profileId ?? '';
  if (name === 'body' || name === 'title') return Object.hasOwn(source, name) ? (source[name] ?? '') : undefined;
  if (!name.startsWith('profile.')) return undefined;
  return asText(valueAt(source.profile, name.split('.').slice(1)));
}

/** Own properties only, so that `{{profile.constructor}}` is as missing as any other. */
function valueAt(profile: Record<string, unknown>, path: string[]): unknown {
  let value: unknown = profile;
  for (const name of path) {
    if (!isContainer(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return JSON.stringify(value) ?? '';
}

/** Goes without recursion: a request body may be nested deeper than the call stack. */
function mapStrings(root: unknown, change: (text: string) => string): unknown {
  const result = { root };
  const waiting: Record<string, unknown>[] = [result];

  for (let copy = waiting.pop(); copy; copy = waiting.pop()) {
    for (const [name, value] of Object.entries(copy)) {
      if (typeof value === 'string') copy[name] = change(value);
      else if (isContainer(value)) waiting.push((copy[name] = shallowCopy(value)));
    }
  }
  return result.root;
}

/** Spreading keeps an own `__proto__` as an own property; the assignments above then find it and set no prototype. */
function shallowCopy(value: Record<string, unknown>): Record<string, unknown> {
  return Array.isArray(value) ? ([...(value as unknown[])] as unknown as Record<string, unknown>) : { ...value };
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
