import { Prisma } from './generated/client.js';
import { toStorableJson } from './storable-text.js';

/**
 * Rows for a statement, as one parameter: a query in parentheses. `columns` are their names and types; what a row leaves out is null.
 * The limit says how many there are (ten, in a plan that is kept). The planner takes them for a hundred otherwise, and rather
 * reads a small table whole than look so many up: that took 2 ms of each message that came alone.
 */
export function recordset(rows: readonly object[], columns: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select * from json_to_recordset(${toStorableJson(rows)}::json) as recordset(${columns}) limit ${rows.length})`;
}
