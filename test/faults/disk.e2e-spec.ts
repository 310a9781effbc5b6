import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { hasSmallDisk, type PostgresServer, type SmallDisk, startPostgresServer, startSmallDisk, waitFor } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const MESSAGES = 300;
const FULL_MS = 3_000;
const DISK_MB = 500;
const TEST_MS = 240_000;
/** The provider goes on telling for longer than the outage, as Meta does for hours. */
const PROVIDER = { latencyMs: 30, webhookRetryDelaysMs: Array.from({ length: 120 }, () => 1_000) };

let disk: SmallDisk;
let server: PostgresServer;
let system: System;
let judge: Judge;

// The disk is a mount, which takes root; npm test has a short selection.
(hasSmallDisk && IS_FULL ? describe : describe.skip)('a disk of Postgres that is full', () => {
  beforeAll(async () => {
    disk = await startSmallDisk(DISK_MB);
    server = await startPostgresServer({ on: disk.folder, settings: { max_wal_size: '64MB', min_wal_size: '32MB' } });
  }, 60_000);

  afterEach(async () => {
    judge?.stop();
    await system?.stop();
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    await disk?.stop();
  }, 30_000);

  it('is told as 503, no 201 is without its row, and with room again everything goes on', async () => {
    system = await System.start({ databaseServerUrl: server.url });
    judge = await Judge.watch(system);
    await system.simulate('PUT', 'behaviour', PROVIDER);
    let isFull = true;
    const sending = judge.sendWhile(() => isFull || judge.accepted.length < MESSAGES, 10);
    await judge.whenTaken(MESSAGES / 4);
    await disk.fill();
    await waitFor(() => judge.refused.has(503), { what: 'the full disk to be noticed', timeoutMs: 60_000 });
    await pause(FULL_MS); // the outage itself
    await disk.free();
    // Postgres ends itself when it can't write its log; who runs it starts it again.
    if (!server.isRunning()) await server.start();
    await waitFor(async () => (await fetch(`${system.gatewayUrl}/health/ready`)).status === 200, { what: 'the gateway to be ready again', timeoutMs: 30_000 });
    isFull = false;
    await sending;
    expect([...judge.refused.keys()]).toEqual([503]);
    expect(await judge.verdict()).toEqual(allDelivered(judge.accepted.length));
  }, TEST_MS);
});
