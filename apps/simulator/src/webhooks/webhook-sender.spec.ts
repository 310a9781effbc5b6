import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Behaviour } from '../state/behaviour.js';
import { Timers } from '../timers.js';
import { WebhookSender } from './webhook-sender.js';

const TIMEOUT_MS = 1_500;

let server: Server;
let sender: WebhookSender;

async function receiver(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const behaviour = new Behaviour();
  behaviour.change({ webhookTimeoutMs: TIMEOUT_MS, webhookRetryDelaysMs: [0] });
  sender = new WebhookSender(behaviour, new Timers());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  await sender.onModuleDestroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a webhook of the simulator', () => {
  it('is posted again when its receiver does not answer in time', async () => {
    let calls = 0;
    const url = await receiver((_request, response) => void (++calls > 1 && response.end()));
    expect(await sender.send({ url, body: '{}', headers: {} })).toBe(true);
    expect(sender.stats()).toMatchObject({ delivered: 1, failedTries: 1, dropped: 0 });
  });

  it('has its whole time from when it has a connection, however many are sent at once', async () => {
    const url = await receiver((_request, response) => void setTimeout(() => response.end(), TIMEOUT_MS / 3));
    await Promise.all(Array.from({ length: 400 }, () => sender.send({ url, body: '{}', headers: {} })));
    expect(sender.stats()).toMatchObject({ delivered: 400, failedTries: 0, dropped: 0 });
  });
});
