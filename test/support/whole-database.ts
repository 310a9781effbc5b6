import type { TestDatabase } from './servers/index.js';

/** Every row of every table, the queue's too, as text: table name → lines. */
export async function wholeDatabase(database: TestDatabase): Promise<Map<string, string>> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found = tables.map(async ({ name }): Promise<[string, string]> => {
    const rows = await database.query<{ line: string }>(`select t::text as line from ${name} t`);
    return [name, rows.map(({ line }) => line).join('\n')];
  });
  return new Map(await Promise.all(found));
}

/** As it is, in hex (Postgres shows bytes so) or in base64. */
export function isIn(text: string, secret: string): boolean {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '').slice(0, -2)].some((form) => text.includes(form));
}
