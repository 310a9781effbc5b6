import { afterEach, describe, expect, it } from '@jest/globals';
import { hasRedis, startPostgresServer, startRedis, TcpProxy, waitFor } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const inFull = process.env['FAULTS'] === 'full' ? describe : describe.skip; // what the queue lost is found after half a minute, for which npm test has no time
const OF_EACH = 100;
const TEST_MS = 180_000;

let system: System;
let judge: Judge;
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  judge?.stop();
  await system?.stop();
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
}, 60_000);

const targetOf = ({ url }: { url: string }): { port: number } => ({ port: Number(new URL(url).port) });

async function proxyTo(server: { url: string }): Promise<TcpProxy> {
  const proxy = await TcpProxy.start(targetOf(server));
  cleanUps.push(() => proxy.stop());
  return proxy;
}

(hasRedis ? inFull : describe.skip)('a Redis whose place another has taken', () => {
  it('is left for it, though the old one still answers', async () => {
    const [old, successor] = [await startRedis(), await startRedis()];
    cleanUps.push(() => old.stop(), () => successor.stop());
    const proxy = await proxyTo(old);
    system = await System.start({ queue: 'redis', queueUrl: proxy.through(old.url) });
    judge = await Judge.watch(system);
    await judge.send(OF_EACH);
    await judge.whenTaken(OF_EACH);
    proxy.moveTo(targetOf(successor));
    await old.follow(successor);
    await judge.send(OF_EACH);
    expect([...judge.refused]).toEqual([]);
    expect(await judge.verdict()).toEqual(allDelivered(2 * OF_EACH));
  }, TEST_MS);
});

inFull('a Postgres whose name leads to a standby for a while', () => {
  it('is used again once its name leads to a server that takes writes, though the standby still answers', async () => {
    const primary = await startPostgresServer();
    cleanUps.push(() => primary.stop());
    const proxy = await proxyTo(primary);
    system = await System.start({
      databaseServerUrl: primary.url,
      processEnv: (_app, env) => ({ ...env, DATABASE_URL: proxy.through(env['DATABASE_URL']!) }),
    });
    judge = await Judge.watch(system);
    await judge.send(OF_EACH);
    await judge.whenTaken(OF_EACH);
    await primary.halt();
    const standby = await primary.copyAsStandby();
    cleanUps.push(() => standby.stop());
    await Promise.all([primary.start(), standby.start()]);
    proxy.moveTo(targetOf(standby));
    let isStandby = true;
    const sending = judge.sendWhile(() => isStandby || judge.accepted.length < 2 * OF_EACH);
    await waitFor(async () => (await standby.log()).includes('cannot execute LISTEN'), { what: 'the standby to refuse the worker', timeoutMs: 60_000 });
    proxy.moveTo(targetOf(primary));
    isStandby = false;
    await sending;
    expect([...judge.refused.keys()]).toEqual([503]);
    expect(await judge.verdict()).toEqual(allDelivered(judge.accepted.length));
  }, TEST_MS);
});
