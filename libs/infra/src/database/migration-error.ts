/** Tables could not be made or changed. The message says why, and what to do where that is known; `cause` is what was thrown. */
export class MigrationError extends Error {
  constructor(what: string, cause: unknown) {
    const why = firstLine(cause);
    super(`${what}: ${why}${why.includes('permission denied') ? '. The role has to own the database, or to have CREATE on it and on its schema.' : ''}`, { cause });
  }
}

/** Prisma's engine throws plain objects, and errors whose text goes on with lines about its own insides. */
function firstLine(cause: unknown): string {
  if (cause instanceof Error && cause.message) return cause.message.split('\n')[0]!;
  return typeof cause === 'string' ? cause : JSON.stringify(cause);
}
