import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '../support/servers/index.js';
import { System } from '../support/system.js';
import { allDelivered, Judge } from './judge.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const MESSAGES = IS_FULL ? 5_000 : 200;
/** From the change to the good receiver, however many bad ones there are. */
const LONGEST_EVENT_MS = 5_000;
const TEN_MB = Buffer.alloc(10_000_000, 'x');

/** Each bad receiver by its path. */
const BAD: Record<string, (response: ServerResponse) => void> = {
  '/hangs': () => undefined,
  '/fails': (response) => response.writeHead(500).end(),
  '/redirects': (response) => response.writeHead(307, { location: '/secret' }).end(),
  '/talks': (response) => response.writeHead(200).end(TEN_MB),
  '/hangs-up': (response) => response.destroy(),
  '/gone': (response) => response.writeHead(410).end(),
};

let system: System;
let server: Server;
const calls: Record<string, number> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url!;
    calls[path] = (calls[path] ?? 0) + 1;
    response.on('error', () => undefined);
    request.resume().on('end', () => BAD[path]?.(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  system = await System.start();
}, 60_000);

afterAll(async () => {
  await system?.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 60_000);

describe('receivers that fail', () => {
  it('hold up nobody else, are not followed elsewhere, and are told of everything again later', async () => {
    const { port } = server.address() as AddressInfo;
    const ids: Record<string, string> = {};
    for (const path of Object.keys(BAD)) ids[path] = await system.subscribe([], { url: `http://127.0.0.1:${port}${path}` });
    const judge = await Judge.watch(system);
    await judge.send(MESSAGES);
    expect(await judge.verdict()).toEqual(allDelivered(MESSAGES));

    const delays = system.receiver.calls.map((call) => call.receivedAt.getTime() - Date.parse((call.body as { timestamp: string }).timestamp));
    expect(Math.max(...delays)).toBeLessThan(LONGEST_EVENT_MS);
    expect(calls['/secret']).toBeUndefined();
    for (const path of ['/hangs', '/fails', '/redirects', '/talks', '/hangs-up', '/gone']) expect(calls[path]).toBeGreaterThan(0);

    const states = async (path: string): Promise<string[]> => {
      const rows = await system.database.query<{ state: string }>('select distinct state from delivery where webhook_id = $1', [ids[path]]);
      return rows.map((row) => row.state);
    };
    // On the same host as the one who hangs, and not held up by it.
    await waitFor(async () => (await states('/talks')).join() === 'delivered', { what: 'all to be delivered to the one who answers 10 MB', timeoutMs: 10_000 });
    for (const path of ['/hangs', '/fails', '/redirects', '/hangs-up']) expect(await states(path)).toEqual(['pending']);
    const { disabledReason } = (await system.database.query<{ disabledReason: string | null }>('select disabled_reason as "disabledReason" from webhook where id = $1', [ids['/gone']]))[0]!;
    expect(disabledReason).toContain('410');
  }, IS_FULL ? 600_000 : 180_000);
});
