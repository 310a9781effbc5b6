import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import { hasRedis, waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

const MESSAGES = 50;
const MB = 1024 * 1024;
const TIMEOUT_MS = 60_000;

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
