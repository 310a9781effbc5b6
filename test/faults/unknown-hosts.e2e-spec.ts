import { afterEach, expect, it } from '@jest/globals';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const WEBHOOKS = 60;
const MESSAGES = 150;
/** What the worker takes for its ordinary work, and for what waits for all these receivers. */
const MOST_GROWTH_MB = 120;
const LOOK_EVERY_MS = 100;

let system: System;
afterEach(() => system?.stop(), 60_000);

// Memory is read from /proc.
(process.platform === 'linux' ? it : it.skip)('webhooks whose host is not found hold up no other, and a worker does not grow by trying them', async () => {
  system = await System.start();
  for (let count = 0; count < WEBHOOKS; count++) await system.subscribe([], { url: `https://nowhere.invalid/${count}` });
  const judge = await Judge.watch(system);
  const [worker] = system.workers;
  const startMb = await worker!.memoryMb();
  let mostMb = 0;
  const timer = setInterval(() => void worker!.memoryMb().then((mb) => (mostMb = Math.max(mostMb, mb)), () => undefined), LOOK_EVERY_MS);
  try {
    await judge.send(MESSAGES);
    expect(await judge.verdict()).toEqual(allDelivered(MESSAGES));
  } finally {
    clearInterval(timer);
  }
  const [tried] = await system.database.query<{ count: number }>('select count(*)::int as count from delivery where attempts > 0');
  expect(tried!.count).toBeGreaterThan(WEBHOOKS);
  expect(mostMb - startMb).toBeLessThan(MOST_GROWTH_MB);
}, 180_000);
