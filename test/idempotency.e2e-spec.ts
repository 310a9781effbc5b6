import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitFor } from './support/servers/index.js';
import { type Answer, System } from './support/system.js';

interface Failures {
  validationFailures: { paramName: string }[];
}

describe('a request with an Idempotency-Key', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start();
  }, 60_000);
  afterAll(() => system?.stop());

  const request = (dummyId: string, more: object = {}): object => ({ to: { dummyId }, rules: ['dummy'], body: 'Hello', ...more });
  const post = (key: string, body: unknown, path = '/messages'): Promise<Answer<{ messageId: string; code?: string }>> => system.call('POST', path, body, { 'idempotency-key': key });
  const sentTo = async (dummyId: string): Promise<number> => (await system.call<{ messages: unknown[] }>('GET', `/messages?metadata.to=${dummyId}`)).body.messages.length;

  it('gets the same answer again, and makes one message', async () => {
    const first = await post('again', request('again', { metadata: { to: 'again' } }));
    const second = await post('again', request('again', { metadata: { to: 'again' } }));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(await sentTo('again')).toBe(1);
  });

  it('is the same request in whatever order its fields stand', async () => {
    const first = await post('order', '{"to":{"dummyId":"order"},"rules":["dummy"],"body":"Hello"}');
    const second = await post('order', '{"body":"Hello","rules":["dummy"],"to":{"dummyId":"order"}}');
    expect(second.body.messageId).toBe(first.body.messageId);
  });

  it('makes one message of twenty that come at once; the others get its answer or hear that it is running', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('race', request('race', { metadata: { to: 'race' } }))));
    const accepted = answers.filter(({ status }) => status === 201);
    expect(accepted.length).toBeGreaterThan(0);
    expect(new Set(accepted.map(({ body }) => body.messageId)).size).toBe(1);
    expect(accepted.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) expect([status, body.code]).toEqual([409, 'conflict']);
    expect(await sentTo('race')).toBe(1);
  });

  it('is refused when its key stands for another body, or for another call', async () => {
    await post('other', request('other'));
    for (const answer of [await post('other', request('other', { body: 'Bye' })), await post('other', [request('other')], '/messages/batch')]) {
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual({ message: expect.any(String), code: 'unprocessable' });
    }
  });

  it('may be a batch, with a profile made on the way', async () => {
    const batch = [request('batch', { to: { profileId: 'ann', dummyId: 'batch' } }), request('batch')];
    const first = await post('batch', batch, '/messages/batch');
    const second = await post('batch', batch, '/messages/batch');
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toEqual(first.body);
  });

  it('keeps its key when it was refused: the mended request may use it', async () => {
    expect((await post('mended', { rules: ['dummy'] })).status).toBe(400);
    expect((await post('mended', request('mended'))).status).toBe(201);
  });

  it('has the same answer when what it asks for has passed by then', async () => {
    const body = request('passed', { expiresOn: new Date(Date.now() + 1_500).toISOString() });
    const first = await post('passed', body);
    await waitFor(async () => (await system.call('POST', '/messages', body)).status === 400, { what: 'the time to pass', timeoutMs: 10_000 });
    const second = await post('passed', body);
    expect([second.status, second.body]).toEqual([201, first.body]);
  });

  it('hears that the first is still running, and gets its answer afterwards', async () => {
    const model = await post('model', request('running'));
    // The first request's transaction, played by the test: it has the key's lock, and the key with what the same request was answered under another.
    const first = new pg.Client({ connectionString: system.env['DATABASE_URL'] });
    await first.connect();
    try {
      await first.query('begin');
      await first.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${system.apiSpaceId} running`]);
      await first.query(`insert into idempotency_key (api_space_id, key, request_hash, answer, created_at, expires_at)
        select api_space_id, 'running', request_hash, answer, created_at, expires_at from idempotency_key where key = 'model'`);
      const early = await post('running', request('running'));
      expect([early.status, early.body.code]).toEqual([409, 'conflict']);
      await first.query('commit');
    } finally {
      await first.end();
    }
    const late = await post('running', request('running'));
    expect([late.status, late.body, late.headers.get('idempotency-replayed')]).toEqual([201, model.body, 'true']);
  });

  it('may use its key for something new when a day has passed', async () => {
    const first = await post('old', request('old'));
    await system.database.query(`update idempotency_key set expires_at = now() - interval '1 s' where key = 'old'`);
    const second = await post('old', request('old', { body: 'Bye' }));
    expect(second.status).toBe(201);
    expect(second.body.messageId).not.toBe(first.body.messageId);
  });

  it.each(['', 'ä', 'x'.repeat(256)])('is refused with a key like %j', async (key) => {
    const { status, body } = await system.call<Failures>('POST', '/messages', request('key'), { 'idempotency-key': key });
    expect([status, body.validationFailures[0]?.paramName]).toEqual([400, 'Idempotency-Key']);
  });

  it('shares no key with another apiSpace', async () => {
    const [apiSpaceId, token] = await system.newSpace();
    const own = await post('shared', request('shared'));
    const response = await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'shared' },
      body: JSON.stringify(request('shared', { body: 'Bye' })),
    });
    expect(response.status).toBe(201);
    expect(((await response.json()) as { messageId: string }).messageId).not.toBe(own.body.messageId);
  });
});
