import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor, type WaitOptions } from './wait-for.js';

export interface ReceivedCall {
  method: string;
  /** With its query. */
  path: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The bytes as they came, for signatures. */
  rawBody: Buffer;
  /** Undefined when the body is not JSON. */
  body: unknown;
  receivedAt: Date;
}

/** What one call is answered with. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  delayMs?: number;
  /** The connection is cut without an answer. */
  hangUp?: boolean;
}

type Script = (call: ReceivedCall, index: number) => Answer;

/** A customer's web server: it keeps what it is told and answers as the test says (200 by itself). */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = [];
  private script: Script = () => ({});

  private constructor(
    readonly url: string,
    private readonly close: () => Promise<void>,
  ) {}

  static async start(port = 0): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    const { port: actual } = server.address() as AddressInfo;
    const receiver = new WebhookReceiver(`http://127.0.0.1:${actual}`, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    server.on('request', (request, response) => void receiver.receive(request, response));
    return receiver;
  }

  /** One answer for all, or a function of the call and its number (from 0). */
  answers(script: Answer | Script): this {
    this.script = typeof script === 'function' ? script : () => script;
    return this;
  }

  /** These in turn, the last one from then on. */
  answersInTurn(...answers: [Answer, ...Answer[]]): this {
    const from = this.calls.length;
    return this.answers((_call, index) => answers[Math.min(index - from, answers.length - 1)]!);
  }

  /** Waits until this many calls (that match) have come, and returns them. */
  async received(count: number, options: WaitOptions & { where?: (call: ReceivedCall) => boolean } = {}): Promise<ReceivedCall[]> {
    const { where = () => true, ...wait } = options;
    const matching = () => this.calls.filter(where);
    const what = () => `${count} webhook calls; there are ${matching().length} of ${this.calls.length} in all`;
    await waitFor(() => matching().length >= count, { what, ...wait });
    return matching();
  }

  async stop(): Promise<void> {
    await this.close();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = readCall(request, Buffer.concat(chunks));
    const answer = this.script(call, this.calls.push(call) - 1);
    setTimeout(() => {
      if (answer.hangUp) request.socket.destroy();
      else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
    }, answer.delayMs ?? 0);
  }
}

function readCall(request: IncomingMessage, rawBody: Buffer): ReceivedCall {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const { method = 'GET', url: path = '/' } = request;
  return { method, path, headers, rawBody, body: parseJson(rawBody), receivedAt: new Date() };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}
