import { Prisma, smallOnly } from '@app/infra';

/** As much as one message may have, as text. A page of many such messages would fill the gateway's memory. */
const MOST_PAGE_BYTES = 10 * 1024 * 1024;

/** A row of a page, with the JSON that makes it large or small. */
export interface PageRow {
  id: string;
  /** Null while it is not read, since it is so large. */
  content: unknown;
  /** Of the content as text, about. */
  bytes: number | null;
}

/** The columns `content` and `bytes` of PageRow, made of a jsonb column. */
export function pageColumns(column: string): Prisma.Sql {
  const bytes = `case when pg_column_compression(${column}) is null then pg_column_size(${column}) else octet_length(${column}::text) end`;
  return Prisma.sql`${smallOnly(column)} as content, ${smallOnly(column, bytes)} as bytes`;
}

/**
 * The first of the rows, as many as make a page of 10 MB, with all contents in them. `textOf` reads one that is large;
 * undefined when it is gone. `belongs` says whether a row must not be torn from the one before it.
 */
export async function fillPage<Row extends PageRow>(
  rows: readonly Row[],
  textOf: (row: Row) => Promise<string | undefined>,
  belongs: (row: Row, before: Row) => boolean = () => false,
): Promise<Row[]> {
  const page: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = row.content === null ? await textOf(row) : undefined;
    const size = row.bytes ?? text?.length;
    if (size === undefined) continue;
    const before = page.at(-1);
    if (before && bytes + size > MOST_PAGE_BYTES && !belongs(row, before)) break;
    page.push(text === undefined ? row : { ...row, content: JSON.parse(text) as unknown });
    bytes += size;
  }
  return page;
}
