import { FIRST_ID } from '@app/core';
import { type Database, Prisma } from '@app/infra';
import type { SecretBox } from './secret-box.js';

const STEP = 200;

interface SealedRow {
  id: string;
  secrets: string;
}

/** What a run did, and what it left. */
export interface Resealed {
  resealed: number;
  /** Ids of rows that were altered: no key opens them. */
  unreadable: string[];
  /** Key id → rows that are sealed with it now. */
  rowsByKey: Record<string, number>;
}

/**
 * Seals a table's column `secrets` with the newest key, a few rows a statement, while others use it. It may be ended and run again.
 * A row that changes meanwhile is left as it then is; rows of keys that are not there are only counted.
 */
export async function resealSecrets(database: Database, secretBox: SecretBox, tableName: string): Promise<Resealed> {
  const table = Prisma.raw(tableName);
  const oldKeys = secretBox.keyIds.filter((id) => id !== secretBox.keyIds[0]);
  const unreadable: string[] = [];
  let resealed = 0;
  for (let after = FIRST_ID, isMore = oldKeys.length > 0; isMore; ) {
    const rows = await database.$queryRaw<SealedRow[]>`
      select id, secrets from ${table} where id > ${after}::uuid and split_part(secrets, ':', 2) = any(${oldKeys}::text[]) order by id limit ${STEP}`;
    const opened = rows.map((row) => ({ ...row, anew: anew(secretBox, row.secrets) }));
    unreadable.push(...opened.filter((row) => row.anew === undefined).map((row) => row.id));
    resealed += await replace(database, table, opened.filter((row) => row.anew !== undefined));
    after = rows.at(-1)?.id ?? after;
    isMore = rows.length === STEP;
  }
  return { resealed, unreadable, rowsByKey: await countByKey(database, table) };
}

/** Undefined for one that was altered: the command names it. */
function anew(secretBox: SecretBox, sealed: string): string | undefined {
  const opened = secretBox.openIfKnown<unknown>(sealed);
  return opened === undefined ? undefined : secretBox.seal(opened);
}

async function replace(database: Database, table: Prisma.Sql, rows: readonly (SealedRow & { anew: string | undefined })[]): Promise<number> {
  return database.$executeRaw`
    update ${table} sealed set secrets = given.anew
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.secrets)}::text[], ${rows.map((row) => row.anew)}::text[]) as given(id, before, anew)
    where sealed.id = given.id and sealed.secrets = given.before`;
}

async function countByKey(database: Database, table: Prisma.Sql): Promise<Record<string, number>> {
  const rows = await database.$queryRaw<{ key: string; count: number }[]>`
    select split_part(secrets, ':', 2) as key, count(*)::int as count from ${table} where secrets is not null group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
}
