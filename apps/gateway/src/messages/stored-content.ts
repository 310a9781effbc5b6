import type { MessagePart } from '@app/core';
import type { RuleSets, SendRequest, Templates } from '@app/messaging';
import type { ValidationFailure } from '../http/api-error.js';

/** The stored rule sets and templates that requests name, by id. */
export interface StoredContent {
  ruleSets: ReadonlyMap<string, SendRequest['rules']>;
  templates: ReadonlyMap<string, MessagePart[]>;
}

const NOTHING: StoredContent = { ruleSets: new Map(), templates: new Map() };

/** Fetches what the requests name, each thing once; requests that name nothing cost nothing. */
export async function findStoredContent(apiSpaceId: string, requests: readonly unknown[], ruleSets: RuleSets, templates: Templates): Promise<StoredContent> {
  const [ruleSetIds, templateIds] = [namesIn(requests, 'ruleSet'), namesIn(requests, 'templateId')];
  if (ruleSetIds.length === 0 && templateIds.length === 0) return NOTHING;
  return { ruleSets: await ruleSets.findMany(apiSpaceId, ruleSetIds), templates: await templates.findMany(apiSpaceId, templateIds) };
}

function namesIn(requests: readonly unknown[], field: string): string[] {
  const names = new Set<string>();
  for (const request of requests) {
    const name: unknown = (request as Record<string, unknown> | null | undefined)?.[field];
    if (typeof name === 'string') names.add(name);
  }
  return [...names];
}

/** A request with `rules` and `messageParts` of the stored things that it names; undefined parts could not be found. */
export interface Filled {
  given: Record<string, unknown>;
  hasRules: boolean;
  hasContent: boolean;
}

/** Puts in what `ruleSet` and `templateId` stand for (contract §1.2: either those or the thing itself). */
export function fillStoredContent(given: Record<string, unknown>, { ruleSets, templates }: StoredContent, failures: ValidationFailure[]): Filled {
  const rules = stored(given, 'ruleSet', ['rules'], ruleSets, failures);
  const messageParts = stored(given, 'templateId', ['body', 'messageParts'], templates, failures);
  return {
    given: { ...given, ...(rules.value ? { rules: rules.value } : {}), ...(messageParts.value ? { messageParts: messageParts.value } : {}) },
    hasRules: rules.isFine,
    hasContent: messageParts.isFine,
  };
}

function stored<T>(given: Record<string, unknown>, field: string, insteadOf: string[], known: ReadonlyMap<string, T>, failures: ValidationFailure[]): { value?: T; isFine: boolean } {
  const id = given[field];
  if (id === undefined || id === null) return { isFine: true };
  const rival = insteadOf.find((name) => given[name] !== undefined && given[name] !== null);
  const value = typeof id === 'string' ? known.get(id) : undefined;
  if (typeof id !== 'string' || id === '') failures.push({ paramName: field, message: 'must be the id of a stored one' });
  else if (rival) failures.push({ paramName: field, message: `must not stand beside ${rival}; use one of them` });
  else if (value !== undefined) return { value, isFine: true };
  else failures.push({ paramName: field, message: `the apiSpace has none with the id "${id.slice(0, 100)}"` });
  return { isFine: false };
}
