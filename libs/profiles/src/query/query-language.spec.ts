import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseProfileQuery, ProfileQueryError } from './index.js';
import { whereOf } from './query-sql.js';

/** Parsers are fast: in full length they read a hundred thousand texts, where other properties have ten thousand. */
const RUNS = 10 * (fc.readConfigureGlobal().numRuns ?? 100);

const FIELDS = new Map([['phoneNumber', (text: string) => (/^\d+$/.test(text) ? text : undefined)]]);
const SPACE = '00000000-0000-0000-0000-000000000001';

describe('the query language', () => {
  it.each<[text: string, path: string[], operator: string, values: string[]]>([
    ['a=1', ['a'], 'eq', ['1']],
    ['a=!1', ['a'], 'ne', ['1']],
    ['a=>1', ['a'], 'gt', ['1']],
    ['a=<1', ['a'], 'lt', ['1']],
    ['a=>=1', ['a'], 'gte', ['1']],
    ['a=<=1', ['a'], 'lte', ['1']],
    ['a=^x', ['a'], 'startsWith', ['x']],
    ['a=$x', ['a'], 'endsWith', ['x']],
    ['a=~x', ['a'], 'contains', ['x']],
    ['a=', ['a'], 'exists', []],
    ['a', ['a'], 'exists', []],
    ['a=!', ['a'], 'absent', []],
    ['a[]=x&a[]=y', ['a'], 'in', ['x', 'y']],
    ['a[]=!x&a[]=!y', ['a'], 'notIn', ['x', 'y']],
    ['a.b.c=x', ['a', 'b', 'c'], 'eq', ['x']],
    ["a='>x'", ['a'], 'eq', ['>x']],
    ["a=!'x'", ['a'], 'ne', ['x']],
    ['a=x%20y+z', ['a'], 'eq', ['x y z']],
    ['a=x=y', ['a'], 'eq', ['x=y']],
    ['a=%3E%3D5', ['a'], 'gte', ['5']],
  ])('reads %s', (text, path, operator, values) => {
    const { conditions } = parseProfileQuery(text);
    expect(conditions.map((condition) => ({ ...condition, values: condition.values.map((value) => value.text) }))).toEqual([{ path, operator, values }]);
  });

  it('reads the control parameters', () => {
    expect(parseProfileQuery('$limit=5&$skip=2&$fields=a,b.c&$sort=-a,b&$includeDeleted=true&$includeSystem=false&$schemaOnly=true&$includeDevices=true&$includeSessions=false')).toEqual({
      conditions: [],
      limit: 5,
      skip: 2,
      fields: ['a', 'b.c'],
      sort: [
        { path: ['a'], isDescending: true },
        { path: ['b'], isDescending: false },
      ],
      includeDeleted: true,
      includeSystem: false,
      schemaOnly: true,
    });
  });

  it.each([
    ['$limit=0', '$limit'],
    ['$limit=1001', '$limit'],
    ['$skip=-1', '$skip'],
    ['$fields=', '$fields'],
    ['$fields=a,,b', '$fields'],
    ['$sort=a,b,c,d', '$sort'],
    ['$includeDeleted=1', '$includeDeleted'],
    ['$where=1', '$where'],
    ['$constructor=1', '$constructor'],
    ['a..b=1', 'a..b'],
    ['=1', 'query'],
    ['a=>', 'a'],
    ['a=^', 'a'],
    ['a[]=!x&a[]=y', 'a[]'],
    ['a=%', 'query'],
    ['a=%00', 'query'],
    [`a=${'x'.repeat(1_001)}`, 'query'],
    [Array.from({ length: 51 }, (_, index) => `a${index}=1`).join('&'), 'query'],
  ])('refuses %s and names %s', (text, paramName) => {
    expect(() => parseProfileQuery(text)).toThrow(expect.objectContaining({ paramName }));
  });

  it('finds addresses by their index when they are compared for being equal or not, and only then', () => {
    const uses = (text: string): boolean => whereOf(SPACE, parseProfileQuery(text), FIELDS).sql.includes('profile_address');
    expect(['phoneNumber=447', 'phoneNumber[]=447&phoneNumber[]=448', 'phoneNumber=!447'].map(uses)).toEqual([true, true, true]);
    expect(['phoneNumber=x', 'phoneNumber=^447', 'phoneNumber.a=447', 'a.phoneNumber=447'].map(uses)).toEqual([false, false, false, false]);
  });

  it('puts no word of the caller into the SQL', () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from('qz\'";)(-\\$?@*%_.[]!<>=^~ \u{1F600}')), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { maxLength: 4 }), (pairs) => {
        const text = pairs.map(([name, value]) => `${encodeURIComponent(`QZ${name}`)}=${encodeURIComponent(value)}QZ`).join('&');
        try {
          expect(whereOf(SPACE, parseProfileQuery(text), FIELDS).sql).not.toMatch(/QZ|[;\u{1F600}]/u);
        } catch (error) {
          if (!(error instanceof ProfileQueryError)) throw error;
        }
      }),
    );
  });

  it('reads any text or refuses it by name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          whereOf(SPACE, parseProfileQuery(text), FIELDS);
        } catch (error) {
          expect(error).toBeInstanceOf(ProfileQueryError);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
