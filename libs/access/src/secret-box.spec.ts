import { describe, expect, it } from '@jest/globals';
import { SecretBox } from './secret-box.js';

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const boxOf = (byte: number, ...old: number[]): SecretBox => new SecretBox({ ENCRYPTION_KEY: keyOf(byte), ENCRYPTION_OLD_KEYS: old.map(keyOf) });

describe('a sealed secret', () => {
  it('opens to what was sealed, and shows nothing of it', () => {
    const sealed = boxOf(1).seal({ token: 'very-secret' });
    expect(sealed).not.toContain('very-secret');
    expect(boxOf(1).open(sealed)).toEqual({ token: 'very-secret' });
  });

  it('is another text each time', () => {
    expect(boxOf(1).seal('x')).not.toBe(boxOf(1).seal('x'));
  });

  it('says which key it needs when it is opened with another', () => {
    const sealed = boxOf(1).seal('x');
    expect(() => boxOf(2).open(sealed)).toThrow(sealed.split(':')[1]!);
  });

  it('opens with an old key, and is sealed with the new one only', () => {
    const sealed = boxOf(1).seal('x');
    expect(boxOf(2, 3, 1).open(sealed)).toBe('x');
    expect(boxOf(2).open(boxOf(2, 1).seal('x'))).toBe('x');
  });

  it('does not open once it was altered', () => {
    const [version, keyId, data] = boxOf(1).seal('x').split(':');
    const bytes = Buffer.from(data!, 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    expect(() => boxOf(1).open([version, keyId, bytes.toString('base64url')].join(':'))).toThrow();
  });
});
