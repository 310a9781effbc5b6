import { afterEach, expect, it } from '@jest/globals';
import { waitFor } from '../support/servers/index.js';
import { timesTaken } from '../support/simulated-sends.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

/** So many at once that, at a page's 300/s, some wait in the worker for their slots. */
const MESSAGES = 400;

let system: System;
let judge: Judge;

afterEach(async () => {
  judge?.stop();
  const pid = system?.workers[0]?.pid;
  if (pid !== undefined && system.workers[0]!.isRunning) process.kill(pid, 'SIGCONT'); // a paused process does not hear that it is to stop
  await system?.stop();
}, 60_000);

async function leases(): Promise<string[]> {
  return (await system.database.query<{ id: string }>('select id from worker_lease')).map(({ id }) => id);
}

const itInFull = process.env['FAULTS'] === 'full' ? it : it.skip; // npm test has a short selection

itInFull('a worker that is paused for longer than its lease loses its messages to another, and does not begin to send them when it goes on', async () => {
  system = await System.start({ env: { CHANNEL_RATE_LIMITS: 'on' } });
  judge = await Judge.watch(system);
  const paused = system.workers[0]!;
  process.kill(paused.pid!, 'SIGSTOP');
  await judge.send(MESSAGES);
  process.kill(paused.pid!, 'SIGCONT');
  await judge.whenTaken(MESSAGES / 10);
  // A worker may be between two chunks when it is stopped.
  const { lease, held } = await waitFor(async () => {
    process.kill(paused.pid!, 'SIGSTOP');
    const [own] = await leases();
    const inHand = await system.database.query<{ id: string }>(`select id from message where claim = $1 and not exists (select from attempt where message_id = message.id)`, [own]);
    if (inHand.length > 0) return { lease: own!, held: inHand };
    process.kill(paused.pid!, 'SIGCONT');
    return undefined;
  }, { what: 'a worker that is stopped with messages in hand' });

  const other = await system.addWorker();
  await waitFor(async () => !(await leases()).includes(lease), { what: 'the lease of the paused worker to be over', timeoutMs: 40_000, pollMs: 250 });
  const isSettled = async (): Promise<boolean> => (await system.database.query(`select 1 from message where status = 'processing' limit 1`)).length === 0;
  await waitFor(isSettled, { what: 'the other worker to send all', timeoutMs: 90_000, pollMs: 250 });

  process.kill(paused.pid!, 'SIGCONT');
  await other.kill('SIGTERM');
  // It works again, with a lease of its own; what it had in hand is behind it by then.
  const next = await system.send({ to: { fbMessengerId: '7000000000999999' }, rules: ['fbMessenger'], body: 'Hello' });
  await waitFor(async () => ['delivered', 'read'].includes((await system.message(next)).status), { what: 'the resumed worker to send', timeoutMs: 60_000, pollMs: 100 });
  expect(await judge.verdict()).toEqual(allDelivered(MESSAGES));
  const times = await timesTaken(system);
  expect(held.filter(({ id }) => times.get(id) !== 1)).toEqual([]);
}, 240_000);
