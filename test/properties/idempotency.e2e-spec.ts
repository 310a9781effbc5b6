import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertInBulk } from '../support/in-bulk.js';
import { waitFor } from '../support/servers/index.js';
import { type Answer, System } from '../support/system.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const RUNS = IS_FULL ? 10_000 : 30;
/** Keys have nothing to do with each other, so many are tried at once. */
const AT_ONCE = 30;
const TEST_MS = IS_FULL ? 1_800_000 : 90_000;
/** A client tries as often as it must; each of these asks anew until it hears something else than "not now". */
const PATIENCE_MS = 30_000;

let system: System;
beforeAll(async () => {
  system = await System.start({ workers: 0 });
}, 120_000);
afterAll(() => system?.stop());

/** One client under a key: what it sends, and when, after the others' start. */
interface Asked {
  body: 'first' | 'second' | 'batch' | 'wrong';
  afterTurns: number;
}

interface Story {
  clients: readonly Asked[];
  /** The database ends all connections while the clients are at it; whatever was not committed is gone. */
  isCut: boolean;
}

const story: fc.Arbitrary<Story> = fc.record({
  clients: fc.array(fc.record({ body: fc.constantFrom<Asked['body']>('first', 'first', 'first', 'second', 'batch', 'wrong'), afterTurns: fc.nat({ max: 30 }) }), { minLength: 1, maxLength: 6 }),
  isCut: fc.nat({ max: 20 }).map((one) => one === 0),
});

const one = (key: string, text: string): object => ({ to: { profileId: key, dummyId: key }, rules: ['dummy'], body: text, metadata: { key } });
const BODIES: Record<Asked['body'], (key: string) => [path: string, body: unknown]> = {
  first: (key) => ['/messages', one(key, 'first')],
  second: (key) => ['/messages', one(key, 'second')],
  batch: (key) => ['/messages/batch', [one(key, 'batch'), one(key, 'batch')]],
  wrong: (key) => ['/messages', { ...one(key, 'wrong'), rules: ['nowhere'] }],
};
const MESSAGES: Record<Asked['body'], number> = { first: 1, second: 1, batch: 2, wrong: 0 };

/** The first is still at work, or the database is away for a moment: a 503 says when to try again. Anything else is an answer, also a 500. */
function isNotNow({ status, headers }: Answer): boolean {
  return status === 409 || (status === 503 && headers.get('retry-after') !== null);
}

let keys = 0;

async function ask(key: string, { body, afterTurns }: Asked): Promise<Answer> {
  for (let turn = 0; turn < afterTurns; turn++) await new Promise((resolve) => setImmediate(resolve));
  const [path, request] = BODIES[body](key);
  return waitFor(async () => {
    const answer = await system.call('POST', path, request, { 'idempotency-key': key });
    return isNotNow(answer) ? undefined : answer;
  }, { what: () => `an answer to ${key}. The gateway's log:\n${system.gateway.log.slice(-3_000)}`, timeoutMs: PATIENCE_MS });
}

interface Heard {
  body: Asked['body'];
  answer: Answer;
}

/** Every client's last word, and how many messages the key has made. */
async function play({ clients, isCut }: Story): Promise<{ key: string; heard: Heard[] }> {
  const key = `key-${++keys}`;
  const heard = await Promise.all([
    ...clients.map(async (client) => ({ body: client.body, answer: await ask(key, client) })),
    ...(isCut ? [cut()] : []),
  ]);
  return { key, heard: heard.filter((each): each is Heard => each !== undefined) };
}

/** It may itself be cut off by another one. */
async function cut(): Promise<undefined> {
  await system.database.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`).catch(() => undefined);
  return undefined;
}

async function madeBy(keyNames: readonly string[]): Promise<Map<string, string[]>> {
  // The tests' own connections were cut off too.
  const rows = await waitFor(() => system.database.query<{ key: string; ids: string[] }>(
    `select request->'metadata'->>'key' as key, array_agg(id::text order by id) as ids from message where request->'metadata'->>'key' = any($1) group by 1`, [keyNames]));
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}

function idsOf({ body }: Answer): string[] {
  return (Array.isArray(body) ? (body as { messageId: string }[]) : [body as unknown as { messageId: string }]).map(({ messageId }) => messageId).toSorted();
}

/** One request has the key: it and its repetitions have one answer, which names all messages there are. */
function expectOneRequest(heard: readonly Heard[], made: readonly string[]): void {
  const accepted = heard.filter(({ answer }) => answer.status < 300);
  const winner = accepted[0]?.body;
  for (const { answer } of accepted) expect([answer.status, answer.body]).toEqual([accepted[0]!.answer.status, accepted[0]!.answer.body]);
  expect(made).toHaveLength(winner ? MESSAGES[winner] : 0);
  if (winner) expect(idsOf(accepted[0]!.answer)).toEqual(made);
  for (const { body, answer } of heard) {
    // A request that is wrong is refused for that, or, once the key has another request, for the key.
    const expected = body === winner ? [201, 202] : body === 'wrong' ? [400, 422] : [422];
    expect(expected).toContain(answer.status);
  }
}

describe('requests under one Idempotency-Key, with the same body and others, at any time, with the database cut off between', () => {
  it('make the messages of one of them, once, and all who sent that one hear the same', async () => {
    await assertInBulk(story, { runs: RUNS, atOnce: AT_ONCE }, async (stories) => {
      const played = await Promise.all(stories.map(play));
      const made = await madeBy(played.map(({ key }) => key));
      for (const { key, heard } of played) expectOneRequest(heard, made.get(key) ?? []);
    });
  }, TEST_MS);

  it('do so when the gateway is killed between and comes back', async () => {
    const clients = Array.from({ length: 6 }, (_, index): Asked => ({ body: index % 3 === 2 ? 'second' : 'first', afterTurns: index * 10 }));
    const playing = Promise.all(Array.from({ length: AT_ONCE }, () => play({ clients, isCut: false })));
    await waitFor(async () => (await system.database.query(`select from idempotency_key where created_at > now() - interval '1 minute' limit 1`)).length > 0);
    await system.gateway.kill();
    await system.gateway.restart();
    const played = await playing;
    const made = await madeBy(played.map(({ key }) => key));
    for (const { key, heard } of played) expectOneRequest(heard, made.get(key) ?? []);
  }, TEST_MS);
});
