import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type ChunkQueue, createLogger, Database, Metrics, type QueueOutage, Tracing } from '@app/infra';
import { Attempts, type ClaimedMessage, MessageClaims, type NewAttempt, RecordOutcome, SendMessages, SentBatches, Sweeps, WorkerLease } from '@app/messaging';
import { startDatabase, type TestDatabase, waitFor } from './support/servers/index.js';

const LOST = new Error('Connection terminated unexpectedly');
const logger = createLogger('test', 'silent');
let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await startDatabase();
  database = new Database({ DATABASE_URL: server.url });
}, 90_000);

afterAll(async () => {
  await database?.$disconnect();
  await server?.stop();
}, 30_000);

/** A worker's claims. After `loseNext` the next one is committed, and its answer never comes. */
function newWorker(): { lease: WorkerLease; claims: MessageClaims; loseNext: () => void } {
  let isLost = true;
  const rows = async (statement: TemplateStringsArray, ...values: unknown[]): Promise<object[]> => {
    const answer = await database.rows(statement, ...values);
    if (isLost || !statement.join('').includes('set claim =')) return answer;
    isLost = true;
    throw LOST;
  };
  const lease = new WorkerLease({ rows } as unknown as Database, logger);
  return { lease, claims: new MessageClaims({ rows } as unknown as Database, lease), loseNext: () => (isLost = false) };
}

/** One that is due, and not to be swept before a minute has gone. */
async function newMessage(): Promise<string> {
  const id = uuidv7();
  await server.query(
    `insert into message (id, api_space_id, request, status_details, created_by, accepted_at, updated_at, due_at, sweep_at)
     values ($1, $2, '{"to": {}, "rules": ["dummy"], "body": "Hello"}', '{"channel": "dummy"}', 'test', now(), now(), now(), now() + interval '50 s')`,
    [id, randomUUID()],
  );
  return id;
}

async function claimOf(id: string): Promise<string | null> {
  const [row] = await server.query<{ claim: string | null }>('select claim from message where id = $1', [id]);
  return row!.claim;
}

const isFree = (id: string): Promise<unknown> => waitFor(async () => (await claimOf(id)) === null, { what: 'the message to be free', timeoutMs: 12_000 });
const expire = (claim: string): Promise<unknown> => server.query(`update worker_lease set expires_at = now() - interval '1 s' where id = $1`, [claim]);

/** The work on messages up to their rules, and no further. */
function sendMessages(claims: MessageClaims, attempts: Partial<Attempts>, tryRule: object = {}): SendMessages {
  const unused = {} as never;
  return new SendMessages(claims, attempts as Attempts, unused, unused, tryRule as never, unused, unused, unused, new Metrics(), new Tracing(undefined, 0), logger);
}

function newAttempt(messageId: string, claim: string): NewAttempt {
  return { messageId, claim, number: 1, ruleIndex: 0, tryNumber: 0, partIndex: 0, partCount: 1, channel: 'dummy', accountId: randomUUID(), address: 'a' };
}

