import { afterEach, describe, expect, it } from '@jest/globals';
import { startRedis, TcpProxy, waitFor } from '../support/servers/index.js';
import { QUEUE_KINDS, System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
/** Accepted while the queue is away: the sweep takes them up after half a minute, which npm test has no time for. */
const MEANWHILE = IS_FULL ? 100 : 0;
const AFTERWARDS = 100;
const TEST_MS = 180_000;

let system: System;
let judge: Judge;
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  judge?.stop();
  await system?.stop();
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
}, 60_000);

describe.each(QUEUE_KINDS)('a queue on %s that is out of reach when the processes start', (queue) => {
  it('is used once it is there, and what was accepted before is sent', async () => {
    let proxy: TcpProxy | undefined;
    const redis = queue === 'redis' ? await startRedis() : undefined;
    if (redis) cleanUps.push(() => redis.stop());
    system = await System.start({
      queue,
      ...(redis ? { queueUrl: redis.url } : {}),
      processEnv: async (_app, env) => {
        const url = env['QUEUE_URL'] ?? env['DATABASE_URL']!;
        if (!proxy) {
          const started = await TcpProxy.start({ port: Number(new URL(url).port) });
          cleanUps.push(() => started.stop());
          started.set({ isCut: true });
          proxy = started;
        }
        return { ...env, QUEUE_URL: proxy.through(url) };
      },
    });
    judge = await Judge.watch(system);
    await judge.send(MEANWHILE);
    expect(proxy!.heal()).toBeGreaterThan(0);
    const metrics = async (): Promise<string> => (await fetch(`${system.gatewayUrl}/metrics`)).text();
    await waitFor(async () => (await metrics()).includes('gateway_queue_up 1\n'), { what: 'the gateway to see the queue', timeoutMs: 20_000 });
    await judge.send(AFTERWARDS);
    expect([...judge.refused]).toEqual([]);
    expect(await judge.verdict()).toEqual(allDelivered(MEANWHILE + AFTERWARDS));
  }, TEST_MS);
});
