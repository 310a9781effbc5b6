import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSettings } from './settings.js';
import { startSimulator } from './start-simulator.js';

/** What the simulator's own specs share: a simulator on a free port, and a receiver for its webhooks. */

export const PAGE_ID = '100000000000001';
export const TOKEN = 'simulated-page-token';
export const ACCOUNT_SID = `AC${'0'.repeat(31)}1`;
export const SMS_AUTH = `Basic ${Buffer.from(`${ACCOUNT_SID}:simulated-auth-token`).toString('base64')}`;

/** An answer's JSON; specs look only into the parts that they are about. */
export interface Json {
  /** Not there when all went well. */
  error: { code: number; error_subcode?: number; message: string };
  [field: string]: unknown;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
}

export interface TestSimulator {
  url: string;
  /** A Send API call with the page's token. */
  send(body: unknown, headers?: Record<string, string>): Promise<Reply>;
  sms(form: Record<string, string>, authorization?: string): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  fetch(path: string, init?: RequestInit): Promise<Reply>;
  close(): Promise<void>;
}

export async function startForTest(env: Record<string, string> = {}): Promise<TestSimulator> {
  const { app, url } = await startSimulator(readSettings({ SIMULATOR_PORT: '0', ...env }));
  const call = async (path: string, init?: RequestInit): Promise<Reply> => readReply(await fetch(`${url}${path}`, init));
  return {
    url,
    fetch: call,
    send: async (body, headers = {}) =>
      call('/v26.0/me/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    sms: async (form, authorization = SMS_AUTH) =>
      call(`/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', authorization },
        body: new URLSearchParams(form).toString(),
      }),
    control: async (method, path, body) =>
      call(`/control/${path}`, {
        method,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    close: async () => app.close(),
  };
}

async function readReply(answer: Response): Promise<Reply> {
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, headers: answer.headers, text, json: (isJson ? tryParse(text) : {}) as Json };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}

export interface ReceivedCall {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  calls: ReceivedCall[];
  /** Status of the next answers, one each; then 200. */
  statuses: number[];
  /** Resolves with the first calls once there are so many that match. */
  until(count: number, matches?: (call: ReceivedCall) => boolean): Promise<ReceivedCall[]>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const statuses: number[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(statuses.shift() ?? 200).end();
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    statuses,
    until: async (count, matches = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const matching = calls.filter(matches);
          if (matching.length < count) return;
          waiting.delete(look);
          resolve(matching);
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
