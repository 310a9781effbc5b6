import { foundView, type ProfileView, valueAt } from './profile-view.js';
import type { ProfileRow } from '@app/profiles';
import type { ExportRequest } from './export-request.js';

type Views = { fields?: string[]; includeSystem?: boolean };

/** One JSON array, a profile a line. */
export async function* jsonExport(pages: AsyncIterable<ProfileRow[]>, views: Views): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of pages) {
    yield before + rows.map((row) => JSON.stringify(foundView(row, views))).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** CSV as of RFC 4180. Objects and lists are JSON text in their cell. */
export async function* csvExport(
  pages: AsyncIterable<ProfileRow[]>,
  columns: readonly string[],
  { fieldSeparator, includeHeaders }: Pick<ExportRequest, 'fieldSeparator' | 'includeHeaders'>,
): AsyncGenerator<string> {
  const line = (cells: readonly unknown[]): string => `${cells.map((cell) => csvCell(cell, fieldSeparator)).join(fieldSeparator)}\r\n`;
  if (includeHeaders) yield line(columns);
  for await (const rows of pages) {
    yield rows.map((row) => foundView(row, { includeSystem: true })).map((view: ProfileView) => line(columns.map((column) => valueAt(view, column)))).join('');
  }
}

function csvCell(value: unknown, separator: string): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
