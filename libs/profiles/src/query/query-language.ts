import { readControl, type QueryControls } from './query-controls.js';
import { ProfileQueryError } from './profile-query-error.js';

export type Operator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'startsWith' | 'endsWith' | 'contains' | 'exists' | 'absent' | 'in' | 'notIn';

/** What a field is compared with. Quoted, it is text; otherwise `5` and `true` also mean the number and the boolean. */
export interface QueryValue {
  text: string;
  isQuoted: boolean;
}

export interface Condition {
  /** `facebook.locale` as its names. */
  path: string[];
  operator: Operator;
  values: QueryValue[];
}

/** A query of profiles: every condition holds. */
export interface ProfileQuery extends QueryControls {
  conditions: Condition[];
}

/** Longest first, so that `>=5` is not `>` and `=5`. */
const PREFIXES: readonly (readonly [prefix: string, operator: Operator])[] = [
  ['>=', 'gte'],
  ['<=', 'lte'],
  ['>', 'gt'],
  ['<', 'lt'],
  ['!', 'ne'],
  ['^', 'startsWith'],
  ['$', 'endsWith'],
  ['~', 'contains'],
];

const MOST_CONDITIONS = 50;
const MOST_LISTED = 500;
const MOST_CHARS = 1_000;
const MOST_DEPTH = 16;

/**
 * Reads a query string in the syntax of contract §4 (that of npm's mongo-querystring); `+` and `%20` are spaces.
 * Throws a ProfileQueryError that names the parameter.
 */
export function parseProfileQuery(queryString: string): ProfileQuery {
  const query: ProfileQuery = { conditions: [] };
  const lists = new Map<string, string[]>();
  for (const [name, text] of pairsOf(queryString)) {
    if (name.startsWith('$')) readControl(query, name, text);
    else if (name.endsWith('[]')) lists.set(name, lists.get(name) ?? []).get(name)!.push(text);
    else query.conditions.push(conditionOf(name, text));
  }
  for (const [name, texts] of lists) query.conditions.push(listOf(name, texts));
  if (query.conditions.length > MOST_CONDITIONS) throw new ProfileQueryError('query', `has more than ${MOST_CONDITIONS} conditions`);
  return query;
}

function pairsOf(queryString: string): [name: string, text: string][] {
  return queryString
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const split = part.indexOf('=');
      return split < 0 ? [decode(part), ''] : [decode(part.slice(0, split)), decode(part.slice(split + 1))];
    });
}

function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ProfileQueryError('query', 'has a % that begins no percent-encoded UTF-8 character');
  }
  if (decoded.includes('\u0000')) throw new ProfileQueryError('query', 'holds a NUL character');
  if (decoded.length > MOST_CHARS) throw new ProfileQueryError('query', `has a part of more than ${MOST_CHARS} characters`);
  return decoded;
}

function conditionOf(name: string, text: string): Condition {
  const path = pathOf(name, name);
  if (text === '') return { path, operator: 'exists', values: [] };
  if (text === '!') return { path, operator: 'absent', values: [] };
  const [prefix, operator] = PREFIXES.find(([known]) => text.startsWith(known)) ?? (['', 'eq'] as const);
  const operand = text.slice(prefix.length);
  if (operand === '') throw new ProfileQueryError(name, `has nothing to compare with behind ${prefix}`);
  return { path, operator, values: [valueOf(operand)] };
}

/** `k[]=a&k[]=b` is one of these, `k[]=!a&k[]=!b` none of them. */
function listOf(name: string, texts: readonly string[]): Condition {
  const path = pathOf(name.slice(0, -2), name);
  if (texts.length > MOST_LISTED) throw new ProfileQueryError(name, `lists more than ${MOST_LISTED} values`);
  const refused = texts.filter((text) => text.startsWith('!'));
  if (refused.length === 0) return { path, operator: 'in', values: texts.map(valueOf) };
  if (refused.length < texts.length) throw new ProfileQueryError(name, 'must have ! before all of its values or before none');
  return { path, operator: 'notIn', values: refused.map((text) => valueOf(text.slice(1))) };
}

function pathOf(field: string, name: string): string[] {
  const path = field.split('.');
  if (path.includes('')) throw new ProfileQueryError(name === '' ? 'query' : name, 'must be the name of a field, or names joined by dots');
  if (path.length > MOST_DEPTH) throw new ProfileQueryError(name, `goes more than ${MOST_DEPTH} levels deep`);
  return path;
}

function valueOf(text: string): QueryValue {
  const isQuoted = text.length >= 2 && text.startsWith("'") && text.endsWith("'");
  return { text: isQuoted ? text.slice(1, -1) : text, isQuoted };
}
