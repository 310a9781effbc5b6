import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Accounts, Page } from '../state/accounts.js';
import { GraphError, noSuchObject } from './graph-errors.js';

/** Where a Graph call may carry its token and proof: header, query, body. */
export interface CallCredentials {
  authorization?: string;
  query: Record<string, unknown>;
  fields: Record<string, unknown>;
}

const VERSION = /^v(\d{1,2})\.(\d{1,2})$/;
const OLDEST_VERSION = 2;
const NEWEST_VERSION = 26;
/** 3.3 was followed by 4.0, 5.0 … */
const LAST_WITH_MINORS = 3;

/** True for a Graph version that exists, such as v26.0. */
export function isGraphVersion(text: string): boolean {
  const [, major, minor] = VERSION.exec(text) ?? [];
  return Number(major) >= OLDEST_VERSION && Number(major) <= NEWEST_VERSION && (Number(major) <= LAST_WITH_MINORS || minor === '0');
}

/** The page that the call's token belongs to. Throws GraphError 104 without a token, 190 for an unknown one, 100 for a wrong proof. */
export function checkAccess(credentials: CallCredentials, accounts: Accounts): Page {
  const token = readToken(credentials);
  if (token === undefined) throw new GraphError('104');
  const page = accounts.pageByToken(token);
  if (!page) throw new GraphError('190');
  if (page.appSecret !== undefined) {
    const proof = credentials.query['appsecret_proof'] ?? credentials.fields['appsecret_proof'];
    checkProof(proof, appSecretProof(page.appSecret, token));
  }
  return page;
}

/** Throws when `id` is neither `me` nor the page of the token. */
export function checkIsPage(id: string, page: Page, method: 'GET' | 'POST' | 'DELETE'): void {
  if (id !== 'me' && id !== page.id) throw noSuchObject(method, id);
}

/** Lower-case hex HMAC-SHA256 of the token under the app secret. */
export function appSecretProof(appSecret: string, token: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex');
}

function readToken({ authorization, query, fields }: CallCredentials): string | undefined {
  const fromHeader = /^(?:Bearer|OAuth) +(\S+)$/i.exec(authorization ?? '')?.[1];
  const token = fromHeader ?? query['access_token'] ?? fields['access_token'];
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function checkProof(given: unknown, expected: string): void {
  if (given === undefined) {
    throw new GraphError('100', 'API calls from the server require an appsecret_proof argument', 'GraphMethodException');
  }
  const proof = Buffer.from(typeof given === 'string' ? given : '');
  if (proof.length !== expected.length || !timingSafeEqual(proof, Buffer.from(expected))) {
    throw new GraphError('100', 'Invalid appsecret_proof provided in the API argument', 'GraphMethodException');
  }
}
