/**
 * A server, a database or a role may have these set otherwise. Prisma writes a time into a statement in UTC and without its zone,
 * and reads it in one form only; a statement that fails because another came first is left to the sweep, seconds later.
 */
const SETTINGS = { timezone: 'UTC', datestyle: 'ISO', default_transaction_isolation: 'read committed' };

/** For a connection through a pooler too: PgBouncer refuses settings as options of the connection. */
export const SESSION_SETTINGS = Object.entries(SETTINGS)
  .map(([name, value]) => `set ${name} = '${value}'`)
  .join('; ');

/** The same for who takes options of the connection, and no statement to begin with. */
export const SESSION_OPTIONS = Object.entries(SETTINGS)
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');
