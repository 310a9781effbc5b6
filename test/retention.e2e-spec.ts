import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

const DAY_MS = 24 * 60 * 60_000;
/** More than two steps of the worker. */
const MANY = 2_300;
const TABLES = ['message', 'attempt', 'receipt', 'event', 'delivery', 'provider_event', 'inbound'] as const;

interface OldMessage {
  daysAgo: number;
  status?: string;
  sweepAt?: Date;
  updatedDaysAgo?: number;
}

describe('retention', () => {
  let system: System;
  let accountId: string;
  let webhookId: string;

  beforeAll(async () => {
    system = await System.start({ workers: 0 });
    const [account] = await system.database.query<{ id: string }>(`select id from account where channel = 'dummy'`);
    accountId = account!.id;
    webhookId = await system.subscribe([{ type: 'message.failed' }]);
  }, 90_000);
  afterAll(() => system?.stop());

  const ago = (days: number): Date => new Date(Date.now() - days * DAY_MS);
  const idsAt = (days: number, count = 1): string[] => Array.from({ length: count }, () => uuidv7({ msecs: ago(days).getTime() }));
  const count = async (table: string, ids?: string[]): Promise<number> => {
    const key = { attempt: 'message_id', receipt: 'message_id', delivery: 'event_id' }[table] ?? 'id';
    const [row] = await system.database.query<{ count: number }>(`select count(*)::int as count from ${table} where $1::uuid[] is null or ${key} = any($1)`, [ids]);
    return row!.count;
  };

  /** Each with an attempt and a receipt. */
  async function messages({ daysAgo, status = 'delivered', sweepAt, updatedDaysAgo = daysAgo }: OldMessage, number = 1): Promise<string[]> {
    const ids = idsAt(daysAgo, number);
    await system.database.query(
      `insert into message (id, api_space_id, request, status, status_details, created_by, accepted_at, updated_at, sweep_at)
       select id, $2, '{"to": {"dummyId": "1"}, "rules": ["dummy"], "body": "x"}', $3, '{}', 'test', $4, $5, $6 from unnest($1::uuid[]) id`,
      [ids, system.apiSpaceId, status, ago(daysAgo), ago(updatedDaysAgo), sweepAt],
    );
    await system.database.query(
      `insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, state, started_at)
       select id, 0, 0, 0, 0, 1, 'dummy', $2, '1', 'sent', $3 from unnest($1::uuid[]) id`,
      [ids, accountId, ago(daysAgo)],
    );
    await receipts(ids, daysAgo);
    return ids;
  }

  async function receipts(messageIds: (string | null)[], daysAgo: number): Promise<void> {
    await system.database.query(
      `insert into receipt (account_id, dedupe_key, status, message_id, occurred_at, recorded_at)
       select $2, gen_random_uuid()::text, 'delivered', id, $3, $3 from unnest($1::uuid[]) id`,
      [messageIds, accountId, ago(daysAgo)],
    );
  }

  async function events(daysAgo: number, delivery: { state: string; dueAt?: Date; updatedDaysAgo?: number }, number = 1): Promise<string[]> {
    const ids = idsAt(daysAgo, number);
    await system.database.query(
      `insert into event (id, api_space_id, name, entity_id, revision, payload, created_at) select id, $2, 'message.failed', 'x', 0, '{}', $3 from unnest($1::uuid[]) id`,
      [ids, system.apiSpaceId, ago(daysAgo)],
    );
    await system.database.query(
      `insert into delivery (event_id, webhook_id, state, due_at, updated_at) select id, $2, $3, $4, $5 from unnest($1::uuid[]) id`,
      [ids, webhookId, delivery.state, delivery.dueAt, ago(delivery.updatedDaysAgo ?? daysAgo)],
    );
    return ids;
  }

  async function providerEvents(daysAgo: number, sweepAt?: Date): Promise<string[]> {
    const ids = idsAt(daysAgo);
    await system.database.query(
      `insert into provider_event (id, channel, raw_body, secret_hash, received_at, sweep_at) select id, 'dummy', '{}', 'x', $2, $3 from unnest($1::uuid[]) id`,
      [ids, ago(daysAgo), sweepAt],
    );
    return ids;
  }

  async function inbounds(daysAgo: number, address?: string): Promise<string[]> {
    const ids = idsAt(daysAgo);
    await system.database.query(
      `insert into inbound (id, api_space_id, account_id, dedupe_key, channel, address, content, occurred_at)
       select id, $2, $3, id::text, 'dummy', $5, '{}', $4 from unnest($1::uuid[]) id`,
      [ids, system.apiSpaceId, accountId, ago(daysAgo), address],
    );
    return ids;
  }

  /** Each with a link to it and back, and known on an account by its number. */
  async function profiles(given: Record<string, { phoneNumber: string; deletedDaysAgo?: number; optIns?: Record<string, boolean> }>): Promise<void> {
    for (const [id, { phoneNumber, deletedDaysAgo, optIns = {} }] of Object.entries(given)) {
      await system.database.query(
        `insert into profile (api_space_id, id, data, opt_ins, created_by, updated_by, deleted_at) values ($1, $2, $3, $4, 'test', 'test', $5)`,
        [system.apiSpaceId, id, { phoneNumber }, optIns, deletedDaysAgo === undefined ? undefined : ago(deletedDaysAgo)],
      );
      await system.database.query(`insert into profile_address (api_space_id, field, address, profile_id) values ($1, 'phoneNumber', $3, $2)`, [system.apiSpaceId, id, phoneNumber]);
      await system.database.query(`insert into account_address (account_id, address) values ($1, $2) on conflict do nothing`, [accountId, phoneNumber]);
      await system.database.query(`insert into profile_link (api_space_id, profile_id, linked_id) values ($1, $2, 'stays'), ($1, 'stays', $2)`, [system.apiSpaceId, id]);
    }
  }

  async function workOnce(env: Record<string, string>, isDone: () => Promise<boolean>): Promise<void> {
    Object.assign(system.env, env);
    const worker = await system.addWorker();
    await waitFor(isDone, { what: 'the worker to delete what is old', timeoutMs: 30_000 });
    await worker.stop();
  }

  it('a table whose time is off keeps everything', async () => {
    const old = await messages({ daysAgo: 1_000 });
    const oldInbounds = await inbounds(1_000);
    // Inbounds come after messages in a worker's round.
    await workOnce({ RETENTION_MESSAGES_DAYS: 'off' }, async () => (await count('inbound', oldInbounds)) === 0);
    expect([await count('message', old), await count('receipt', old)]).toEqual([1, 1]);
  });

  it('what is older than its time goes, all of it and nothing else', async () => {
    const later = new Date(Date.now() + DAY_MS);
    const kept = {
      message: (
        await Promise.all([
          messages({ daysAgo: 179 }),
          messages({ daysAgo: 400, status: 'processing', sweepAt: later }),
          messages({ daysAgo: 400, status: 'processing' }),
          messages({ daysAgo: 400, status: 'sent', sweepAt: later }),
          messages({ daysAgo: 400, updatedDaysAgo: 3 }),
        ])
      ).flat(),
      event: (await Promise.all([events(29, { state: 'delivered' }), events(90, { state: 'pending', dueAt: later }), events(90, { state: 'dead', updatedDaysAgo: 2 })])).flat(),
      provider_event: (await Promise.all([providerEvents(13), providerEvents(60, later)])).flat(),
      inbound: await inbounds(179),
    };
    await messages({ daysAgo: 181 }, MANY);
    await messages({ daysAgo: 400, status: 'failed' });
    const takenBack = await messages({ daysAgo: 400, status: 'processing' });
    await system.database.query('update message set deleted_at = accepted_at where id = any($1)', [takenBack]);
    await events(31, { state: 'delivered' }, MANY);
    await events(90, { state: 'dead' });
    await events(90, { state: 'pending', dueAt: later }).then(([id]) => system.database.query(`update delivery set webhook_id = gen_random_uuid() where event_id = $1`, [id]));
    await providerEvents(15);
    await receipts([null, uuidv7({ msecs: ago(200).getTime() })], 181);
    await receipts([null], 179);

    const deletedWebhooks = idsAt(50, 2);
    await system.database.query(
      `insert into webhook (id, api_space_id, name, url, created_by, updated_by, deleted_at)
       select id, $2, 'test', 'http://127.0.0.1:1', 'test', 'test', deleted_at from unnest($1::uuid[], $3::timestamptz[]) given(id, deleted_at)`,
      [deletedWebhooks, system.apiSpaceId, [ago(29), ago(31)]],
    );

    const revokedTokens = idsAt(50, 2);
    await system.database.query(
      `insert into access_token (id, api_space_id, name, revoked_at) select id, $2, 'test', revoked_at from unnest($1::uuid[], $3::timestamptz[]) given(id, revoked_at)`,
      [revokedTokens, system.apiSpaceId, [ago(29), ago(31)]],
    );

    // The last that a worker comes to.
    const last = await inbounds(181);
    await workOnce({ RETENTION_MESSAGES_DAYS: '180' }, async () => (await count('inbound', last)) === 0);
    const expected = {
      message: kept.message.length, attempt: kept.message.length, receipt: kept.message.length + 1,
      event: kept.event.length, delivery: kept.event.length, provider_event: kept.provider_event.length, inbound: kept.inbound.length,
    };
    const found = Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await count(table)] as const)));
    expect(found).toEqual(expected);
    expect([await count('access_token', revokedTokens.slice(0, 1)), await count('access_token', revokedTokens.slice(1))]).toEqual([1, 0]);
    expect([await count('webhook', deletedWebhooks.slice(0, 1)), await count('webhook', deletedWebhooks.slice(1))]).toEqual([1, 0]);
    for (const [table, ids] of Object.entries(kept)) expect(`${table}: ${await count(table, ids)}`).toBe(`${table}: ${ids.length}`);
  });

  it('what an account knows of an address goes with the last that came from it, where no profile has the address', async () => {
    const known: [address: string, lastInboundAt: Date | null][] = [
      ['silent', ago(181)], ['opted in', null], ['wrote since', ago(3)], ['opted in since', null], ['has a profile', ago(181)],
    ];
    await system.database.query(
      'insert into account_address (account_id, address, last_inbound_at) select $1, address, at from unnest($2::text[], $3::timestamptz[]) given(address, at)',
      [accountId, known.map(([address]) => address), known.map(([, at]) => at)],
    );
    await system.database.query(`insert into profile_address (api_space_id, field, address, profile_id) values ($1, 'dummyId', 'has a profile', 'someone')`, [system.apiSpaceId]);
    await inbounds(10, 'opted in since');
    for (const [address] of known) await inbounds(181, address);
    const last = await inbounds(181);
    await workOnce({ RETENTION_INBOUNDS_DAYS: '180' }, async () => (await count('inbound', last)) === 0);
    expect(await system.database.query('select address from account_address order by 1')).toEqual([{ address: 'has a profile' }, { address: 'opted in since' }, { address: 'wrote since' }]);
    await system.database.query('delete from account_address');
    await system.database.query('delete from profile_address');
  });

  it('a profile that was deleted long ago is gone with its addresses and links, and of whoever refused messages the refusals alone stay', async () => {
    await profiles({
      living: { phoneNumber: '447000000001' },
      lately: { phoneNumber: '447000000002', deletedDaysAgo: 179, optIns: { dummy: false } },
      longAgo: { phoneNumber: '447000000003', deletedDaysAgo: 181, optIns: { dummy: true } },
      withALivingOnesNumber: { phoneNumber: '447000000001', deletedDaysAgo: 181 },
      refused: { phoneNumber: '447000000004', deletedDaysAgo: 181, optIns: { dummy: false, sms: true } },
      withTheSameNumber: { phoneNumber: '447000000004', deletedDaysAgo: 181 },
    });
    const left = async (): Promise<unknown[]> => system.database.query(
      `select id, data <> '{}' as has_data, opt_ins, (select count(*)::int from profile_address where profile_id = profile.id) as addresses,
        (select count(*)::int from profile_link where profile_id = profile.id or linked_id = profile.id) as links
       from profile where api_space_id = $1 order by id`, [system.apiSpaceId],
    );
    await workOnce({ RETENTION_DELETED_PROFILES_DAYS: '180' }, async () => (await left()).length === 3);
    expect(await left()).toEqual([
      { id: 'lately', has_data: true, opt_ins: { dummy: false }, addresses: 1, links: 2 },
      { id: 'living', has_data: true, opt_ins: {}, addresses: 1, links: 2 },
      { id: 'refused', has_data: false, opt_ins: { dummy: false }, addresses: 0, links: 0 },
    ]);
    const addresses = await system.database.query('select profile_id as of, address from profile_address order by 1');
    expect(addresses).toEqual([{ of: 'lately', address: '447000000002' }, { of: 'living', address: '447000000001' }]);
    expect(await system.database.query('select address from account_address order by 1')).toEqual([{ address: '447000000001' }, { address: '447000000002' }]);
  });
});
