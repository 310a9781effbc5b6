import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitFor } from './support/servers/index.js';
import { newPsid } from './support/simulated-sends.js';
import { APP_SECRET, PAGE_ID, System } from './support/system.js';

let system: System;
beforeAll(async () => {
  system = await System.start();
}, 60_000);
afterAll(() => system?.stop());

/** As the page calls with these items. */
async function tell(messaging: object[]): Promise<void> {
  const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging }] });
  const signature = `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`;
  const { status } = await fetch(`${system.gatewayUrl}/webhooks/facebook`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body });
  expect(status).toBe(200);
}

/** The same, and resolves when nothing waits to be worked on. */
async function told(messaging: object[]): Promise<void> {
  await tell(messaging);
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

describe('a call that takes the database too long', () => {
  const inbound = (psid: string, text = 'Hello'): object => itemFrom(psid, { message: { mid: `m_${psid}_${text.slice(0, 10)}`, text } });
  const isKept = async (psid: string): Promise<boolean> => (await system.database.query('select 1 from inbound where address = $1', [psid])).length > 0;
  const untilKept = (psid: string): Promise<unknown> => waitFor(() => isKept(psid), { what: `the inbound of ${psid}` });
  const ofPerson = (psid: string): Promise<{ tries: number; isDue: boolean; isProcessed: boolean }[]> => system.database.query(
    `select failed_tries as tries, sweep_at is not null as "isDue", processed_at is not null as "isProcessed" from provider_event where position($1 in convert_from(raw_body, 'utf8')) > 0`, [psid]);

  /** Somebody who holds what the inbounds of this person have to write; resolves to how they let go. */
  async function held(psid: string): Promise<() => Promise<void>> {
    await told([inbound(psid, 'first')]);
    const client = new pg.Client({ connectionString: system.env['DATABASE_URL'] });
    await client.connect();
    await client.query('begin');
    await client.query('select 1 from account_address where address = $1 for update', [psid]);
    return () => client.end();
  }

  /** As Postgres does when the time of a statement is over. */
  const endWaiting = (): Promise<unknown> => system.database.query(`select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`);

  it('keeps no other from being worked on, is tried again later, and is set aside in the end', async () => {
    const [psid, other] = [newPsid(), newPsid()];
    const letGo = await held(psid);
    try {
      await Promise.all([tell([inbound(psid)]), tell([inbound(other)])]);
      await untilKept(other);
      await waitFor(async () => (await endWaiting(), await ofPerson(psid)).some(({ tries }) => tries === 1), { what: 'the first try to be over' });
      expect(await ofPerson(psid)).toContainEqual({ tries: 1, isDue: true, isProcessed: false });
      await system.database.query('update provider_event set failed_tries = 11, sweep_at = now() where failed_tries = 1');
      await waitFor(async () => (await endWaiting(), await ofPerson(psid)).some(({ isDue, isProcessed }) => !isDue && !isProcessed), { what: 'it to be set aside' });
    } finally {
      await letGo();
    }
    await system.database.query('update provider_event set sweep_at = now() where failed_tries = 11');
    await waitFor(async () => (await ofPerson(psid)).every(({ isProcessed }) => isProcessed), { what: 'it to be worked on once it can be' });
    expect(await system.database.query('select 1 from inbound where address = $1', [psid])).toHaveLength(2);
  }, 90_000);

  it('and is large, as many of one page are, holds up no small one', async () => {
    const [psid, other] = [newPsid(), newPsid()];
    const letGo = await held(psid);
    try {
      for (let count = 0; count < 20; count++) await tell([inbound(psid, `${count}`.padStart(10, '.') + 'x'.repeat(70_000))]);
      const waiting = (): Promise<unknown[]> => system.database.query('select 1 from provider_event where sweep_at is not null');
      expect((await waiting()).length).toBe(20);
      await tell([inbound(other)]);
      await untilKept(other);
      expect((await waiting()).length).toBeGreaterThanOrEqual(19);
    } finally {
      await letGo();
    }
    await waitFor(async () => (await ofPerson(psid)).filter(({ isProcessed }) => isProcessed).length >= 15, { what: 'most of the large ones', timeoutMs: 60_000 });
  }, 90_000);
});
