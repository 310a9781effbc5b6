import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

interface Failures {
  validationFailures: { paramName: string; message: string }[];
}
interface Page {
  messages: { messageId: string; status: string }[];
  next?: string;
}

describe('messages', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start();
    await loseTimer();
  }, 60_000);
  afterAll(() => system?.stop());

  const request = (dummyId: string, more: object = {}): object => ({ to: { dummyId }, rules: ['dummy'], body: 'Hello', ...more });
  const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const failuresOf = async (body: object): Promise<string[]> => {
    const answer = await system.call<Failures>('POST', '/messages', body);
    expect(answer.status).toBe(400);
    return answer.body.validationFailures.map(({ paramName }) => paramName);
  };
  const found = async (query: string): Promise<string[]> => (await system.call<Page>('GET', `/messages?${query}`)).body.messages.map(({ messageId }) => messageId);

  /** The sweep takes half a minute to find it, so it is sent before the first test and looked at by the last one. */
  const lost = { messageId: '', sendAt: '' };
  async function loseTimer(): Promise<void> {
    lost.sendAt = inMs(3_000);
    lost.messageId = await system.send(request('lost', { sendAt: lost.sendAt }));
    await waitFor(async () => (await system.database.query(`select from bullmq.job where data::text like '%${lost.messageId}%'`)).length > 0, { what: 'the timer', timeoutMs: 2_500 });
    await system.database.query('truncate bullmq.job cascade');
  }

  describe('with sendAt', () => {
    it('go out at their time, not before', async () => {
      const sendAt = inMs(3_000);
      const messageId = await system.send(request('later', { sendAt }));
      expect((await system.message(messageId))['sendAt']).toBe(sendAt);
      await system.messageWith(messageId, 'sent');
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(sendAt) - 60);
    });

    it.each([
      ['sendAt', { sendAt: '2020-01-01T00:00:00Z' }],
      ['sendAt', { sendAt: inMs(400 * 24 * 3_600_000) }],
      ['sendAt', { sendAt: 'tomorrow' }],
      ['expiresOn', { sendAt: inMs(60_000), expiresOn: inMs(30_000) }],
      ['requireOptIn', { requireOptIn: 'yes' }],
    ])('or options that make no sense are refused, naming %s', async (paramName, more) => {
      expect(await failuresOf(request('wrong', more))).toContain(paramName);
    });
  });

  describe('that are taken back', () => {
    it('are gone, and are never sent', async () => {
      const sendAt = inMs(2_000);
      const messageId = await system.send(request('back', { sendAt, metadata: { taken: 'back' } }));
      const other = await system.send(request('back', { sendAt: inMs(2_500) }));
      expect((await system.call('DELETE', `/messages/${messageId}`)).status).toBe(204);
      expect((await system.call('GET', `/messages/${messageId}`)).status).toBe(404);
      expect((await system.call('DELETE', `/messages/${messageId}`)).status).toBe(404);
      expect(await found('metadata.taken=back')).toEqual([]);
      await system.messageWith(other, 'sent');
      const rows = await system.database.query<{ status: string }>(`select status from message where id = '${messageId}'`);
      expect(rows).toEqual([{ status: 'processing' }]);
    });

    it('are left alone when a call of the provider may have brought them out', async () => {
      const messageId = await system.send(request('maybe', { sendAt: inMs(600_000) }));
      await system.database.query(
        `insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, state, failure_kind, started_at)
         values ($1, 1, 0, 0, 0, 1, 'dummy', gen_random_uuid(), 'maybe', 'failed', 'unknown', now())`, [messageId]);
      expect((await system.call('DELETE', `/messages/${messageId}`)).status).toBe(409);
    });

    it('are left alone when they are sent, or of another apiSpace', async () => {
      const messageId = await system.send(request('sent'));
      await system.messageWith(messageId, 'sent');
      expect((await system.call('DELETE', `/messages/${messageId}`)).status).toBe(409);
      expect((await system.call('DELETE', '/messages/00000000-0000-7000-8000-000000000000')).status).toBe(404);
      expect((await system.call('DELETE', '/messages/nonsense')).status).toBe(404);
      const waiting = await system.send(request('waiting', { sendAt: inMs(3_600_000) }));
      const [, token] = await system.newSpace();
      const foreign = await fetch(`${system.gatewayUrl}/cpaas/messages/${waiting}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
      expect([foreign.status, (await system.message(waiting)).status]).toEqual([404, 'processing']);
    });
  });

  describe('are found', () => {
    it('by status, channel, profile, address, time and metadata, page by page', async () => {
      const ids: string[] = [];
      for (const [index, more] of [{}, {}, { body: 'fail:rejected' }].entries()) {
        ids.unshift(await system.send(request('found', { to: { profileId: 'finder', dummyId: 'found-address' }, metadata: { order: index, nested: { key: 'a' } }, ...more })));
      }
      const [third, second, first] = ids as [string, string, string];
      await Promise.all([system.messageWith(first, 'sent'), system.messageWith(second, 'sent'), system.messageWith(third, 'failed')]);
      expect(await found('profileId=finder')).toEqual(ids);
      expect(await found('profileId=finder&status=failed')).toEqual([third]);
      expect(await found('address=found-address&status=sent,failed')).toEqual(ids);
      expect(await found('profileId=finder&channel=dummy&metadata.order=1')).toEqual([second]);
      expect(await found('profileId=finder&channel=sms')).toEqual([]);
      expect(await found('profileId=finder&metadata.nested.key=a&metadata.order=0')).toEqual([first]);
      expect(await found(`profileId=finder&from=${encodeURIComponent(inMs(600_000))}&to=${encodeURIComponent(inMs(700_000))}`)).toEqual([]);
      const page = (await system.call<Page>('GET', '/messages?profileId=finder&limit=2')).body;
      expect(page.messages.map(({ messageId }) => messageId)).toEqual([third, second]);
      expect(await found(`profileId=finder&limit=2&after=${page.next}`)).toEqual([first]);
    });

    it.each(['status=lost', 'channel=fax', 'limit=0', 'limit=501', 'after=x', 'from=yesterday', 'statuz=sent', 'status=sent&status=read', 'metadata.=x', `metadata.${'.'.repeat(9_000)}=x`, `metadata.${'x'.repeat(256)}=x`, 'address=%00'])(
      'by nothing like ?%s, which is a 400 that names the field',
      async (query) => {
        const { status, body } = await system.call<Failures>('GET', `/messages?${query}`);
        expect(status).toBe(400);
        expect(query.startsWith(body.validationFailures[0]!.paramName)).toBe(true);
      },
    );
  });

  it('stand in a profile\'s history, both directions, walking backwards', async () => {
    const psid = '7000000000000042';
    const out = await system.send({ to: { profileId: 'talker', fbMessengerId: psid }, rules: ['fbMessenger'], title: 'A title', body: 'Hello' });
    await system.messageWith(out, 'delivered');
    await system.simulate('POST', 'inbound', { psid, text: 'Hi there' });
    interface Entry {
      messageId: string;
      submittedOn: string;
      direction: string;
      status: string;
      message: object;
    }
    const history = async (query = ''): Promise<Entry[]> => (await system.call<Entry[]>('GET', `/profiles/talker/messages${query}`)).body;
    const entries = await waitFor(async () => ((await history()).length === 2 ? history() : undefined), { what: 'the inbound', timeoutMs: 15_000 });
    expect(entries).toMatchObject([
      { profileId: 'talker', channelId: 'fbMessenger', direction: 'inbound', message: { body: 'Hi there' } },
      { messageId: out, profileId: 'talker', channelId: 'fbMessenger', direction: 'outbound', message: { title: 'A title', body: 'Hello' } },
    ]);
    expect(await history(`?from=${encodeURIComponent(entries[0]!.submittedOn)}`)).toEqual(entries.slice(1));
    expect(await history('?limit=1')).toEqual(entries.slice(0, 1));
    expect(await history('?direction=outbound&channelId=fbMessenger')).toEqual(entries.slice(1));
    expect((await system.call<Failures>('GET', '/profiles/talker/messages?direction=up')).body.validationFailures[0]?.paramName).toBe('direction');
  });

  it('stand in the history of a profile that was never made or is deleted; one without either is a 404', async () => {
    const statusOf = async (id: string): Promise<number> => (await system.call('GET', `/profiles/${id}/messages`)).status;
    const longAgo = `?from=${encodeURIComponent('2020-01-01T00:00:00Z')}`;
    expect([await statusOf('no-one'), await statusOf('no-one%00')]).toEqual([404, 400]);
    await system.call('POST', '/profiles', { id: 'silent' });
    expect(await system.call('GET', '/profiles/silent/messages')).toMatchObject({ status: 200, body: [] });
    expect((await system.call('DELETE', '/profiles/silent')).status).toBe(204);
    expect(await statusOf('silent')).toBe(404);
    const messageId = await system.send({ to: { profileId: 'never-made' }, rules: ['dummy'], body: 'Hello' });
    await system.call('POST', '/profiles', { id: 'gone', dummyId: 'gone' });
    const other = await system.send({ to: { profileId: 'gone' }, rules: ['dummy'], body: 'Hello' });
    await system.messageWith(other, 'sent');
    expect((await system.call('DELETE', '/profiles/gone')).status).toBe(204);
    expect((await system.call('GET', '/profiles/never-made/messages')).body).toMatchObject([{ messageId }]);
    expect((await system.call('GET', '/profiles/gone/messages')).body).toMatchObject([{ messageId: other }]);
    expect(await system.call('GET', `/profiles/gone/messages${longAgo}`)).toMatchObject({ status: 200, body: [] });
  });

  it('lose their content when a customer redacts them, wherever it is kept', async () => {
    const secret = 'a-very-private-word';
    await system.subscribe();
    const { body: sent } = await system.call<{ messageId: string }>('POST', '/messages', request('redact', { body: secret, metadata: { name: secret } }), { 'idempotency-key': 'redacted' });
    await system.messageWith(sent.messageId, 'sent');
    expect((await system.call('PATCH', `/messages/${sent.messageId}`, { redact: true, redactSource: 'message' })).status).toBe(202);
    const message = await system.message(sent.messageId);
    expect(message).toMatchObject({ status: 'sent', redacted: true, to: { dummyId: 'redact' } });
    expect(JSON.stringify(message)).not.toContain(secret);
    const again = await system.call('POST', '/messages', request('redact', { body: secret, metadata: { name: secret } }), { 'idempotency-key': 'redacted' });
    expect([again.status, again.body['messageId'], again.body['body']]).toEqual([201, sent.messageId, undefined]);
    for (const table of ['message', 'event', 'idempotency_key']) {
      expect(await system.database.query(`select 1 from ${table} as it where it::text like '%${secret}%'`)).toEqual([]);
    }
  });

  it('keep their content while it is still needed', async () => {
    const messageId = await system.send(request('needed', { sendAt: inMs(3_600_000) }));
    expect((await system.call('PATCH', `/messages/${messageId}`, { redact: true })).status).toBe(409);
    // Once it is taken back nobody needs the content any more.
    expect((await system.call('DELETE', `/messages/${messageId}`)).status).toBe(204);
    expect((await system.call('PATCH', `/messages/${messageId}`, { redact: true })).status).toBe(202);
    expect(await system.database.query(`select request->'body' as body, redacted_at is not null as redacted from message where id = $1`, [messageId])).toEqual([{ body: null, redacted: true }]);
    expect((await system.call<Failures>('PATCH', `/messages/${messageId}`, { redact: false })).body.validationFailures[0]?.paramName).toBe('redact');
    expect((await system.call('PATCH', '/messages/nonsense', { redact: true })).status).toBe(404);
  });

  it('with sendAt go out though the queue has lost their timer', async () => {
    const { messageId, sendAt } = lost;
    const message = await waitFor(async () => ((await system.message(messageId)).status === 'sent' ? system.message(messageId) : undefined), { what: 'the sweep', timeoutMs: 50_000 });
    const { updated_at: sentAt } = (await system.database.query<{ updated_at: Date }>('select updated_at from message where id = $1', [messageId]))[0]!;
    expect(message['sendAt']).toBe(sendAt);
    // Not by the timer, which would have come at once.
    expect(sentAt.getTime()).toBeGreaterThan(Date.parse(sendAt) + 20_000);
  }, 70_000);
});