describe('a claimed message', () => {
  it('is claimed once, however many ask for it', async () => {
    const id = await newMessage();
    const workers = Array.from({ length: 8 }, () => newWorker());
    const claimed = await Promise.all(workers.map(({ claims }) => claims.claim([id, id])));
    expect(claimed.flat().map((message) => message.id)).toEqual([id]);
  });

  it('is freed by its worker when the answer to the claim was lost', async () => {
    const id = await newMessage();
    const { claims, loseNext } = newWorker();
    loseNext();
    await expect(claims.claim([id])).rejects.toBe(LOST);
    expect(await claimOf(id)).not.toBeNull();
    await isFree(id);
    expect(await claims.claim([id])).toHaveLength(1);
    expect(claims.heldCount).toBe(1);
  });

  it('stays with a worker that has it in hand when another job of that worker lost its answer', async () => {
    const [id, other] = [await newMessage(), await newMessage()];
    const { claims, loseNext } = newWorker();
    const [message] = await claims.claim([id]);
    loseNext();
    await expect(claims.claim([other, id])).rejects.toBe(LOST);
    await isFree(other);
    expect(await claimOf(id)).toBe(message!.claim);
  });

  it('is freed by its worker when its earlier attempts could not be read', async () => {
    const id = await newMessage();
    const { claims } = newWorker();
    await expect(sendMessages(claims, { of: () => Promise.reject(LOST) }).send([id])).rejects.toBe(LOST);
    expect(await claimOf(id)).not.toBeNull();
    await isFree(id);
    expect(claims.heldCount).toBe(0);
  });

  it('is freed by its worker when the number of its attempt was taken by another', async () => {
    const id = await newMessage();
    const { claims } = newWorker();
    const attempts = new Attempts(database);
    const tryRule = {
      try: async ({ message }: { message: { claim: string } }) => {
        await server.query(`insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, started_at)
          values ($1, 1, 0, 0, 0, 1, 'dummy', $2, 'a', now())`, [id, randomUUID()]);
        expect(await attempts.start(newAttempt(id, message.claim))).toBe(false);
        return { kind: 'lost' };
      },
    };
    await sendMessages(claims, attempts, tryRule).send([id]);
    await isFree(id);
  });
});

/** Records on this database; a test may put something in between. */
function recorder(claims: MessageClaims, rows: Database['rows'] = database.rows.bind(database)): RecordOutcome {
  const unused = { add: () => undefined, deliver: () => undefined, busyWebhooks: () => [], applyWaiting: async () => undefined } as never;
  const session = { rows } as unknown as Database;
  return new RecordOutcome(session, claims, unused, unused, unused, new SentBatches(session, unused), new Metrics());
}

const SENT = { channel: 'dummy', channelId: 'dummy' };

/** The message, claimed again by the same worker after others have taken its lease for dead. */
async function claimedByTwoLeases(id: string, { lease, claims }: ReturnType<typeof newWorker>): Promise<[ClaimedMessage, ClaimedMessage]> {
  const [before] = (await claims.claim([id])) as [ClaimedMessage];
  await new Attempts(database).start(newAttempt(id, before.claim));
  await expire(before.claim);
  await newWorker().lease.sweep();
  await waitFor(async () => (await lease.id()) !== before.claim, { what: 'a new lease' });
  const [after] = (await claims.claim([id])) as [ClaimedMessage];
  return [before, after];
}

describe('a message that was taken from its worker, which has it again by another lease', () => {
  it('keeps the later claim when the earlier work ends, and what the provider answered to that', async () => {
    const id = await newMessage();
    const worker = newWorker();
    const [before, after] = await claimedByTwoLeases(id, worker);
    await recorder(worker.claims).record({ message: before, status: 'sent', statusDetails: SENT, ruleIndex: 0, tryCount: 0, attempt: { messageId: id, number: 1, state: 'sent', providerMessageId: 'mid.1' } });
    expect(await claimOf(id)).toBe(after.claim);
    expect(await new Attempts(database).of([id])).toMatchObject([{ state: 'sent', providerMessageId: 'mid.1' }]);
  });

  it('is freed when both works give it up, the later one first', async () => {
    const id = await newMessage();
    const worker = newWorker();
    const [before, after] = await claimedByTwoLeases(id, worker);
    worker.claims.giveUp(after);
    worker.claims.giveUp(before);
    await isFree(id);
  });
});

describe('an outcome whose commit was not answered', () => {
  it('is not written again over a newer claim of the same worker', async () => {
    const id = await newMessage();
    const { claims } = newWorker();
    const [message] = (await claims.claim([id])) as [ClaimedMessage];
    let again: Promise<unknown> | undefined;
    const rows = async (statement: TemplateStringsArray, ...values: unknown[]): Promise<object[]> => {
      const answer = await database.rows(statement, ...values);
      if (again) return answer;
      again = claims.claim([id]);
      await again;
      throw LOST;
    };
    await recorder(claims, rows as Database['rows']).record({ message, status: 'retrying', statusDetails: SENT, ruleIndex: 0, tryCount: 1, dueAtMs: performance.now() });
    expect(await again).toMatchObject([{ id, tryCount: 1 }]);
    expect(await claimOf(id)).toBe(message.claim);
  });
});

