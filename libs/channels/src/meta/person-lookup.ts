import { SendFailure, type HttpClient } from '@app/core';
import type { ProviderEndpoint } from '../channel.js';
import type { JsonObject } from '../webhook-values.js';
import { callGraph, type GraphCredentials } from './graph-request.js';

const NAME_FIELDS = ['first_name', 'last_name', 'profile_pic'] as const;
/** These need one more permission each. */
const ALL_FIELDS = [...NAME_FIELDS, 'locale', 'timezone', 'gender'] as const;

/** Codes that mean "not of this person" (contract meta.md §4.4): only a phone number, no such object. */
const NOTHING_TOLD = new Set(['100/33', '100/2018218', '2018218', '100/2018001']);

const TIMEOUT_MS = 10_000;

/**
 * What Facebook tells of a person, in its own field names. Asks for names alone when the app may not read the
 * rest. Undefined when nothing is told; throws SendFailure for what concerns the account or the call.
 */
export async function findPerson(
  psid: string,
  credentials: GraphCredentials,
  endpoint: ProviderEndpoint,
  http: HttpClient,
): Promise<JsonObject | undefined> {
  const ask = (fields: readonly string[]): Promise<JsonObject | undefined> => askFor(fields, psid, credentials, endpoint, http);
  try {
    return await ask(ALL_FIELDS);
  } catch (error) {
    if (!isMissingPermission(error)) return nothingOr(error);
  }
  try {
    return await ask(NAME_FIELDS);
  } catch (error) {
    return isMissingPermission(error) ? undefined : nothingOr(error);
  }
}

async function askFor(
  fields: readonly string[],
  psid: string,
  credentials: GraphCredentials,
  endpoint: ProviderEndpoint,
  http: HttpClient,
): Promise<JsonObject | undefined> {
  const path = encodeURIComponent(psid.toWellFormed());
  const answer = await callGraph({ method: 'GET', path, query: { fields: fields.join(',') }, timeoutMs: TIMEOUT_MS }, credentials, endpoint, http);
  const told = Object.entries(answer.body ?? {}).filter(([name, value]) => fields.includes(name) && value !== null && value !== '');
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

const NO_PERMISSION = new Set(['100/2018247', '2018247']);

/** These, 10 and 200–299: permissions; reading a profile needs more of them than sending, so the account is not at fault. */
function isMissingPermission(error: unknown): boolean {
  const code = (error instanceof SendFailure && error.detail.providerCode) || '';
  return NO_PERMISSION.has(code) || /^(10|2\d\d)(\/|$)/.test(code);
}

function nothingOr(error: unknown): undefined {
  if (error instanceof SendFailure && NOTHING_TOLD.has(error.detail.providerCode ?? '')) return undefined;
  throw error;
}
