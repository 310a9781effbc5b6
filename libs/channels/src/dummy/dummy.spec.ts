import { beforeEach, describe, expect, it } from '@jest/globals';
import { FAILURE_KINDS } from '@app/core';
import { harnessCases } from '../channel-harness.js';
import { dummy, forgetDummyTries } from './dummy.js';

const ACCOUNT = { id: 'a', address: 'dummy', settings: {}, secrets: {} };
const ENDPOINT = { baseUrl: 'https://dummy.example' };

describe('every channel', () => {
  const recipient = { kind: 'address', address: 'ann' } as const;
  it.each(harnessCases({ channel: dummy, account: ACCOUNT, options: {}, recipient, endpoint: ENDPOINT, addresses: ['ann', ' ann '], usesHttp: false }))(
    '$name',
    ({ run }) => run(),
  );
});

const send = (body: string, address = 'ann'): Promise<unknown> => {
  const [part] = dummy.plan({ body }, {}, { now: new Date() }).parts;
  const call = { part: part!, recipient: { kind: 'address', address } as const, account: ACCOUNT, options: {}, endpoint: ENDPOINT, reference: 'r' };
  return dummy.send(call, () => Promise.reject(new Error('makes no call')));
};

describe('the dummy channel', () => {
  beforeEach(forgetDummyTries);

  it('takes any text, with an id of its own each time', async () => {
    const [first, second] = await Promise.all([send('Hello'), send('Hello')]);
    expect(first).toEqual({ providerMessageId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(second).not.toEqual(first);
  });

  it.each(FAILURE_KINDS)('fails as %s each time it is told to', async (kind) => {
    for (let tries = 0; tries < 3; tries += 1) await expect(send(`fail:${kind}`)).rejects.toMatchObject({ name: 'SendFailure', kind });
  });

  it('fails so many times and then goes through, for each person', async () => {
    for (const address of ['ann', 'bob']) {
      await expect(send('fail:unavailable:2', address)).rejects.toMatchObject({ kind: 'unavailable' });
      await expect(send('fail:unavailable:2', address)).rejects.toMatchObject({ kind: 'unavailable' });
      await expect(send('fail:unavailable:2', address)).resolves.toHaveProperty('providerMessageId');
    }
  });

  it('says which kinds there are', async () => {
    await expect(send('fail:sometimes')).rejects.toThrow('There is no failure kind "sometimes"; there are throttled, unavailable,');
  });
});
