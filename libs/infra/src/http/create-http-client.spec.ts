import { afterEach, describe, expect, it } from '@jest/globals';
import { HttpFailure, type HttpRequest } from '@app/core';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, LookupFunction, Socket } from 'node:net';
import { createAddressGuard } from './address-guard.js';
import { createHttpClient, type HttpClientOptions, type PooledHttpClient } from './create-http-client.js';

const servers: Server[] = [];
const clients: PooledHttpClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  const seen = { connections: 0, paths: [] as string[] };
  server.on('connection', () => (seen.connections += 1));
  server.on('request', (request) => seen.paths.push(request.url ?? ''));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, seen };
}

function client(options: HttpClientOptions = {}): PooledHttpClient {
  const made = createHttpClient(options);
  clients.push(made);
  return made;
}

const get = (url: string, timeoutMs = 5_000): HttpRequest => ({ method: 'GET', url, timeoutMs });
const failureOf = async (call: Promise<unknown>): Promise<HttpFailure> => {
  const failure = await call.then(() => 'an answer', (error: unknown) => error);
  expect(failure).toBeInstanceOf(HttpFailure);
  return failure as HttpFailure;
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe('a call', () => {
  it('that is not wanted any more when a connection is free for it is not made', async () => {
    let answerFirst = (): void => undefined;
    const { url, seen } = await serve((request, response) => {
      if (request.url === '/first') answerFirst = () => response.end();
      else response.end();
    });
    const http = client({ connections: 1 });
    const first = http(get(`${url}/first`));
    let isWanted = true;
    const second = http({ ...get(`${url}/second`), isWanted: () => isWanted });
    await until(() => seen.paths.length === 1);
    isWanted = false;
    answerFirst();
    await first;
    expect(await failureOf(second)).toMatchObject({ requestWasSent: false });
    await http({ ...get(`${url}/third`), isWanted: () => true });
    expect(seen).toEqual({ connections: 1, paths: ['/first', '/third'] });
  });

  it('brings method, path, headers and body over and gives status, headers in lower case and text', async () => {
    const { url } = await serve((request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        response.writeHead(201, { 'X-Seen': String(request.headers['x-mine']), 'Set-Cookie': ['a=1', 'b=2'] });
        response.end(JSON.stringify([request.method, request.url, request.headers['user-agent'], body]));
      });
    });

    const response = await client({ userAgent: 'gateway' })({
      method: 'POST',
      url: `${url}/a/b?c=d`,
      headers: { 'X-Mine': '1' },
      body: 'Žluťoučký 🐎',
      timeoutMs: 5_000,
    });

    expect(response).toMatchObject({ status: 201, headers: { 'x-seen': '1', 'set-cookie': 'a=1, b=2' } });
    expect(JSON.parse(response.text)).toEqual(['POST', '/a/b?c=d', 'gateway', 'Žluťoučký 🐎']);
  });

  it('does not follow a redirect', async () => {
    const { url, seen } = await serve((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    await expect(client()(get(url))).resolves.toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
    expect(seen.paths).toEqual(['/']);
  });

  // A connection rests for one turn of the event loop after an answer, so a call made at once takes a second one.
  it('uses the connections of the calls before it', async () => {
    const { url, seen } = await serve((_request, response) => response.end('ok'));
    const call = client();
    for (let count = 0; count < 10; count += 1) await call(get(url));
    expect(seen.paths).toHaveLength(10);
    expect(seen.connections).toBeLessThanOrEqual(2);
  });

  it('passes over 103 Early Hints', async () => {
    const { url } = await serve((_request, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.writeHead(200, { 'x-final': 'yes' }).end('ok');
    });
    await expect(client()(get(url))).resolves.toMatchObject({ status: 200, text: 'ok', headers: { 'x-final': 'yes' } });
  });
});

describe('an answer that is too long', () => {
  it('is cut at the limit, without reading 10 MB', async () => {
    const { url } = await serve((_request, response) => response.end('x'.repeat(10_000_000)));
    const response = await client({ maxResponseBytes: 1_000 })(get(url));
    expect(response).toMatchObject({ status: 200, text: 'x'.repeat(1_000) });
  });

  it('ends the call although the server never stops', async () => {
    const { url } = await serve((_request, response) => void response.write('x'.repeat(100)));
    await expect(client({ maxResponseBytes: 10 })(get(url))).resolves.toMatchObject({ text: 'x'.repeat(10) });
  });

  it('is not cut through a character', async () => {
    const { url } = await serve((_request, response) => response.end('aééé'));
    await expect(client({ maxResponseBytes: 4 })(get(url))).resolves.toMatchObject({ text: 'aé' });
  });

  it('is whole when it has just the limit', async () => {
    const { url } = await serve((_request, response) => response.end('12345'));
    await expect(client({ maxResponseBytes: 5 })(get(url))).resolves.toMatchObject({ text: '12345' });
  });
});

describe('a call without an answer', () => {
  it('may have been acted on when the server hangs', async () => {
    const { url, seen } = await serve(() => undefined);
    const failure = await failureOf(client()(get(`${url}/?token=secret`, 150)));
    expect(failure.requestWasSent).toBe(true);
    expect(failure.message).toMatch(/gave no answer within 150 ms$/);
    expect(failure.message).not.toContain('secret');
    expect(seen.paths).toHaveLength(1);
  });

  it('may have been acted on when the server hangs in the middle of its answer', async () => {
    const { url } = await serve((_request, response) => void response.write('begun'));
    expect((await failureOf(client()(get(url, 150)))).requestWasSent).toBe(true);
  });

  it('may have been acted on when the server cuts the connection', async () => {
    const { url } = await serve((request) => void request.socket.destroy());
    expect((await failureOf(client()(get(url)))).requestWasSent).toBe(true);
  });

  it('was not sent when the port is closed', async () => {
    const { url } = await serve(() => undefined);
    await new Promise((closed) => servers.pop()!.close(closed));
    const failure = await failureOf(client()(get(url)));
    expect(failure).toMatchObject({ requestWasSent: false, message: expect.stringContaining('ECONNREFUSED') });
  });

  it('was not sent when the name is unknown', async () => {
    const failure = await failureOf(client()(get('http://nowhere.invalid/', 1_000)));
    expect(failure.requestWasSent).toBe(false);
  });

  it('was not sent when there is no TLS on the other side', async () => {
    const { port, seen } = await serve((_request, response) => response.end('ok'));
    expect((await failureOf(client()(get(`https://127.0.0.1:${port}/`)))).requestWasSent).toBe(false);
    expect(seen.paths).toEqual([]);
  });

  it('was not sent when it waited for a free connection, and is not sent later', async () => {
    const waiting: (() => void)[] = [];
    const { url, seen } = await serve((_request, response) => void waiting.push(() => response.end('ok')));
    const call = client({ connections: 1 });

    const first = call(get(`${url}/first`));
    const second = await failureOf(call(get(`${url}/second`, 150)));
    expect(second.requestWasSent).toBe(false);

    const third = call(get(`${url}/third`));
    waiting[0]!();
    await expect(first).resolves.toMatchObject({ text: 'ok' });
    while (waiting.length < 2) await new Promise(setImmediate);
    waiting[1]!();
    await expect(third).resolves.toMatchObject({ text: 'ok' });
    expect(seen).toEqual({ connections: 1, paths: ['/first', '/third'] });
  });

  it.each([
    ['an impossible URL', { url: 'nonsense' }],
    ['an impossible header', { url: 'http://127.0.0.1:1/', headers: { a: 'b\r\nc: d' } }],
  ])('was not sent when it has %s', async (_what, part) => {
    expect((await failureOf(client()({ ...get(''), ...part }))).requestWasSent).toBe(false);
  });
});

describe('a guarded client', () => {
  const anything: RequestListener = (_request, response) => void response.end('inside');
  const family = (address: string) => (address.includes(':') ? 6 : 4);
  const guardOf = (allowPrivate: boolean, ...answers: string[]) => {
    const asked: string[] = [];
    const resolve = (host: string) => {
      asked.push(host);
      const address = answers[Math.min(asked.length, answers.length) - 1]!;
      return Promise.resolve([{ address, family: family(address) }]);
    };
    return { asked, guard: createAddressGuard({ allowPrivate, resolve }) };
  };

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '127.1', 'customer.example'])(
    'never connects to this machine as %s',
    async (host) => {
      const { port, seen } = await serve(anything);
      const { guard } = guardOf(false, '127.0.0.1');
      const failure = await failureOf(client({ guard })(get(`http://${host}:${port}/`)));
      expect(failure.requestWasSent).toBe(false);
      expect(failure.message).toContain('public address');
      expect(seen.connections).toBe(0);
    },
  );

  it('does not even connect to digits that were not checked as a URL', async () => {
    const { url, seen } = await serve(anything);
    const { guard } = guardOf(false, '127.0.0.1');
    const guardWithBlindUrlCheck = { ...guard, checkUrl: () => undefined };
    expect((await failureOf(client({ guard: guardWithBlindUrlCheck })(get(url)))).requestWasSent).toBe(false);
    expect(seen.connections).toBe(0);
  });

  it('connects to the very address that it checked: a connection asks for the name once', async () => {
    const { port, seen } = await serve(anything);
    const { guard, asked } = guardOf(true, '127.0.0.1', '169.254.169.254');
    await expect(client({ guard })(get(`http://customer.example:${port}/`))).resolves.toMatchObject({ text: 'inside' });
    expect(asked).toEqual(['customer.example']);
    expect(seen.connections).toBe(1);
  });

  it('checks again for each new connection, so that a name that turns bad later is refused', async () => {
    const { port, seen } = await serve((_request, response) => response.setHeader('connection', 'close').end('once'));
    const { guard } = guardOf(true, '127.0.0.1', '169.254.169.254');
    const call = client({ guard });
    await call(get(`http://customer.example:${port}/`));
    const failure = await failureOf(call(get(`http://customer.example:${port}/`)));
    expect(failure).toMatchObject({ requestWasSent: false, message: expect.stringContaining('the local link') });
    expect(seen.connections).toBe(1);
  });

  it.each(['http', 'https'])('outlives an address that fails at once, by %s', async (protocol) => {
    const { guard } = guardOf(true, '127.0.0.1');
    // Nobody may connect to it, which the system says before it tries.
    const noRoute: LookupFunction = (_host, options, done) => (options.all ? done(null, [{ address: '255.255.255.255', family: 4 }]) : done(null, '255.255.255.255', 4));
    const failure = await failureOf(client({ guard: { ...guard, lookup: noRoute } })(get(`${protocol}://customer.example/`)));
    expect(failure).toMatchObject({ requestWasSent: false, message: expect.stringMatching(/could not be called: connect E/) });
  });

  it('waits no longer for a name than for a connection', async () => {
    const { guard } = guardOf(true, '127.0.0.1');
    const never: LookupFunction = () => undefined;
    const failure = await failureOf(client({ guard: { ...guard, lookup: never }, connectTimeoutMs: 50 })(get('https://customer.example/')));
    expect(failure).toMatchObject({ requestWasSent: false, message: expect.stringContaining('customer.example was not found within 50 ms') });
  });

  it('makes no socket before the name is found', async () => {
    const { port } = await serve(anything);
    const { guard } = guardOf(true, '127.0.0.1');
    const sockets: Socket[] = [];
    const count = (made: unknown): void => void sockets.push((made as { socket: Socket }).socket);
    subscribe('net.client.socket', count);
    try {
      let socketsByThen: Socket[] | undefined;
      const lookup: LookupFunction = (host, options, done) => {
        setImmediate(() => {
          socketsByThen = [...sockets];
          guard.lookup(host, options, done);
        });
      };
      await expect(client({ guard: { ...guard, lookup } })(get(`http://customer.example:${port}/`))).resolves.toMatchObject({ text: 'inside' });
      // Clients of other tests may be at it too.
      const ours = (all: readonly Socket[]): number => all.filter(({ remotePort }) => remotePort === port).length;
      expect([ours(socketsByThen!), ours(sockets)]).toEqual([0, 1]);
    } finally {
      unsubscribe('net.client.socket', count);
    }
  });
});
