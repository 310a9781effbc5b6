import { HttpFailure, SendFailure, type FailureKind, type HttpClient, type HttpRequest, type HttpResponse } from '@app/core';
import { hideSecrets } from './hide-secrets.js';

export interface ProviderCall {
  /** How the provider is called in sentences: `Facebook`. */
  provider: string;
  request: HttpRequest;
  /** Texts that may stand in no error. */
  secrets: readonly (string | undefined)[];
}

/**
 * Makes the call; no answer becomes a SendFailure: `unavailable` when the request never left, `unknown` when
 * the provider may have acted on it. A call that only reads can be made again, so its lost answer is `unavailable`.
 */
export async function callProvider({ provider, request, secrets }: ProviderCall, http: HttpClient): Promise<HttpResponse> {
  try {
    return await http(request);
  } catch (error) {
    const why = hideSecrets(error instanceof Error ? error.message : String(error), secrets);
    if (error instanceof HttpFailure && !error.requestWasSent) {
      throw new SendFailure('unavailable', `${provider} could not be reached (${why}); nothing was sent.`);
    }
    if (request.method === 'GET') {
      throw new SendFailure('unavailable', `${provider} did not answer (${why}).`);
    }
    throw new SendFailure('unknown', `${provider} did not answer (${why}); it may have taken the message.`);
  }
}

const DEFAULT_THROTTLE_MS = 30_000;
const LONGEST_RETRY_AFTER_S = 24 * 3600;

/** The failure of an answer that says nothing but its HTTP status. */
export function failureByStatus(provider: string, response: HttpResponse): SendFailure {
  const { status } = response;
  const kind = kindOfSendByStatus(status);
  return new SendFailure(kind, `${provider} answered HTTP ${status} without an error that can be read.`, {
    httpStatus: status,
    ...(kind === 'throttled' && { retryAfterMs: retryAfterMs(response) ?? DEFAULT_THROTTLE_MS }),
  });
}

/**
 * Of a call that sends. After a 5xx nobody says whether the message was taken: something between us and the provider failed,
 * or the provider did after it had the message. But 503 is a refusal to work, so nothing was taken.
 */
export function kindOfSendByStatus(status: number): FailureKind {
  return status >= 500 && status !== 503 ? 'unknown' : kindByStatus(status);
}

/** 408 says that the request never came in whole. Redirects are not followed: one means that something stands in between, and that nothing was taken. */
export function kindByStatus(status: number): FailureKind {
  if (status === 429) return 'throttled';
  if (status >= 500 || status === 408 || (status >= 300 && status < 400)) return 'unavailable';
  return 'rejected';
}

/** The `Retry-After` header, where it is given in seconds. */
export function retryAfterMs({ headers }: HttpResponse): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) return undefined;
  return Math.min(Number(text), LONGEST_RETRY_AFTER_S) * 1000;
}
