import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SendFailure } from './send-failure.js';
import { fillMergeFields, hasMergeFields, MOST_FILLED_CHARACTERS } from './merge-fields.js';

const profile = {
  firstName: 'Žofie',
  age: 30,
  isMember: false,
  nothing: null,
  facebook: { locale: 'en_GB', 'time zone': 1 },
  tags: ['a', 'b'],
  sneaky: '{{profileId}} $& $1',
};
const source = { profile, profileId: 'joe' };

describe('a merge field', () => {
  it.each([
    ['Hi {{profile.firstName}}!', 'Hi Žofie!'],
    ['{{ profile.firstName }}', 'Žofie'],
    ['{{profileId}}/{{profileId}}', 'joe/joe'],
    ['{{profile.age}} {{profile.isMember}}', '30 false'],
    ['{{profile.facebook.locale}}', 'en_GB'],
    ['{{profile.facebook.time zone}}', '1'],
    ['{{profile.facebook}}', '{"locale":"en_GB","time zone":1}'],
    ['{{profile.tags}} {{profile.tags.1}}', '["a","b"] b'],
    ['{{{profileId}}}', '{joe}'],
  ])('%s becomes %s', (text, filled) => expect(fillMergeFields(text, source)).toBe(filled));

  it.each(['{{profile.missing}}', '{{profile.firstName.length}}', '{{profile.nothing}}', '{{profile.missing.deeper}}', '{{profile.}}'])(
    '%s is missing and becomes empty',
    (text) => expect(fillMergeFields(`<${text}>`, source)).toBe('<>'),
  );

  it.each(['constructor', '__proto__', 'toString', 'constructor.name', 'tags.map', '__proto__.polluted'])(
    'reaches no inherited property: %s',
    (path) => expect(fillMergeFields(`<{{profile.${path}}}>`, source)).toBe('<>'),
  );

  it.each(['{{1}}', '{{other}}', '{{profile}}', '{{}}', '{profileId}', '{{profileId', '{{body}}', '{{title}}'])(
    '%s is none and stays',
    (text) => expect(fillMergeFields(text, source)).toBe(text),
  );

  it('is empty for a person without a profile', () => {
    expect(fillMergeFields('<{{profileId}}>', { profile: {} })).toBe('<>');
  });

  it('may be the body and the title where those are given, missing ones being empty', () => {
    expect(fillMergeFields('{{title}}: {{body}}', { profile, body: 'Hello', title: undefined })).toBe(': Hello');
  });

  it('is filled once: what a person is called asks for nothing', () => {
    expect(fillMergeFields('{{profile.sneaky}}', source)).toBe('{{profileId}} $& $1');
    expect(fillMergeFields('{{body}}', { ...source, body: '{{profileId}}' })).toBe('{{profileId}}');
  });
});

describe('a JSON value', () => {
  it('is filled in all its strings, its names and the given value left as they are', () => {
    const value = { '{{profileId}}': ['{{profileId}}', 1, null, { deep: [{ er: '{{profileId}}' }] }], same: true };
    const before = structuredClone(value);
    expect(fillMergeFields(value, source)).toEqual({
      '{{profileId}}': ['joe', 1, null, { deep: [{ er: 'joe' }] }],
      same: true,
    });
    expect(value).toEqual(before);
  });

  it('with a field called __proto__ sets no prototype', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":"{{profileId}}"},"b":{"__proto__":"{{profileId}}"}}');
    const filled = fillMergeFields(value, source) as object;
    expect(JSON.stringify(filled)).toBe('{"__proto__":{"a":"joe"},"b":{"__proto__":"joe"}}');
    expect(Object.getPrototypeOf(filled)).toBe(Object.prototype);
  });

  it('is filled at any depth', () => {
    let deep: unknown = '{{profileId}}';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    let filled = fillMergeFields(deep, source);
    while (Array.isArray(filled)) filled = filled[0];
    expect(filled).toBe('joe');
  });

  it('without merge fields comes back as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        if (!hasMergeFields(value)) expect(fillMergeFields(value, source)).toBe(value);
      }),
    );
  });

  it('never has more or fewer properties and items than before', () => {
    const text = fc.constantFrom('{{profileId}}', '{{profile.tags}}', 'text', '{{');
    const value = fc.letrec((tie) => ({
      value: fc.oneof(text, fc.integer(), fc.array(tie('value')), fc.dictionary(fc.string(), tie('value'))),
    })).value;
    const shape = (json: unknown) => JSON.stringify(json, (_name, inner: unknown) => (typeof inner === 'string' ? '' : inner));
    fc.assert(fc.property(value, (json) => expect(shape(fillMergeFields(json, source))).toBe(shape(json))));
  });
});

describe('too much to fill in', () => {
  it('is rejected instead of filling the memory', () => {
    const long = 'x'.repeat(1_000_000);
    const fields = '{{profile.long}}'.repeat(MOST_FILLED_CHARACTERS / long.length + 1);
    expect(() => fillMergeFields([fields], { profile: { long } })).toThrow(SendFailure);
  });

  it('counts all that is filled with one budget', () => {
    const budget = { charactersLeft: 10 };
    const fill = (): unknown => fillMergeFields('{{profile.six}}', { profile: { six: '123456' } }, budget);
    expect(fill()).toBe('123456');
    expect(fill).toThrow(SendFailure);
  });

  it('takes linear time for text that only looks like fields', () => {
    const start = performance.now();
    fillMergeFields('{{profile.' + ' '.repeat(1_000_000) + '{{'.repeat(1_000_000), source);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