describe('an attempt', () => {
  it('is started for the one that has the message, also when a former holder asks at the same moment', async () => {
    const id = await newMessage();
    const [message] = await newWorker().claims.claim([id]);
    const attempts = new Attempts(database);
    expect(await Promise.all([attempts.start(newAttempt(id, randomUUID())), attempts.start(newAttempt(id, message!.claim))])).toEqual([false, true]);
  });

  it('ends whatever id the provider made up, and so do those that end at the same moment', async () => {
    const ids = [await newMessage(), await newMessage()];
    const attempts = new Attempts(database);
    const messages = await newWorker().claims.claim(ids);
    await Promise.all(messages.map((message) => attempts.start(newAttempt(message.id, message.claim))));
    await Promise.all([
      attempts.end({ messageId: ids[0]!, number: 1, state: 'sent', providerMessageId: 'a\u0000b' }),
      attempts.end({ messageId: ids[1]!, number: 1, state: 'failed', providerCode: '\u0000' }),
    ]);
    expect((await attempts.of(ids)).map(({ state, providerMessageId }) => [state, providerMessageId])).toEqual([['sent', 'a\ufffdb'], ['failed', null]]);
  });
});

describe('the lease of a worker', () => {
  it('that has run out frees what was claimed with it, for whoever asks next', async () => {
    const id = await newMessage();
    const [message] = await newWorker().claims.claim([id]);
    await expire(message!.claim);
    const other = newWorker();
    expect(await other.lease.sweep()).toBe(1);
    expect(await other.claims.claim([id])).toHaveLength(1);
    expect(await new Attempts(database).start(newAttempt(id, message!.claim))).toBe(false);
  });

  it('is not swept by its own worker: after a pause it goes on where it was', async () => {
    const id = await newMessage();
    const { lease, claims } = newWorker();
    const [message] = await claims.claim([id]);
    await expire(message!.claim);
    expect(await lease.sweep()).toBe(0);
    const renewed = 'select 1 from worker_lease where id = $1 and expires_at > now()';
    await waitFor(async () => (await server.query(renewed, [message!.claim])).length === 1, { what: 'the lease to be renewed' });
    expect(await claimOf(id)).toBe(message!.claim);
  });

  it('is not held by a worker that stood still for as long as it lasts, nor by one that has another', async () => {
    const { lease } = newWorker();
    const claim = await lease.id();
    expect([lease.holds(claim), lease.holds(randomUUID())]).toEqual([true, false]);
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 16_000);
    expect(lease.holds(claim)).toBe(false);
    later.mockRestore();
  });

  it('is renewed before it claims when this process stood still for as long as it lasts', async () => {
    const { lease, claims } = newWorker();
    const id = await newMessage();
    await expire(await lease.id());
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 16_000);
    expect(await claims.claim([id])).toHaveLength(1);
    later.mockRestore();
  });

  it('does not claim any more once it has run out, and a new one does', async () => {
    const { lease, claims } = newWorker();
    const before = await lease.id();
    await expire(before);
    expect(await claims.claim([await newMessage()])).toEqual([]);
    await newWorker().lease.sweep();
    await waitFor(async () => (await lease.id()) !== before, { what: 'a new lease' });
    expect(await claims.claim([await newMessage()])).toHaveLength(1);
  });

  it('that is gone leaves nothing behind: the sweep of messages frees what still has its claim', async () => {
    const id = await newMessage();
    await server.query(`update message set claim = $2, sweep_at = now() - interval '1 s' where id = $1`, [id, randomUUID()]);
    const queued: string[] = [];
    const queue = { add: async (ids: string[]) => void queued.push(...ids) } as unknown as ChunkQueue;
    await new Sweeps(database, queue, queue, { isAway: false } as QueueOutage).sweepMessages();
    expect(queued).toContain(id);
    expect(await claimOf(id)).toBeNull();
  });
});
