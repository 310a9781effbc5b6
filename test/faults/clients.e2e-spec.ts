import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '../support/servers/index.js';
import { System } from '../support/system.js';

const IS_FULL = process.env['FAULTS'] === 'full'; // npm test has a short selection
const MB = 1024 * 1024;
/** More than the gateway holds of all bodies together. */
const CLIENTS = 60;

let system: System;
const sockets: Socket[] = [];
beforeAll(async () => {
  system = await System.start({ workers: 0 });
}, 60_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => system?.stop());

function connectToGateway(): Socket {
  const { hostname, port } = new URL(system.gatewayUrl);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  return socket.on('error', () => undefined);
}

/** A request without its end: of a body of 10 MB, `bytes` are sent. */
async function beginRequest(path: string, bytes: number, token = system.token): Promise<Socket> {
  const socket = connectToGateway();
  socket.write(`POST ${path} HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: ${10 * MB}\r\n\r\n`);
  await new Promise<void>((resolve) => void socket.write(Buffer.alloc(bytes, ' '), () => resolve()));
  return socket;
}

async function residentMb(): Promise<number> {
  const text = await (await fetch(`${system.gatewayUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)![1]) / MB;
}

const send = (body: string): Promise<{ status: number }> => system.call('POST', '/messages', { to: { dummyId: 'x' }, rules: ['dummy'], body });

describe.each(['/cpaas/messages', '/webhooks/facebook'])('many clients that send large bodies to %s, with a token but no signature', (path) => {
  it('take a bounded part of the memory, and hold up no small requests', async () => {
    const beforeMb = await residentMb();
    await Promise.all(Array.from({ length: CLIENTS }, () => beginRequest(path, 9 * MB)));
    expect((await residentMb()) - beforeMb).toBeLessThan(250);
    expect((await send('Hello')).status).toBe(201);

    const refused = await system.call<{ code: string }>('POST', '/messages', { body: 'x'.repeat(9 * MB) });
    expect({ status: refused.status, code: refused.body.code, retryAfter: refused.headers.get('retry-after') }).toEqual({ status: 503, code: 'unavailable', retryAfter: '5' });

    for (const socket of sockets.splice(0)) socket.destroy();
    await waitFor(async () => (await send('x'.repeat(MB))).status === 201, { what: 'large bodies to be taken again' });
  });
});

describe.each<[string, string, () => string]>([
  ['no good token', '/cpaas/messages', () => 'made-up'],
  ['a token that is good elsewhere', '/apispaces/somebody/messages', () => system.token],
])('many clients that send large bodies and %s', (_, path, token) => {
  it('take nothing that others need: theirs are not kept', async () => {
    const beforeMb = await residentMb();
    await Promise.all(Array.from({ length: CLIENTS }, () => beginRequest(path, 9 * MB, token())));
    expect((await residentMb()) - beforeMb).toBeLessThan(250);
    expect((await send('x'.repeat(MB))).status).toBe(201);
  });
});

describe('requests behind one that closes its connection', () => {
  it('are not counted for ever', async () => {
    const head = (bytes: number): string => `POST /cpaas/messages HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer ${system.token}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n`;
    // The first is answered and closes; the second has sent 60 kB of its 10 MB by then. All of them would be more than the gateway holds.
    const request = Buffer.concat([Buffer.from(`${head(1)}\r\n{${head(10 * MB)}\r\n`), Buffer.alloc(60_000, ' ')]);
    for (let round = 0; round < 50; round++) {
      await Promise.all(Array.from({ length: 50 }, async () => {
        const socket = connectToGateway().resume();
        socket.write(request);
        await once(socket, 'close');
      }));
    }
    expect((await send('x'.repeat(MB))).status).toBe(201);
  });
});

describe('a client whose body nobody asked for', () => {
  it('gets its answer, and the next one on the same connection', async () => {
    const socket = connectToGateway();
    let answers = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answers += text));
    socket.write(`GET /health HTTP/1.1\r\nhost: gateway\r\ncontent-length: ${3 * MB}\r\n\r\n`);
    socket.write(Buffer.alloc(3 * MB, ' '));
    socket.write('GET /health HTTP/1.1\r\nhost: gateway\r\n\r\n');
    await waitFor(() => answers.split('HTTP/1.1 200').length === 3, { what: () => `two answers; there are ${JSON.stringify(answers)}` });
  });
});

describe('a client that is cut off in the middle of its body', () => {
  it.each(['GET /health', 'GET /apispaces/somebody/messages', 'POST /nowhere', 'DELETE /apispaces/somebody/messages/x', 'POST /webhooks/facebook'])('ends nobody else’s requests (%s)', async (request) => {
    const socket = connectToGateway();
    socket.write(`${request} HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`);
    const chunk = Buffer.alloc(MB, ' ');
    for (let count = 0; count < 3; count++) {
      await new Promise<void>((resolve) => void socket.write(Buffer.concat([Buffer.from(`${MB.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]), () => resolve()));
    }
    socket.resetAndDestroy();
    expect((await send('Hello')).status).toBe(201);
    expect(system.gateway.isRunning).toBe(true);
  });
});

describe('a client that never comes to the end of its request', () => {
  (IS_FULL ? it : it.skip)('is cut off after two minutes', async () => {
    const socket = await beginRequest('/webhooks/facebook', 100);
    const trickle = setInterval(() => socket.write(' '), 1_000);
    try {
      socket.resume();
      await once(socket, 'close');
    } finally {
      clearInterval(trickle);
    }
  }, 200_000);
});
