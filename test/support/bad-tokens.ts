import { createHmac } from 'node:crypto';

/** What whoever makes up a token may know, and more. */
export interface GoodToken {
  text: string;
  /** That it was signed with. */
  secret: string;
  otherApiSpaceId: string;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT of any header and claims. */
export function signed(header: object, claims: object, key: string, hash = 'sha256'): string {
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${createHmac(hash, key).update(content).digest('base64url')}`;
}

export function claimsOf({ text }: GoodToken): object {
  return JSON.parse(Buffer.from(text.split('.')[1]!, 'base64url').toString()) as object;
}

/** Tokens that nobody may get in with, each made of a good one. */
export const BAD_TOKENS: readonly [name: string, token: (good: GoodToken) => string | undefined][] = [
  ['none', () => undefined],
  ['nonsense', () => 'nonsense'],
  ['alg none', (good) => `${part({ alg: 'none' })}.${part(claimsOf(good))}.`],
  ['alg none with a signature', (good) => `${part({ alg: 'none' })}.${part(claimsOf(good))}.${good.text.split('.')[2]}`],
  ['signed with another key', (good) => signed({ alg: 'HS256' }, claimsOf(good), 'x'.repeat(64))],
  ['signed with an empty key', (good) => signed({ alg: 'HS256' }, claimsOf(good), '')],
  ['another algorithm', (good) => signed({ alg: 'HS512' }, claimsOf(good), good.secret, 'sha512')],
  ['for somebody else', (good) => signed({ alg: 'HS256' }, { ...claimsOf(good), aud: 'other' }, good.secret)],
  ['expired', (good) => signed({ alg: 'HS256' }, { ...claimsOf(good), exp: 1 }, good.secret)],
  ['of an id that was never given out', (good) => signed({ alg: 'HS256' }, { ...claimsOf(good), jti: '01930000-0000-7000-8000-000000000000' }, good.secret)],
  ['of an id that is no UUID', (good) => signed({ alg: 'HS256' }, { ...claimsOf(good), jti: "x' or 1=1" }, good.secret)],
  ['altered claims', (good) => [good.text.split('.')[0], part({ ...claimsOf(good), apiSpaceId: good.otherApiSpaceId }), good.text.split('.')[2]].join('.')],
];
