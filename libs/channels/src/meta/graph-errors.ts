import { SendFailure, type FailureDetail, type HttpResponse } from '@app/core';
import { hideSecrets } from '../hide-secrets.js';
import { failureByStatus, kindOfSendByStatus } from '../provider-call.js';
import { asObject, asText, type JsonObject } from '../webhook-values.js';
import { GRAPH_ERRORS, type GraphErrorRow } from './graph-error-table.js';
import { regainAccessMs } from './usage.js';

/** What of a Graph `error` object decides. */
export interface GraphError {
  code?: number;
  subcode?: number;
  message?: string;
  isTransient: boolean;
}

/** The `error` object of an answer, whatever its HTTP status; undefined when there is none. */
export function readGraphError(body: JsonObject | undefined): GraphError | undefined {
  const error = asObject(body?.['error']);
  if (!error) return undefined;
  return {
    code: asCode(error['code']),
    subcode: asCode(error['error_subcode']),
    message: asText(error['message']),
    isTransient: error['is_transient'] === true,
  };
}

function asCode(value: unknown): number | undefined {
  if (typeof value === 'string' && /^-?\d{1,10}$/.test(value)) return Number(value);
  return Number.isInteger(value) ? (value as number) : undefined;
}

/**
 * What follows from an answer that is no success. Code and subcode decide, the code first: HTTP statuses of
 * Messenger's codes are documented nowhere. The status counts only where no code is known.
 */
export function graphFailure(
  error: GraphError | undefined,
  response: HttpResponse,
  secrets: readonly (string | undefined)[],
): SendFailure {
  if (!error) return failureByStatus('Facebook', response);
  const row = findRow(error) ?? rowOfUnknown(response.status);
  const chosen = overruledByTransient(error, row);
  return new SendFailure(chosen.kind, sentence(chosen.reason, error, secrets), detailOf(error, chosen, response));
}

const MESSENGER_CODES = 2_018_000;

function findRow({ code, subcode, message }: GraphError): GraphErrorRow | undefined {
  if (code === undefined) return undefined;
  const ofCode = (row: GraphErrorRow): boolean => row.code === code || (row.upTo !== undefined && row.code <= code && code <= row.upTo);
  return (
    GRAPH_ERRORS.find((row) => row.mentions !== undefined && row.code === code && message?.includes(row.mentions)) ??
    GRAPH_ERRORS.find((row) => row.subcode !== undefined && row.code === code && row.subcode === subcode) ??
    // Messenger's own codes come as subcodes of 10 and 100 too (2018300 was seen in both places).
    GRAPH_ERRORS.find((row) => subcode !== undefined && subcode >= MESSENGER_CODES && row.subcode === undefined && row.code === subcode) ??
    GRAPH_ERRORS.find((row) => row.subcode === undefined && row.mentions === undefined && ofCode(row))
  );
}

function rowOfUnknown(status: number): GraphErrorRow {
  // An error in a 200 is a refusal all the same.
  return { code: 0, kind: kindOfSendByStatus(status), reason: 'Facebook refused the message' };
}

/**
 * `is_transient` says that a later try may go through: it is tried as often as with any outage. It does not overrule what
 * already says how to go on: a throttle, a policy hold (never retried by itself), or a message that may have been sent.
 */
function overruledByTransient(error: GraphError, row: GraphErrorRow): GraphErrorRow {
  const saysHow = row.kind === 'throttled' || row.kind === 'held' || row.kind === 'unknown';
  if (!error.isTransient || saysHow) return row;
  return { code: row.code, kind: 'unavailable', reason: row.reason, ...(row.retryAfterMs !== undefined && { retryAfterMs: row.retryAfterMs }) };
}

const DEFAULT_THROTTLE_MS = 30_000;

function detailOf({ code, subcode }: GraphError, row: GraphErrorRow, response: HttpResponse): FailureDetail {
  const waitMs = row.kind === 'throttled' ? (regainAccessMs(response.headers) ?? row.retryAfterMs ?? DEFAULT_THROTTLE_MS) : row.retryAfterMs;
  return {
    httpStatus: response.status,
    ...(code !== undefined && { providerCode: subcode === undefined ? `${code}` : `${code}/${subcode}` }),
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    ...(row.maxTries !== undefined && { maxTries: row.maxTries }),
  };
}

const MOST_QUOTED_CHARACTERS = 300;

/** Our sentence, then Facebook's own words, cut and with no secret in them. */
function sentence(reason: string, { message }: GraphError, secrets: readonly (string | undefined)[]): string {
  if (!message) return `${reason}.`;
  const quote = hideSecrets(message, secrets);
  return `${reason}. Facebook says: ${quote.length > MOST_QUOTED_CHARACTERS ? `${quote.slice(0, MOST_QUOTED_CHARACTERS)}…` : quote}`;
}
