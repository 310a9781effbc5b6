import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ApiError, ERROR_CODES, type ErrorCode } from './api-error.js';

const DOCUMENT = new URL('../../../../docs/errors.md', import.meta.url);
const codes = Object.entries(ERROR_CODES) as [ErrorCode, number][];

/** The rows of the table of codes: code, status, when, what to do. */
const rows = readFileSync(DOCUMENT, 'utf8')
  .split('\n')
  .map((line) => /^\| `(\w+)` \| (\d{3}) \| (.+) \| (.+) \|$/.exec(line)?.slice(1))
  .filter((row) => row !== undefined);

describe('docs/errors.md', () => {
  it('has each code of the API once, with its status, and no other', () => {
    const byCode = ([one]: [string, number], [other]: [string, number]): number => one.localeCompare(other);
    expect(rows.map(([code, status]): [string, number] => [code!, Number(status)]).toSorted(byCode)).toEqual(codes.toSorted(byCode));
  });

  it.each(rows.map((row) => [row[0]!, row] as const))('says when %s is answered and what to do', (_code, [, , when, whatToDo]) => {
    expect(when!.trim()).toMatch(/\.$/);
    expect(whatToDo!.trim()).toMatch(/\.$/);
  });
});

it.each(codes)('an ApiError %s is answered %i, with its code and words for people', (code, status) => {
  const error = new ApiError(code, 'Something is wrong.');
  expect(error.getStatus()).toBe(status);
  expect(error.getResponse()).toEqual({ message: 'Something is wrong.', code });
});
