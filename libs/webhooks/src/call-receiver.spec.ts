import { afterEach, expect, it, jest } from '@jest/globals';
import type { HttpRequest, HttpResponse } from '@app/core';
import { type Database, Metrics } from '@app/infra';
import { CallReceiver } from './call-receiver.js';
import type { Receivers } from './receivers.js';
import type { DueDelivery } from './write-events.js';

afterEach(() => void jest.restoreAllMocks());

const large = (webhookId: string): DueDelivery => ({ eventId: `of ${webhookId}`, webhookId, apiSpaceId: 'space', name: 'message.sent', entityId: 'one', revision: 0, payload: null, createdAt: new Date(), attempts: 0 });

it('large events of receivers that take long keep none from a receiver that answers', async () => {
  let nowMs = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const hanging: (() => void)[] = [];
  let isFirst = true;
  const http = async ({ url }: HttpRequest): Promise<HttpResponse> => {
    if (!url.startsWith('slow')) return { status: 200 } as HttpResponse;
    if (isFirst) nowMs += 2_500;
    else await new Promise<void>((resolve) => hanging.push(resolve));
    return { status: 500 } as HttpResponse;
  };
  const receivers = { find: async (id: string) => ({ id, url: id, secrets: ['secret'], accountNumber: 1, isBatch: false }) } as unknown as Receivers;
  const database = { rows: async (_text: unknown, ids: string[]) => ids.map((id) => ({ id, payload: '{}' })) } as unknown as Database;
  const calls = new CallReceiver(database, receivers, http as never, new Metrics());

  const slow = Array.from({ length: 12 }, (_, index) => `slow-${index}`);
  for (const id of slow) await calls.call([large(id)]);
  isFirst = false;
  const theirs = slow.map((id) => calls.call([large(id)]).catch(() => []));
  expect(await calls.call([large('good')])).toEqual([expect.objectContaining({ webhookId: 'good', delivered: true })]);
  expect(hanging).toHaveLength(2);
  while (hanging.length > 0) {
    for (const answer of hanging.splice(0)) answer();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(theirs);
});
