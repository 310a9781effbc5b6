import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import { hasRedis, waitFor } from './support/servers/index.js';
import { type Answer, System } from './support/system.js';

const MESSAGES = 50;
const MB = 1024 * 1024;
const TIMEOUT_MS = 60_000;

interface MessagePage {
  messages: { messageId: string; customBody: object }[];
  next?: string;
}

interface HistoryEntry {
  messageId: string;
  submittedOn: string;
  message: { channelData: object };
}

let system: System;
afterEach(() => system?.stop());

(hasRedis ? it : it.skip)('large messages and their events do not end a worker that has less memory than all of them take', async () => {
  system = await System.start({ queue: 'redis', workers: 0, processEnv: (app, env) => (app === 'worker' ? { ...env, NODE_OPTIONS: '--max-old-space-size=130' } : env) });
  await system.subscribe([{ type: 'message.sent' }]);
  // All events are in hand while the receiver thinks.
  system.receiver.answers({ delayMs: 500 });

  const metadata = { filler: randomBytes(1.5 * MB).toString('base64') };
  for (let count = 0; count < MESSAGES; count++) {
    await system.send({ to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: 'Hello', metadata });
  }
  // The sweep brings all of them in one job.
  await system.redis!.flush();
  await system.database.query('update message set sweep_at = now()');
  await system.addWorker();
  const calls = await system.receiver.received(MESSAGES, { timeoutMs: TIMEOUT_MS });
  for (const { body } of calls) expect((body as { payload: { metadata: object } }).payload.metadata).toEqual(metadata);
  const open = `select 1 from message where sweep_at is not null or status <> 'delivered'`;
  await waitFor(async () => (await system.database.query(open)).length === 0, { what: 'all messages to be delivered', timeoutMs: TIMEOUT_MS });
  expect(system.receiver.calls).toHaveLength(MESSAGES);
  expect(system.workers[0]!.isRunning).toBe(true);
}, 2 * TIMEOUT_MS + 60_000);

it('pages of large messages end at 10 MB, and the next page goes on where they end', async () => {
  system = await System.start({ workers: 0 });
  const sent: string[] = [];
  for (const filler of [randomBytes(2.2 * MB).toString('base64'), 'x'.repeat(3 * MB)]) {
    for (let count = 0; count < 4; count++) {
      sent.unshift(await system.send({ to: { profileId: 'reader', fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], customBody: { fbMessenger: { filler } } }));
    }
  }

  const found: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const { body }: Answer<MessagePage> = await system.call('GET', `/messages?profileId=reader&limit=500${next && `&after=${next}`}`);
    expect(body.messages.length).toBeLessThanOrEqual(3);
    for (const { customBody } of body.messages) expect(JSON.stringify(customBody).length).toBeGreaterThan(2.9 * MB);
    found.push(...body.messages.map(({ messageId }) => messageId));
    next = body.next;
  }
  expect(found).toEqual(sent);

  const told: string[] = [];
  for (let from = ''; ; ) {
    const { body }: Answer<HistoryEntry[]> = await system.call('GET', `/profiles/reader/messages?limit=500${from && `&from=${from}`}`);
    if (body.length === 0) break;
    expect(body.length).toBeLessThanOrEqual(3);
    for (const { message } of body) expect(JSON.stringify(message.channelData).length).toBeGreaterThan(2.9 * MB);
    told.push(...body.map(({ messageId }) => messageId));
    from = encodeURIComponent(body.at(-1)!.submittedOn);
  }
  expect(told).toEqual(sent);
}, 120_000);
