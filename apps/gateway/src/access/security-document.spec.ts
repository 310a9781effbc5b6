import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const DOCUMENT = new URL('../../../../docs/security.md', import.meta.url);
const text = readFileSync(DOCUMENT, 'utf8');
/** A test as the document names it: [file](path) “name”. */
const NAMED = /\[[\w-]+\]\((\.\.\/[\w./-]+)\) “([^”]+)”/g;

const promises = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| promise |'));
const named = [...text.matchAll(NAMED)].map(([, path, name]) => [path!, name!] as const);

describe('docs/security.md', () => {
  it('names a test for each of its promises', () => {
    expect(promises.length).toBeGreaterThan(20);
    expect(promises.filter((line) => line.match(NAMED) === null)).toEqual([]);
  });

  it.each(named)('names in %s a test that is there: %s', (path, name) => {
    const file = new URL(path, DOCUMENT);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toMatch(new RegExp(`(?:it|describe|\\))\\(\\s*(['"])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\1,`));
  });
});
