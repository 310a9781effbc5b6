import { describe, expect, it } from '@jest/globals';
import { untilRecorded } from './until-recorded.js';

const BRIEFLY = { longestMs: 10_000, betweenTriesMs: 1 };
const withCode = (code: string): Error => Object.assign(new Error('no'), { code });

/** Fails with each of the errors in turn, then answers. */
function failing(...errors: Error[]): { write: () => Promise<string>; tries: () => number } {
  let tries = 0;
  return {
    tries: () => tries,
    write: async () => {
      const error = errors[tries++];
      if (error) throw error;
      return 'written';
    },
  };
}

describe('what was answered is written', () => {
  it.each([
    ['a connection that is refused', 'ECONNREFUSED'],
    ['a database that shuts down', '57P01'],
    ['a deadlock', '40P01'],
    ['a statement that took too long', '57014'],
    ['a lock that was not to be had', '55P03'],
    ['a transaction that found no connection', 'P2028'],
  ])('in spite of %s', async (_what, code) => {
    const { write, tries } = failing(withCode(code), withCode(code));
    expect(await untilRecorded(write, BRIEFLY)).toBe('written');
    expect(tries()).toBe(3);
  });

  it('in spite of what Prisma wraps up', async () => {
    const wrapped = Object.assign(new Error('raw query failed'), { code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode: '40P01' } } } });
    expect(await untilRecorded(failing(wrapped).write, BRIEFLY)).toBe('written');
  });

  it('not when the database refuses what is written: that is told at once', async () => {
    const { write, tries } = failing(withCode('22021'));
    await expect(untilRecorded(write, BRIEFLY)).rejects.toMatchObject({ code: '22021' });
    expect(tries()).toBe(1);
  });

  it('not for ever', async () => {
    const { write } = failing(...Array.from({ length: 10_000 }, () => withCode('ECONNREFUSED')));
    await expect(untilRecorded(write, { longestMs: 20, betweenTriesMs: 1 })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
