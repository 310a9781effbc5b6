import pg from 'pg';

/**
 * A server, a database or a role may have these set otherwise. Prisma writes a time into a statement in UTC and without its zone,
 * and reads it in one form only; a statement that fails because another came first is left to the sweep, seconds later.
 */
const SETTINGS = { timezone: 'UTC', datestyle: 'ISO', default_transaction_isolation: 'read committed' };

const setAll = Object.entries(SETTINGS).map(([name, value]) => `set ${name} = '${value}'; `);

/** The schema that a URL of the database names by `?schema=`, as Prisma's do. */
export function schemaOf(databaseUrl: string): string {
  return new URLSearchParams(databaseUrl.split('?')[1]).get('schema') ?? 'public';
}

/**
 * Statements to begin a connection with; PgBouncer refuses settings as options of the connection. Prisma names the schema in its
 * own statements, so that of the others must not hang on what the role has as search_path.
 */
export function sessionSettings(databaseUrl: string): string {
  return `${setAll.join('')}set search_path = ${pg.escapeIdentifier(schemaOf(databaseUrl))}`;
}

/** The same for the queue, whose connections take options, and no statement to begin with; BullMQ has a schema of its own. */
export const SESSION_OPTIONS = Object.entries(SETTINGS)
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');
