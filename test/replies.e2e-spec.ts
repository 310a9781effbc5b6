import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { newPsid } from './support/simulated-sends.js';
import { PAGE_ID, QUEUE_KINDS, System } from './support/system.js';

let system: System;
afterEach(() => system?.stop());

/** The person writes to the page, and the business knows of it. */
async function writes(psid: string): Promise<void> {
  const messaging = [{ sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: Date.now(), message: { mid: `m_${psid}`, text: 'Is it still there?' } }];
  await system.simulate('POST', 'webhook', { body: { object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging }] } });
  await waitFor(async () => (await system.database.query('select 1 from inbound where address = $1', [psid])).length > 0, { what: 'the inbound' });
}

const unsent = async (): Promise<number> => (await system.database.query<{ count: number }>("select count(*)::int as count from message where status = 'processing'"))[0]!.count;

describe('a message to a person who has just written', () => {
  it('goes before the thousands of a batch that wait for the page’s rate, and none of them is lost', async () => {
    system = await System.start({ env: { CHANNEL_RATE_LIMITS: 'on' } });
    const batch = Array.from({ length: 1_800 }, () => ({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'News' }));
    expect((await system.call('POST', '/messages/batch', batch)).status).toBe(202);
    const psid = newPsid();
    await writes(psid);
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'It is.' });
    await waitFor(async () => ['sent', 'delivered', 'read'].includes((await system.message(messageId)).status), { what: 'the reply to be sent' });
    expect(await unsent()).toBeGreaterThan(300);
    await waitFor(async () => (await unsent()) === 0, { what: 'all of the batch to be sent', timeoutMs: 30_000 });
    expect(await system.database.query("select status from message where status not in ('sent', 'delivered', 'read')")).toEqual([]);
  }, 60_000);
});

describe.each(QUEUE_KINDS)('a single message, on %s,', (queue) => {
  it('is not queued behind a batch that came before it', async () => {
    system = await System.start({ queue });
    await system.workers[0]!.kill('SIGTERM');
    const batch = Array.from({ length: 3_000 }, (_, index) => ({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: `News ${index}` }));
    expect((await system.call('POST', '/messages/batch', batch)).status).toBe(202);
    const messageId = await system.send({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' });
    await system.workers[0]!.restart();
    await waitFor(async () => (await unsent()) === 0, { what: 'all messages to be sent', timeoutMs: 60_000 });
    const [row] = await system.database.query<{ before: number }>(
      'select count(*)::int as before from attempt where started_at < (select started_at from attempt where message_id = $1)', [messageId]);
    // As many as are in hand at once.
    expect(row!.before).toBeLessThan(1_000);
  }, 90_000);
});
