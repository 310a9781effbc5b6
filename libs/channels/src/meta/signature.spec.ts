import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { metaSignature, verifyMetaSignature } from './signature.js';

/** Meta's rendering of JSON: what is not ASCII as \\u and small letters, and slashes escaped (contract meta.md §3.2). */
function asMetaWrites(value: unknown): string {
  return JSON.stringify(value).replaceAll('/', '\\/').replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Secrets are ASCII; one of another length would be no change of one byte. */
const secret = fc.stringMatching(/^[\x20-\x7e]{1,64}$/);
const change = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 127 }) });
function changed(of: Buffer, { at, by }: { at: number; by: number }): Buffer {
  const other = Buffer.from(of);
  other[at % of.length]! ^= by;
  return other;
}

describe('a signature of Meta', () => {
  it('holds for the bytes as they came, and for nothing that differs in one byte', () => {
    fc.assert(
      fc.property(fc.jsonValue(), secret, change, (value, appSecret, one) => {
        const rawBody = Buffer.from(asMetaWrites(value));
        const header = metaSignature(rawBody, appSecret);
        expect(verifyMetaSignature(rawBody, header, appSecret)).toBe(true);
        expect(verifyMetaSignature(changed(rawBody, one), header, appSecret)).toBe(false);
        expect(verifyMetaSignature(rawBody, header, changed(Buffer.from(appSecret), one).toString())).toBe(false);
        const digest = Buffer.from(header.slice('sha256='.length), 'hex');
        expect(verifyMetaSignature(rawBody, `sha256=${changed(digest, one).toString('hex')}`, appSecret)).toBe(false);
      }),
    );
  });

  it('does not hold for the same JSON that was parsed and written again', () => {
    const withEscapes = fc.string({ unit: fc.constantFrom('a', '/', 'é', '你', '\u{1F600}'), maxLength: 10 }).map((text) => ({ text: `${text}/é` }));
    fc.assert(
      fc.property(withEscapes, secret, (value, appSecret) => {
        const raw = asMetaWrites(value);
        expect(JSON.parse(raw)).toEqual(value);
        expect(verifyMetaSignature(Buffer.from(JSON.stringify(JSON.parse(raw))), metaSignature(raw, appSecret), appSecret)).toBe(false);
      }),
    );
  });

  it('is the contract’s for escaped bytes, and not for those that are meant by them', () => {
    const raw = String.raw`{"text":"\u00e9 http:\/\/a.example"}`;
    expect(asMetaWrites(JSON.parse(raw))).toBe(raw);
    expect(metaSignature(raw, 'test-app-secret')).not.toBe(metaSignature(JSON.stringify(JSON.parse(raw)), 'test-app-secret'));
  });

  it.each(['', 'sha256=', 'sha1=' + '0'.repeat(40), '0'.repeat(64)])('is none when the header is %j', (header) => {
    expect(verifyMetaSignature(Buffer.from('{}'), header, 'secret')).toBe(false);
  });

  it('never holds with an empty secret', () => {
    expect(verifyMetaSignature(Buffer.from('{}'), metaSignature('{}', ''), '')).toBe(false);
  });
});
