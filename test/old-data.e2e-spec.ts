import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { fillOldData } from '../bench/old-data.mjs';
import { System } from './support/system.js';

const MESSAGES = 20_000;
const PROFILES = 2_000;
/** Every 200th message is of this one. */
const HOT = 'old-1';
const HOT_ADDRESS = '7000000000000001';
/** More was sent there than is found by its index alone. */
const BUSY_ADDRESS = '7555';
const BULK = `request->'metadata'->>'bulk' = 'yes' and profile_id <> '${HOT}'`;
const SINCE = `from=${encodeURIComponent(new Date(Date.now() - 200 * 86_400_000).toISOString())}`;

interface Page {
  messages: { messageId: string }[];
  next?: string;
}
interface Entry {
  messageId: string;
  submittedOn: string;
}

describe('among old data', () => {
  let system: System;
  let webhookId: string;
  beforeAll(async () => {
    system = await System.start({ workers: 0 });
    webhookId = await system.subscribe();
    await fillOldData(system.database.url, { messages: MESSAGES, profiles: PROFILES, apiSpaceId: system.apiSpaceId });
    // More than are found by an index of their own, and the kinds of values that metadata has.
    await system.database.query(`update message set request = request || '{"metadata": {"bulk": "yes"}}' where status = 'delivered' and not request ? 'metadata'`);
    await system.database.query(`
      update message set request = request || '{"metadata": {"n": 5, "flag": true, "list": ["x", "y"], "a.b": "dotted", "c": {"d": "nested"}, "half": 0.50, "object": {"k": 1}}}'
      where id in (select id from message where status = 'sent' order by id limit 3)`);
    await system.database.query(`
      update attempt set address = '${BUSY_ADDRESS}', started_at = started_at + case when random() < 0.1 then interval '40 days' else interval '0' end
      where message_id in (select id from message where ${BULK})`);
    await system.database.query(`
      update message set status = 'retrying', sweep_at = now() + interval '1 day' where id in (select id from message where status = 'sent' order by id desc limit 4)`);
  }, 120_000);
  afterAll(() => system?.stop());

  const idsInDatabase = async (where: string): Promise<string[]> =>
    (await system.database.query<{ id: string }>(`select id from message where api_space_id = $1 and ${where} order by id desc`, [system.apiSpaceId])).map(({ id }) => id);

  it.each<[query: string, where: string, least: number]>([
    ['status=failed', `status = 'failed'`, 600],
    ['status=filtered', `status = 'filtered'`, 1],
    ['status=expired,filtered,expired', `status in ('expired', 'filtered')`, 20],
    ['status=failed,sent', `status in ('failed', 'sent')`, 2_000],
    ['status=retrying', `status = 'retrying'`, 4],
    ['status=processing', 'false', 0],
    ['channel=sms&status=expired,failed', `status in ('expired', 'failed') and status_details->>'channel' = 'sms'`, 1],
    ['channel=dummy', 'false', 0],
    [`profileId=${HOT}&status=read`, `profile_id = '${HOT}' and status = 'read'`, 20],
    [`address=${HOT_ADDRESS}`, `profile_id = '${HOT}' and status_details->>'channel' = 'fbMessenger'`, 20],
    [`address=${HOT_ADDRESS}&status=delivered`, 'false', 0],
    ['address=%2B44%207700000001', `profile_id = '${HOT}' and status_details->>'channel' = 'sms'`, 10],
    ['address=7999', 'false', 0],
    [`address=${BUSY_ADDRESS}`, BULK, 5_001],
    [`address=${BUSY_ADDRESS}&channel=sms`, `${BULK} and status_details->>'channel' = 'sms'`, 1],
    [`address=${BUSY_ADDRESS}&status=read`, 'false', 0],
    ['metadata.campaign=c10', `request->'metadata'->>'campaign' = 'c10'`, 1],
    ['metadata.campaign=c10&status=sent', `request->'metadata'->>'campaign' = 'c10' and status = 'sent'`, 0],
    ['metadata.order.id=o510', `request->'metadata'->'order'->>'id' = 'o510'`, 1],
    ['metadata.bulk=yes', `request->'metadata'->>'bulk' = 'yes'`, 5_001],
    ['metadata.bulk=no', 'false', 0],
    ...['n=5', 'flag=true', 'list.0=x', 'a.b=dotted', 'c.d=nested', 'half=0.50', `object=${encodeURIComponent('{"k": 1}')}`].map((pair): [string, string, number] => [`metadata.${pair}`, `request->'metadata' ? 'flag'`, 3]),
    ['metadata.half=0.5', 'false', 0],
    ['metadata.n=5.0', 'false', 0],
  ])('a search for %s finds all that there are and no others, newest first, each once', async (query, where, least) => {
    const found: string[] = [];
    let after = '';
    do {
      const { status, body } = await system.call<Page>('GET', `/messages?${query}&${SINCE}&limit=500${after}`);
      expect({ status, body: status === 200 ? '' : body }).toEqual({ status: 200, body: '' });
      found.push(...body.messages.map(({ messageId }) => messageId));
      after = body.next ? `&after=${body.next}` : '';
    } while (after);
    const there = await idsInDatabase(where);
    expect(there.length).toBeGreaterThanOrEqual(least);
    expect(found).toEqual(there);
  });

  it('a history is walked page by page: each message once, both directions, newest first', async () => {
    const walked: string[] = [];
    let from = '';
    for (;;) {
      const { body } = await system.call<Entry[]>('GET', `/profiles/${HOT}/messages?limit=7${from}`);
      if (body.length === 0) break;
      walked.push(...body.map(({ messageId }) => messageId));
      from = `&from=${encodeURIComponent(body.at(-1)!.submittedOn)}`;
    }
    const there = await system.database.query<{ id: string }>(
      'select id from message where profile_id = $1 union all select id from inbound where profile_id = $1 order by id desc', [HOT]);
    expect(there.length).toBeGreaterThan(150);
    expect(walked).toEqual(there.map(({ id }) => id));
  });

  it.each(['sms', 'fbMessenger'])('a history on %s has all that went out there, and no others', async (channel) => {
    const { body } = await system.call<Entry[]>('GET', `/profiles/${HOT}/messages?direction=outbound&channelId=${channel}&limit=500`);
    const there = await idsInDatabase(`profile_id = '${HOT}' and status_details->>'channel' = '${channel}'`);
    expect(there.length).toBeGreaterThan(5);
    expect(body.map(({ messageId }) => messageId)).toEqual(there);
  });

  it('a history keeps together what is of one millisecond, also beyond the limit', async () => {
    const at = '01930000-0000-7000-8000-00000000000';
    await system.database.query(`
      insert into message (id, api_space_id, request, status, status_details, profile_id, created_by, accepted_at, updated_at)
      select ('${at}' || i)::uuid, $1, '{"to": {}, "rules": []}', 'sent', '{"channel": "sms"}', 'twins', 'system', now(), now() from generate_series(1, 4) i`, [system.apiSpaceId]);
    const { body } = await system.call<Entry[]>('GET', '/profiles/twins/messages?limit=2');
    expect(body.map(({ messageId }) => messageId)).toEqual([4, 3, 2, 1].map((number) => `${at}${number}`));
  });

  it('deliveries are paged newest first, each once', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await system.call<{ deliveries: { eventId: string }[]; next?: string }>('GET', `/webhooks/${webhookId}/deliveries?state=dead&limit=5${after}`);
      seen.push(...body.deliveries.map(({ eventId }) => eventId));
      after = body.next ? `&after=${body.next}` : '';
    } while (after);
    const there = await system.database.query<{ id: string }>(`select event_id as id from delivery where state = 'dead' order by event_id desc`);
    expect(there.length).toBeGreaterThan(10);
    expect(seen).toEqual(there.map(({ id }) => id));
  });

  it('profiles are paged by the last id, each once, as they are without pages', async () => {
    const seen: string[] = [];
    for (let page: string[] = ['']; page.length > 0; ) {
      const { body } = await system.call<{ id: string }[]>('GET', `/profiles?id=>${page.at(-1) === '' ? '!' : page.at(-1)}&$limit=300`);
      page = body.map(({ id }) => id);
      seen.push(...page);
    }
    const there = await system.database.query<{ id: string }>('select id from profile where api_space_id = $1 order by id', [system.apiSpaceId]);
    expect(there.length).toBe(PROFILES);
    expect(seen).toEqual(there.map(({ id }) => id));
  });

  it('a query of profiles that takes too long is stopped, and says what to do', async () => {
    const other = new pg.Client({ connectionString: system.database.url });
    await other.connect();
    try {
      await other.query('begin; lock table profile in access exclusive mode');
      const { status, body } = await system.call('GET', '/profiles?lastName=Last7');
      expect({ status, body }).toEqual({ status: 422, body: { code: 'queryTooSlow', message: expect.stringContaining('id=>') } });
    } finally {
      await other.end();
    }
    expect((await system.call('GET', '/profiles?lastName=Last7')).status).toBe(200);
  });
});
