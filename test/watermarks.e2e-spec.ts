import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReceiptFact } from '@app/core';
import { ApplyReceipts, SendMessages } from '@app/messaging';
import { Pipeline } from './support/pipeline.js';
import { SmsProvider } from './support/sms-provider.js';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await Pipeline.start();
}, 60_000);
afterAll(() => pipeline?.stop());

let phoneNumber: string;
beforeEach(() => {
  phoneNumber = `4479${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  pipeline.provider.beforeAnswer = async () => undefined;
});

const AT_ONCE = 200;
let count = 0;
async function send(texts: readonly string[] = [`text ${++count}`]): Promise<string[]> {
  const messages = await pipeline.accept(texts.map((body) => ({ to: { phoneNumber }, rules: ['sms'], body })));
  // An account has only so many in flight.
  for (let start = 0; start < messages.length; start += AT_ONCE) await pipeline.workers[0]!(SendMessages).send(messages.slice(start, start + AT_ONCE).map(({ id }) => id));
  return messages.map(({ id }) => id);
}

/** A call of the provider that says this; it is done with, as a worker leaves it. */
async function tell(...facts: Partial<ReceiptFact>[]): Promise<void> {
  const providerEventId = randomUUID();
  await pipeline.database.query("insert into provider_event (id, channel, raw_body, secret_hash, received_at) values ($1, 'sms', '', '', now())", [providerEventId]);
  const common = { kind: 'receipt' as const, status: 'read' as const, accountAddress: '15550001111', occurredAt: new Date(), raw: {} };
  const accountId = pipeline.accounts.get('sms')!;
  await pipeline.workers[0]!(ApplyReceipts).record(facts.map((fact) => ({ accountId, providerEventId, fact: { ...common, ...fact } })));
  await pipeline.database.query('update provider_event set processed_at = now() where id = $1', [providerEventId]);
}
const readUpTo = (watermarkAt: Date): Promise<void> => tell({ address: phoneNumber, watermarkAt });

async function statuses(ids: readonly string[]): Promise<string[]> {
  const rows = await pipeline.database.query<{ status: string }>('select distinct status from message where id = any($1) order by status', [ids]);
  return rows.map(({ status }) => status);
}

/** As if these had been sent so much earlier. */
async function sentEarlier(ids: readonly string[], minutes: number): Promise<void> {
  await pipeline.database.query(`update attempt set started_at = started_at - make_interval(mins => $2) where message_id = any($1)`, [ids, minutes]);
}
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('a watermark', () => {
  it('covers thousands of messages to one person', async () => {
    const ids = await send(Array.from({ length: 2_500 }, (_, index) => `one of many ${index}`));
    await readUpTo(new Date());
    expect(await statuses(ids)).toEqual(['read']);
  }, 60_000);

  it('covers the messages of many people, some of whom were sent more than is marked at once', async () => {
    const numbers = Array.from({ length: 3 }, (_, index) => `447${index}${Date.now()}`.slice(0, 12));
    const ids: string[] = [];
    for (const [index, number] of numbers.entries()) {
      phoneNumber = number;
      ids.push(...(await send(Array.from({ length: index % 2 === 0 ? 1_100 : 3 }, (_, text) => `to ${number} ${text}`))));
    }
    await tell(...numbers.flatMap((address) => (['delivered', 'read'] as const).map((status) => ({ status, address, watermarkAt: new Date() }))));
    expect(await statuses(ids)).toEqual(['read']);
  }, 60_000);

  it('covers what was sent since the last one, also where that was long ago', async () => {
    const first = await send();
    await sentEarlier(first, 60);
    await readUpTo(minutesAgo(50));
    const second = await send();
    await sentEarlier(second, 40);
    await readUpTo(minutesAgo(30));
    const third = await send();
    await readUpTo(new Date());
    expect(await statuses([...first, ...second, ...third])).toEqual(['read']);
  });

  it('from the future covers nothing that is sent later', async () => {
    const earlier = await send();
    await readUpTo(new Date(Date.now() + 365 * 24 * 60 * 60_000));
    expect(await statuses(earlier)).toEqual(['read']);
    await pipeline.database.query(`update receipt set watermark_at = watermark_at - interval '11 minutes' where address = $1`, [phoneNumber]); // as if it were long ago
    expect(await statuses(await send())).toEqual(['sent']);
  });

  it('that comes after a later one covers its own', async () => {
    const first = await send();
    await sentEarlier(first, 60);
    await readUpTo(minutesAgo(20));
    const second = await send();
    await sentEarlier(second, 40);
    await readUpTo(minutesAgo(30));
    expect(await statuses([...first, ...second])).toEqual(['read']);
  });

  it('waits for messages whose sender records them late, though it and others after it are done with', async () => {
    let isTold = false;
    pipeline.provider.beforeAnswer = async () => {
      if (isTold) return;
      isTold = true;
      await pipeline.database.query(`update attempt set started_at = started_at - interval '60 minutes' where address = $1 and message_id = (select min(message_id::text)::uuid from attempt where address = $1)`, [phoneNumber]);
      for (const minutes of [50, 30, -1]) await readUpTo(minutesAgo(minutes));
    };
    const ids = await send([`late ${++count}`, `late ${++count}`]);
    expect(await statuses(ids)).toEqual(['read']);
  });

  it('covers a message whose attempt only became known after it', async () => {
    const text = `unheard ${++count}`;
    pipeline.provider.beforeAnswer = () => Promise.reject(new Error('the answer is lost'));
    const [id] = await send([text]);
    await sentEarlier([id!], 60);
    await readUpTo(minutesAgo(50));
    await readUpTo(minutesAgo(20));
    await tell({ status: 'sent', reference: `${id}.1`, providerMessageId: SmsProvider.idOf(text), occurredAt: minutesAgo(60) });
    await pipeline.database.query('update message set due_at = now() where id = $1', [id]);
    await pipeline.workers[0]!(SendMessages).send([id!]);
    expect(await statuses([id!])).toEqual(['read']);
    expect(pipeline.provider.calls.get(text)).toBe(1);
  });

  it('that is one of thousands which somebody made up for a person counts at once, and the first by its time', async () => {
    const accountId = pipeline.accounts.get('sms')!;
    await pipeline.database.query(`insert into receipt (account_id, dedupe_key, status, address, watermark_at, occurred_at)
      select $1, 'made up ' || $2 || n, (array['delivered', 'read'])[1 + n % 2], $2, now() + n * interval '1 hour', now() + n * interval '1 hour' from generate_series(1, 20000) n`, [accountId, phoneNumber]);
    const ids = await send();
    expect(await statuses(ids)).toEqual(['read']);
    const [attempt] = await pipeline.database.query<{ hours: number }>(`select round(extract(epoch from read_at - now()) / 3600)::int as hours from attempt where message_id = $1`, [ids[0]]);
    expect(attempt).toEqual({ hours: 1 });
  });
});
