import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CUSTOM_SECRET } from '../support/custom-channel.js';
import { freePort, waitFor } from '../support/servers/index.js';
import { newPsid } from '../support/simulated-sends.js';
import { System } from '../support/system.js';

/** Messages of one job. */
const CHUNK_SIZE = 50;
/** A worker's calls of one account that wait for an answer. */
const MOST_CALLS = 1_000;
const TO_THE_HANGING = 2_500;
const TO_OTHERS = 50;
/** As many as a worker has turns for large messages, and as many again. */
const LARGE_TO_THE_HANGING = 16;
/** A call of a custom channel is given up after 10 s. */
const LONGEST_MS = 8_000;
/** Of Messenger, for each page. */
const PAGE_RATE = 300;
/** As long as it takes them all to have had a slot, they find out that the page hangs; all of them then ask for another. */
const TO_THE_PAGE = 8_000;
const MEASURED_S = 5;
const inFull = process.env['FAULTS'] === 'full' ? describe : describe.skip; // it takes its time

let system: System;
let hanging: Server;
let calls = 0;

beforeAll(async () => {
  hanging = createServer(() => void calls++);
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  system = await System.start();
  const manager = { authorization: `Bearer ${await system.newToken(system.apiSpaceId, ['access:manage'])}` };
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`;
  expect((await system.call('PUT', '/accounts', { channel: 'slowApp', settings: { url }, secrets: { secret: CUSTOM_SECRET } }, manager)).status).toBe(200);
}, 60_000);

afterAll(async () => {
  hanging?.closeAllConnections();
  hanging?.close();
  await system?.stop();
}, 60_000);

const TO_HANGING = { to: { profileId: 'somebody' }, rules: ['slowApp'], body: 'Hello', delivery: 'atMostOnce' };
const TO_DUMMY = { to: { dummyId: 'somebody' }, rules: ['dummy'], body: 'Hello' };

const post = async (messages: object[]): Promise<string[]> => (await system.call<{ messageId: string }[]>('POST', '/messages/batch', messages)).body.map(({ messageId }) => messageId);

/** Messages on another channel, until they are out. */
async function sendOthers(): Promise<void> {
  const ids = await post(Array.from({ length: TO_OTHERS }, () => ({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' })));
  const out = async (): Promise<unknown[]> => system.database.query(`select from message where id = any($1) and status in ('sent', 'delivered')`, [ids]);
  await waitFor(async () => (await out()).length === TO_OTHERS, { what: 'the others to be sent', timeoutMs: LONGEST_MS });
}

describe('a channel whose server hangs', () => {
  it('keeps its large messages from holding up those of another apiSpace', async () => {
    const before = calls;
    const metadata = { filler: randomBytes(60_000).toString('base64') };
    await post(Array.from({ length: LARGE_TO_THE_HANGING }, () => ({ ...TO_HANGING, metadata })));
    await waitFor(() => calls > before, { what: 'the server to have a call with a large message' });
    const [apiSpaceId, token] = await system.newSpace();
    await system.connectAccounts(apiSpaceId);
    const accepted = await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}/messages`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ ...TO_DUMMY, metadata }),
    });
    expect(accepted.status).toBe(201);
    const { messageId } = (await accepted.json()) as { messageId: string };
    const isOut = async (): Promise<boolean> => (await system.database.query(`select from message where id = $1 and status in ('sent', 'delivered')`, [messageId])).length > 0;
    await waitFor(isOut, { what: 'the large message of the other apiSpace to be sent', timeoutMs: LONGEST_MS });
  }, 60_000);

  it('holds up no other message, though each of a worker’s jobs has one of its own', async () => {
    await post(Array.from({ length: 50 * CHUNK_SIZE }, (_, index) => (index % CHUNK_SIZE === 0 ? TO_HANGING : TO_DUMMY)));
    await waitFor(() => calls >= 40, { what: 'each job to have a call there' });
    await sendOthers();
  }, 60_000);

  it('has a bounded number of calls of a worker', async () => {
    const before = calls;
    await post(Array.from({ length: TO_THE_HANGING }, () => TO_HANGING));
    await waitFor(() => calls - before >= MOST_CALLS - 50, { what: 'the server to have as many calls as it gets' });
    await sendOthers();
    expect(calls - before).toBeLessThanOrEqual(MOST_CALLS);
  }, 60_000);
});

inFull('a page that hangs, with thousands of messages waiting', () => {
  let limited: System;
  let workerUrl: string;
  beforeAll(async () => {
    const port = await freePort();
    workerUrl = `http://127.0.0.1:${port}`;
    limited = await System.start({ env: { CHANNEL_RATE_LIMITS: 'on', WORKER_PORT: String(port) } });
  }, 60_000);
  afterAll(() => limited?.stop(), 60_000);

  const busy = async (): Promise<number> => {
    const metrics = await (await fetch(`${workerUrl}/metrics`)).text();
    return Number(/^gateway_messages_put_off_total\{channel="fbMessenger",reason="busy"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
  };

  it('is asked for no more of them a second than its rate', async () => {
    await limited.simulate('POST', 'faults', { kind: 'time-out-not-taken', times: 2 * TO_THE_PAGE });
    const messages = (count: number): object[] => Array.from({ length: count }, () => ({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' }));
    for (let sent = 0; sent < TO_THE_PAGE; sent += TO_THE_PAGE / 4) expect((await limited.call('POST', '/messages/batch', messages(TO_THE_PAGE / 4))).status).toBe(202);
    await waitFor(async () => (await busy()) >= TO_THE_PAGE, { what: 'as many as there are to have been put off', timeoutMs: 90_000 });
    const [before, startedAt] = [await busy(), performance.now()];
    await waitFor(() => performance.now() - startedAt >= MEASURED_S * 1_000, { what: 'the time to be over', timeoutMs: 60_000 });
    expect((await busy()) - before).toBeLessThan(1.3 * PAGE_RATE * MEASURED_S);
  }, 180_000);
});
