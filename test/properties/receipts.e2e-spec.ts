import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAttemptReference, type ReceiptFact } from '@app/core';
import { ApplyReceipts, type NewMessage, SendMessages } from '@app/messaging';
import { assertInBulk } from '../support/in-bulk.js';
import { Pipeline } from '../support/pipeline.js';
import { SmsProvider } from '../support/sms-provider.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const RUNS = IS_FULL ? 10_000 : 300;
/** Runs share the database and not their message, so many go at once. */
const AT_ONCE = 100;
const TEST_MS = IS_FULL ? 1_200_000 : 60_000;
const SENDER = '15550001111';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await Pipeline.start({ workers: 2 });
}, 60_000);
afterAll(() => pipeline?.stop());

type Status = ReceiptFact['status'];
const FAILURES: readonly Status[] = ['failed', 'expired', 'filtered'];

/** One receipt for an SMS: what it says, how it names the message, and whether the sender knows yet that it was sent. */
interface Told {
  status: Status;
  by: 'reference' | 'providerMessageId' | 'watermark';
  beforeCommit: boolean;
  /** The worker that applies it. */
  worker: number;
}

const told: fc.Arbitrary<Told> = fc.record({
  status: fc.constantFrom<Status>('sent', 'delivered', 'read', ...FAILURES),
  by: fc.constantFrom('reference', 'providerMessageId', 'watermark'),
  beforeCommit: fc.boolean(),
  worker: fc.nat({ max: 1 }),
});
/** In any order, some doubled. A watermark speaks of arrival only. */
const story = fc.array(told, { maxLength: 6 }).chain((facts) => fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length })).map((facts) =>
  facts.map((fact): Told => (fact.by === 'watermark' && fact.status !== 'read' ? { ...fact, status: 'delivered' } : fact)));

let runs = 0;

interface Run {
  message: NewMessage;
  phoneNumber: string;
  facts: readonly Told[];
}

function receiptOf({ message, phoneNumber }: Run, { status, by }: Told): { accountId: string; fact: ReceiptFact } {
  const name = {
    reference: { reference: formatAttemptReference({ messageId: message.id, attemptNumber: 1 }) },
    providerMessageId: { providerMessageId: SmsProvider.idOf(message.request.body!) },
    watermark: { address: phoneNumber, watermarkAt: new Date(Date.now() + 60_000) },
  };
  return { accountId: pipeline.accounts.get('sms')!, fact: { kind: 'receipt', status, accountAddress: SENDER, occurredAt: new Date(), raw: {}, ...name[by] } };
}

async function apply(run: Run, facts: readonly Told[]): Promise<void> {
  // Those of one worker one after the other, those of both at the same time.
  await Promise.all(pipeline.workers.map(async (worker, index) => {
    for (const fact of facts.filter((one) => one.worker === index)) await worker(ApplyReceipts).record([receiptOf(run, fact)]);
  }));
}

/** Sends one message a story, has the receipts come when the story says, and tells how each message ended. */
async function play(stories: readonly (readonly Told[])[]): Promise<{ facts: readonly Told[]; status: string; shown: string; told: string[] }[]> {
  const people = stories.map(() => ({ text: `story ${++runs}`, phoneNumber: `4479${String(runs).padStart(8, '0')}` }));
  const messages = await pipeline.accept(people.map(({ text, phoneNumber }) => ({ to: { phoneNumber }, rules: ['sms'], body: text })));
  const byText = new Map(stories.map((facts, index): [string, Run] => [people[index]!.text, { message: messages[index]!, phoneNumber: people[index]!.phoneNumber, facts }]));
  pipeline.provider.beforeAnswer = async (text) => {
    const run = byText.get(text)!;
    await apply(run, run.facts.filter(({ beforeCommit }) => beforeCommit));
  };
  await pipeline.workers[0]!(SendMessages).send(messages.map(({ id }) => id));
  await Promise.all([...byText.values()].map((run) => apply(run, run.facts.filter(({ beforeCommit }) => !beforeCommit))));
  const rows = await pipeline.database.query<{ id: string; status: string; shown: string; told: string[] }>(
    `select id, status, status_details->'channelStatus'->'sms'->>'status' as shown,
      (select array_agg(replace(name, 'message.', '') order by revision) from event where entity_id = message.id::text) as told
    from message where id = any($1)`, [messages.map(({ id }) => id)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byText.values()].map(({ message, facts }) => {
    const { status, shown, told: events } = byId.get(message.id)!;
    return { facts, status, shown, told: events };
  });
}

function endOf(facts: readonly Told[]): string[] {
  const statuses = new Set(facts.map(({ status }) => status));
  if (statuses.has('read')) return ['read'];
  if (statuses.has('delivered')) return ['delivered'];
  const failures = FAILURES.filter((status) => statuses.has(status));
  return failures.length > 0 ? failures : ['sent'];
}

/**
 * What the facts make of the message, whenever and however often they came: arrival outweighs failure, and the first of
 * several failures stays. A watermark speaks of what was sent, so one that comes after a failure says nothing of it.
 */
function possible(facts: readonly Told[]): string[] {
  const hasFailed = facts.some(({ status }) => FAILURES.includes(status));
  return [...endOf(facts), ...(hasFailed ? endOf(facts.filter(({ by }) => by !== 'watermark')) : [])];
}

const RANK: Readonly<Record<string, number>> = { sent: 0, failed: 1, expired: 1, filtered: 1, delivered: 2, read: 3 };

describe('a message whose receipts come in any order, doubled, by any name, before or after the sender knows that it was sent', () => {
  it('ends as the receipts say, and customers are told each step once and in order', async () => {
    await assertInBulk(story, { runs: RUNS, atOnce: AT_ONCE }, async (stories) => {
      for (const end of await play(stories)) {
        const story = end.facts.map(({ status, by, beforeCommit, worker }) => `${status} by ${by} ${beforeCommit ? 'before' : 'after'} the commit, worker ${worker}`);
        expect({ story, status: possible(end.facts).includes(end.status) ? end.status : `${end.status}, not ${possible(end.facts).join(' or ')}` }).toEqual({ story, status: end.shown });
        const ranks = end.told.map((name) => RANK[name]!);
        // One event a step: none is told twice and none steps back.
        expect({ story, ranks }).toEqual({ story, ranks: [...new Set(ranks)].toSorted((one, other) => one - other) });
        expect(end.told.at(-1)).toBe(end.status);
      }
    });
  }, TEST_MS);
});
