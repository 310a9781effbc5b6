/**
 * Errors by which Prisma and pg say that the database is not there: refused and cut connections (Node's codes),
 * Postgres classes 08 (connection), 53 (out of resources), 57P (shutting down), Prisma's P1xxx and P2024 (no connection in time).
 */
const CODES = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P\w\d|P10\d\d|P2024|P2037|25006)$/;
const MESSAGES =
  /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect|Can't reach database|terminating connection|the database system is|server closed the connection|Connection ended|not queryable|Server has closed the connection|too many clients/i;

/** True when the cause is the database being away or refusing work, so that the same request may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Object && depth < 6; depth++) {
    const { code, message, meta, cause: next } = cause as {
      code?: unknown;
      message?: unknown;
      meta?: { driverAdapterError?: unknown };
      cause?: unknown;
    };
    if (typeof code === 'string' && CODES.test(code)) return true;
    if (typeof message === 'string' && MESSAGES.test(message)) return true;
    const kind = (cause as { kind?: unknown }).kind;
    if (typeof kind === 'string' && /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/.test(kind)) return true;
    const original = (cause as { originalCode?: unknown }).originalCode;
    if (typeof original === 'string' && CODES.test(original)) return true;
    cause = meta?.driverAdapterError ?? next;
  }
  return false;
}
