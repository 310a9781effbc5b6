import fc from 'fast-check';

/** Texts that have broken programs before: what databases refuse, what JSON readers stumble over, what overflows. */
const ODD_TEXTS = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', '\u{1F600}'.repeat(50), '\u202e', '\ufeff', "'", '"', '\\', '`', ';--', '$1', '%', '%00', '%zz', '../../etc/passwd', '${x}', '{{x}}', '{{to.x}}',
  '__proto__', 'constructor', 'prototype', 'toString', 'null', 'undefined', 'NaN', '-0', '1e309', '9007199254740993', '2147483648', '32768', '-1', '0x10', '٣', '２０２６', 'x'.repeat(300), 'x'.repeat(70_000),
  '2026-02-30T00:00:00Z', '0000-00-00', '+275760-09-13T00:00:00.001Z', '-271821-04-20T00:00:00Z', '9999-12-31T23:59:59.999Z', '2030-01-01T00:00:00+99:99', 'P1Y', 'PT1S', 'PT999999999S',
  'http://', 'http://[', 'https://a.example/\u0000', 'http://127.0.0.1:0/', 'http://[::1]:99999/', 'javascript:alert(1)', 'data:text/plain,x', 'https://a.example/' + 'y'.repeat(5_000),
  '00000000-0000-0000-0000-000000000000', '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.999999', '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.32768', '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90.1',
];
const ODD_NUMBERS = [0, -0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e21, 1e300, 8.64e15, 8.64e15 + 1, -8.64e15, 253_402_300_800_000, 1e-7, 32_768, 65_536];

const oddText = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ODD_TEXTS) }, fc.string({ unit: 'binary', maxLength: 20 }));
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...ODD_NUMBERS) },
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { '': '' }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.nat({ max: 80 }).map((depth) => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 'deep')),
);

/** One change of a value: at which of its places, and what is put there. */
interface Change {
  place: number;
  how: 'replace' | 'remove' | 'rename' | 'repeat' | 'swap';
  value: unknown;
  name: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom<Change['how']>('replace', 'replace', 'replace', 'remove', 'rename', 'repeat', 'swap'),
  value: oddValue,
  name: oddText,
});

/** A real value with up to four changes, at any depth of it; often none at all, so that the way behind the checks is gone too. */
export function mutationsOf(values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.tuple(fc.constantFrom(...values), fc.array(change, { maxLength: 4 })).map(([value, changes]) => changes.reduce(changed, structuredClone(value)));
}

/** The same for texts, byte by byte: cut off, doubled, with something put in. */
export function brokenTexts(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(texts, fc.nat(), fc.nat({ max: 6 }), fc.oneof(fc.constantFrom('', '"', '{', ']', ',', '\\u', '\u0000', '\\', '%', '&', '='), oddText)).map(([text, seed, removed, put]) => {
    const at = seed % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + removed);
  });
}

/** Texts as they may stand in a path, a query or a header. */
export const oddTexts = oddText;

type Container = Record<string, unknown> | unknown[];

/** Every container of the value with every key of it, outermost first. */
function placesOf(value: unknown): [Container, string | number][] {
  if (typeof value !== 'object' || value === null) return [];
  const container = value as Container;
  const keys: (string | number)[] = Array.isArray(container) ? [...container.keys()] : Object.keys(container);
  return keys.flatMap((key): [Container, string | number][] => [[container, key], ...placesOf((container as Record<string | number, unknown>)[key])]);
}

function changed(value: unknown, { place, how, value: put, name }: Change): unknown {
  const places = placesOf(value);
  if (places.length === 0) return how === 'replace' ? put : value;
  const [container, key] = places[place % places.length]!;
  const fields = container as Record<string | number, unknown>;
  const old = fields[key];
  if (how === 'remove') {
    if (Array.isArray(container)) container.splice(Number(key), 1);
    else delete fields[key];
  } else if (how === 'rename' && !Array.isArray(container)) {
    delete fields[key];
    Object.defineProperty(fields, name, { value: old, enumerable: true, configurable: true, writable: true });
  } else if (how === 'repeat' && Array.isArray(container)) container.push(...Array.from({ length: 30 }, () => structuredClone(old)));
  else if (how === 'swap') fields[key] = structuredClone(places[(place + 1) % places.length]![0]);
  else fields[key] = structuredClone(put);
  return value;
}
