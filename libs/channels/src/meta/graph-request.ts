import { createHmac } from 'node:crypto';
import { type HttpClient, type HttpResponse, remembering } from '@app/core';
import type { ProviderEndpoint } from '../channel.js';
import { callProvider } from '../provider-call.js';
import { parseJsonObject, type JsonObject } from '../webhook-values.js';
import { graphFailure, readGraphError } from './graph-errors.js';

export interface GraphCredentials {
  accessToken: string;
  /** With it every call carries an `appsecret_proof`. */
  appSecret?: string;
}

export interface GraphCall {
  method: 'GET' | 'POST';
  /** Below the version, its segments encoded: `1234/messages`. */
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: JsonObject;
  timeoutMs: number;
}

/** An answer without an `error` in it. */
export interface GraphAnswer {
  /** Undefined when the answer is no JSON object. */
  body: JsonObject | undefined;
  status: number;
  headers: Record<string, string>;
}

const DEFAULT_VERSION = 'v26.0';

/** One call of the Graph API. Throws SendFailure and nothing else, for an `error` in a 200 too. */
export async function callGraph(
  call: GraphCall,
  credentials: GraphCredentials,
  endpoint: ProviderEndpoint,
  http: HttpClient,
): Promise<GraphAnswer> {
  const proof = credentials.appSecret ? appSecretProof(credentials.accessToken, credentials.appSecret) : undefined;
  const secrets = [credentials.accessToken, credentials.appSecret, proof];
  const request = {
    method: call.method,
    url: graphUrl(call, endpoint, proof),
    headers: {
      // In the header, since URLs end up in logs.
      authorization: `Bearer ${credentials.accessToken}`,
      accept: 'application/json',
      ...(call.body && { 'content-type': 'application/json' }),
    },
    ...(call.body && { body: JSON.stringify(call.body) }),
    timeoutMs: call.timeoutMs,
  };
  return readAnswer(await callProvider({ provider: 'Facebook', request, secrets }, http), secrets);
}

function readAnswer(response: HttpResponse, secrets: readonly (string | undefined)[]): GraphAnswer {
  const body = parseJsonObject(response.text);
  const error = readGraphError(body);
  if (error || response.status < 200 || response.status >= 300) throw graphFailure(error, response, secrets);
  return { body, status: response.status, headers: response.headers };
}

function graphUrl(call: GraphCall, endpoint: ProviderEndpoint, proof: string | undefined): string {
  const query = [...Object.entries(call.query ?? {}), ...(proof ? [['appsecret_proof', proof] as const] : [])];
  const search = query.length > 0 ? `?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}` : '';
  return `${endpoint.baseUrl}/${endpoint.version ?? DEFAULT_VERSION}/${call.path}${search}`;
}

const MOST_PROOFS = 1_000;
const proofsBy = remembering(MOST_PROOFS, (appSecret) =>
  remembering(MOST_PROOFS, (accessToken) => createHmac('sha256', appSecret).update(accessToken).digest('hex')));

/** Hex HMAC-SHA256 of the token under the app secret (contract meta.md §1.9). The same for every call of an account, so it is made once. */
export function appSecretProof(accessToken: string, appSecret: string): string {
  return proofsBy(appSecret)(accessToken);
}
