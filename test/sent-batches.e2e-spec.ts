import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyReceipts, SendMessages, SentBatches } from '@app/messaging';
import { Pipeline } from './support/pipeline.js';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await Pipeline.start();
}, 60_000);
afterAll(() => pipeline?.stop());

/** A sent message with a receipt that nobody has applied yet, since its worker died before it looked; `minutes` ago. */
async function leftBehind(minutes: number): Promise<string> {
  const [message] = await pipeline.accept([{ to: { phoneNumber: `44790000000${minutes}` }, rules: ['sms'], body: `from ${minutes} minutes ago` }]);
  const { id } = message!;
  await pipeline.workers[0]!(SendMessages).send([id]);
  const [attempt] = await pipeline.database.query<{ providerMessageId: string }>('select provider_message_id as "providerMessageId" from attempt where message_id = $1', [id]);
  const fact = { kind: 'receipt' as const, status: 'delivered' as const, accountAddress: '15550001111', occurredAt: new Date(), raw: {}, ...attempt! };
  await pipeline.workers[0]!(ApplyReceipts).record([{ accountId: pipeline.accounts.get('sms')!, fact }]);
  await pipeline.database.query('update receipt set message_id = null, attempt_number = null where message_id = $1', [id]);
  await pipeline.database.query('update attempt set delivered_at = null where message_id = $1', [id]);
  await pipeline.database.query("update message set status = 'sent' where id = $1", [id]);
  await pipeline.database.query('insert into sent_batch (id, message_ids, recorded_at) values ($1, $2, now() - make_interval(mins => $3))', [randomUUID(), [id], minutes]);
  return id;
}

const statusOf = async (id: string): Promise<string> => (await pipeline.database.query<{ status: string }>('select status from message where id = $1', [id]))[0]!.status;
const sweep = (): Promise<number> => pipeline.workers[0]!(SentBatches).sweep();

describe('messages whose worker died before it looked for their receipts', () => {
  it('are looked after in its place, also while an earlier one can not be', async () => {
    const [hopeless, next] = [await leftBehind(3), await leftBehind(2)];
    await pipeline.database.query(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$`);
    await pipeline.database.query(`create trigger refuse before update on attempt for each row when (new.message_id = '${hopeless}') execute function refuse()`);

    await expect(sweep()).rejects.toThrow('not this one');
    expect([await statusOf(hopeless), await statusOf(next)]).toEqual(['sent', 'delivered']);

    await pipeline.database.query('drop trigger refuse on attempt');
    expect(await sweep()).toBe(1);
    expect([await statusOf(hopeless), await sweep()]).toEqual(['delivered', 0]);
  });
});
