import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { newPsid } from './support/simulated-sends.js';
import { APP_SECRET, PAGE_ID, System } from './support/system.js';

let system: System;
beforeAll(async () => {
  system = await System.start();
}, 60_000);
afterAll(() => system?.stop());

/** As the page calls with these items; resolves when nothing waits to be worked on. */
async function told(messaging: object[]): Promise<void> {
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging }] });
  const signature = `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`;
  const { status } = await fetch(`${system.gatewayUrl}/webhooks/facebook`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body });
  expect(status).toBe(200);
  await waitFor(async () => (await system.database.query('select 1 from provider_event where sweep_at is not null')).length === 0, { what: 'all provider events to be worked on' });
}

function itemFrom(psid: string, more: object): object {
  return { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: 1_700_000_000_000, ...more };
}

const setAside = (): Promise<unknown[]> => system.database.query('select 1 from provider_event where processed_at is null');

describe('a message of a person', () => {
  it('that is told again after the person was erased brings nobody back', async () => {
    const psid = newPsid();
    const item = itemFrom(psid, { message: { mid: `m_${psid}`, text: 'Hello' } });
    await told([item]);
    const [profile] = await system.database.query<{ id: string }>(`select profile_id as id from profile_address where address = $1`, [psid]);
    expect((await system.call('DELETE', `/profiles/${profile!.id}?forget=true`)).status).toBe(204);
    await told([item]);
    const traces = `select 'window' as what from account_address where address = $1 union all select 'address' from profile_address where address = $1
      union all select 'profile' from profile where id = $2 and deleted_at is null`;
    expect(await system.database.query(traces, [psid, profile!.id])).toEqual([]);
  });
});

describe('a call of a provider', () => {
  const reads = (count: number): object[] => Array.from({ length: count }, (_, index) => itemFrom(String(80_000_000_000 + index), { read: { watermark: 1_700_000_000_000 } }));

  it('that says 10,000 things is worked on, and one that says more is set aside', async () => {
    await told(reads(10_000));
    expect(await setAside()).toEqual([]);
    await told(reads(10_001));
    expect(await setAside()).toHaveLength(1);
    const psid = newPsid();
    await told([itemFrom(psid, { message: { mid: `m_${psid}`, text: 'Next' } })]);
    expect(await system.database.query('select 1 from inbound where address = $1', [psid])).toHaveLength(1);
  });

  it('that names 100,000 delivered messages is read for a thousand of them, and its watermark', async () => {
    const psid = newPsid();
    const mids = Array.from({ length: 100_000 }, (_, index) => `m_${index}_${psid}`);
    await told([itemFrom(psid, { delivery: { mids, watermark: 1_700_000_000_000 } })]);
    const [kept] = await system.database.query('select count(*)::int as count from receipt where address = $1', [psid]);
    expect(kept).toEqual({ count: 1_001 });
  });
});
