/**
 * Errors by which Prisma and pg say that the database is not there: refused and cut connections (Node's codes),
 * Postgres classes 08 (connection), 53 (out of resources), 57P (shutting down), Prisma's P1xxx and P2024 (no connection in time).
 */
const CODES = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P\w\d|P10\d\d|P2024|P2037|25006)$/;
const MESSAGES =
  /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect|Can't reach database|terminating connection|the database system is|server closed the connection|Connection ended|not queryable|Server has closed the connection|too many clients/i;

/** Lost races and ended waits: deadlock, serialization, lock and statement timeout; Prisma's P2028 (no transaction in time) and P2034. */
const LOST_RACES = /^(40P01|40001|55P03|57014|P2028|P2034)$/;

/** As much of this kind of work waits in this process as it takes. */
export class TooBusy extends Error {}

/** True when the cause is the database being away or refusing work, so that the same request may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return hasCause(error, CODES);
}

/** True when the same statement or piece of work may succeed later: nothing is wrong with what it writes. */
export function isWorthRepeating(error: unknown): boolean {
  return error instanceof TooBusy || hasCause(error, CODES) || hasCause(error, LOST_RACES);
}

/** Postgres says itself that the statement was not carried out, or there was no connection for it. */
const NOT_DONE = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const NO_CONNECTION = /timeout exceeded when trying to connect|connection timeout/i;

/** True when the statement of pg that failed with this may be committed all the same: its answer was lost. */
export function mayBeCommitted(error: unknown): boolean {
  const { code, severity, message } = error as { code?: unknown; severity?: unknown; message?: unknown };
  return severity === undefined && !NOT_DONE.test(String(code)) && !NO_CONNECTION.test(String(message));
}

function hasCause(error: unknown, codes: RegExp): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Object && depth < 6; depth++) {
    const { code, message, meta, cause: next } = cause as {
      code?: unknown;
      message?: unknown;
      meta?: { driverAdapterError?: unknown };
      cause?: unknown;
    };
    if (typeof code === 'string' && codes.test(code)) return true;
    if (typeof message === 'string' && MESSAGES.test(message)) return true;
    const kind = (cause as { kind?: unknown }).kind;
    if (typeof kind === 'string' && /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/.test(kind)) return true;
    const original = (cause as { originalCode?: unknown }).originalCode;
    if (typeof original === 'string' && codes.test(original)) return true;
    cause = meta?.driverAdapterError ?? next;
  }
  return false;
}
