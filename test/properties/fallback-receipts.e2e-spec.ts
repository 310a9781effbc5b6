import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAttemptReference, type ReceiptFact } from '@app/core';
import { ApplyReceipts, type NewMessage, SendMessages, type SendRequest } from '@app/messaging';
import { assertInBulk } from '../support/in-bulk.js';
import { Pipeline } from '../support/pipeline.js';

const IS_FULL = process.env['FAULTS'] === 'full';
const RUNS = IS_FULL ? 10_000 : 300;
/** Runs share the database and not their message, so many go at once. */
const AT_ONCE = 100;
const TEST_MS = IS_FULL ? 1_200_000 : 60_000;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await Pipeline.start({ workers: 2 });
}, 60_000);
afterAll(() => pipeline?.stop());

type Status = ReceiptFact['status'];
type Channel = 'dummy' | 'sms';
const FAILURES: readonly Status[] = ['failed', 'expired', 'filtered'];

/** One receipt: of which channel's attempt, and when it comes. The SMS has none before it is under way. */
interface Told {
  channel: Channel;
  status: Status;
  when: 'waiting' | 'during the call' | 'after';
  worker: number;
}

/** A message over the dummy channel that falls back to an SMS unless it gets as far as `until` says. */
interface Story {
  until: 'delivered' | 'read';
  facts: readonly Told[];
}

const told: fc.Arbitrary<Told> = fc
  .record({
    channel: fc.constantFrom<Channel>('dummy', 'sms'),
    status: fc.constantFrom<Status>('sent', 'delivered', 'read', ...FAILURES),
    when: fc.constantFrom('waiting', 'during the call', 'after'),
    worker: fc.nat({ max: 1 }),
  })
  .map((fact): Told => (fact.channel === 'sms' && fact.when === 'waiting' ? { ...fact, when: 'during the call' } : fact));
const doubled = fc.array(told, { maxLength: 5 }).chain((facts) => fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length }));
const story: fc.Arbitrary<Story> = fc.record({ until: fc.constantFrom('delivered', 'read'), facts: doubled });

let runs = 0;

interface Run extends Story {
  message: NewMessage;
}

function receiptOf({ message }: Run, { channel, status }: Told): { accountId: string; fact: ReceiptFact } {
  const reference = formatAttemptReference({ messageId: message.id, attemptNumber: channel === 'dummy' ? 1 : 2 });
  const accountAddress = channel === 'dummy' ? 'dummy-account' : '15550001111';
  return { accountId: pipeline.accounts.get(channel)!, fact: { kind: 'receipt', status, reference, accountAddress, occurredAt: new Date(), raw: {} } };
}

async function apply(run: Run, when: Told['when']): Promise<void> {
  const facts = run.facts.filter((fact) => fact.when === when);
  // Those of one worker one after the other, those of both at the same time.
  await Promise.all(pipeline.workers.map(async (worker, index) => {
    for (const fact of facts.filter((one) => one.worker === index)) await worker(ApplyReceipts).record([receiptOf(run, fact)]);
  }));
}

interface End {
  story: Story;
  status: string;
  dummy: string;
  sms: string | null;
  isOpen: boolean;
  calls: number;
}

/** Sends each story's message over the dummy channel, lets its time pass, and tells how it ended. */
async function play(stories: readonly Story[]): Promise<End[]> {
  const texts = stories.map(() => `fallback ${++runs}`);
  const messages = await pipeline.accept(stories.map(({ until }, index) => (
    { to: { dummyId: 'd', phoneNumber: '447123123123' }, rules: [{ channel: 'dummy', until, within: 60 }, 'sms'], body: texts[index]! })));
  const byText = new Map(stories.map((story, index): [string, Run] => [texts[index]!, { ...story, message: messages[index]! }]));
  pipeline.provider.beforeAnswer = async (text) => apply(byText.get(text)!, 'during the call');
  const ids = messages.map(({ id }) => id);
  const [one, other] = pipeline.workers.map((worker) => worker(SendMessages));
  await one!.send(ids);
  await Promise.all([...byText.values()].map((run) => apply(run, 'waiting')));
  await pipeline.database.query(`update message set due_at = now() where id = any($1) and due_at is not null`, [ids]);
  await other!.send(ids);
  await Promise.all([...byText.values()].map((run) => apply(run, 'after')));
  const rows = await pipeline.database.query<{ id: string; status: string; dummy: string; sms: string | null; isOpen: boolean }>(
    `select id, status, status_details->'channelStatus'->'dummy'->>'status' as dummy, status_details->'channelStatus'->'sms'->>'status' as sms,
      coalesce(due_at, sweep_at) is not null or claim is not null or awaited_status is not null as "isOpen"
    from message where id = any($1)`, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byText].map(([text, { message, until, facts }]) => {
    const { status, dummy, sms, isOpen } = byId.get(message.id)!;
    return { story: { until, facts }, status, dummy, sms, isOpen, calls: pipeline.provider.calls.get(text) ?? 0 };
  });
}

/** The furthest that the facts say. */
function arrivalOf(facts: readonly Told[]): 'read' | 'delivered' | undefined {
  return (['read', 'delivered'] as const).find((status) => facts.some((fact) => fact.status === status));
}

/** What one channel may show: the first of several failures stays. */
function shownOf(facts: readonly Told[]): readonly string[] {
  const arrival = arrivalOf(facts);
  if (arrival) return [arrival];
  const failures = FAILURES.filter((status) => facts.some((fact) => fact.status === status));
  return failures.length > 0 ? failures : ['sent'];
}

/** Facts of an SMS that was never sent are about no message, and say nothing. */
function expected({ until, facts }: Story): { calls: number; statuses: readonly string[]; dummy: readonly string[]; sms: readonly string[] } {
  const reached = arrivalOf(facts.filter(({ when }) => when === 'waiting'));
  const isHeldBack = reached === 'read' || reached === until;
  const ofDummy = facts.filter(({ channel }) => channel === 'dummy');
  // What an SMS that was held back is told of "during its call" never comes.
  const ofSms = isHeldBack ? [] : facts.filter(({ channel }) => channel === 'sms');
  const heard = isHeldBack ? ofDummy.filter(({ when }) => when !== 'during the call') : [...ofDummy, ...ofSms];
  const arrival = arrivalOf(heard);
  // Whatever became of the dummy channel, once the SMS was taken up its failure is the message's; before that, it went on.
  const sms = shownOf(ofSms);
  return {
    calls: isHeldBack ? 0 : 1,
    statuses: arrival ? [arrival] : sms,
    dummy: shownOf(isHeldBack ? heard : ofDummy),
    sms,
  };
}

describe('a message that falls back to another channel, with receipts of both in any order, doubled, before, during and after the second call', () => {
  it('goes on only where the first channel did not get far enough, and ends as the furthest receipt of either says, else as the second channel, and each channel shows its own part', async () => {
    const seen = { heldBack: 0, wentOn: 0 };
    await assertInBulk(story, { runs: RUNS, atOnce: AT_ONCE }, async (stories) => {
      for (const end of await play(stories)) {
        const { calls, statuses, dummy, sms } = expected(end.story);
        const may = { status: statuses, dummy, sms: calls > 0 ? sms : [null], calls: [calls], isOpen: [false] };
        const wrong = Object.entries(may).filter(([field, values]) => !(values as readonly unknown[]).includes(end[field as keyof typeof may]));
        expect({ end, wrong }).toEqual({ end, wrong: [] });
        seen[calls > 0 ? 'wentOn' : 'heldBack']++;
      }
    });
    expect(Math.min(seen.heldBack, seen.wentOn)).toBeGreaterThan(RUNS / 100);
  }, TEST_MS);
});

describe('a rule after a timed one, of which the provider reports a failure while its outcome is not written down', () => {
  const rules = [{ channel: 'dummy', until: 'delivered', within: 60 }, { channel: 'sms', until: 'delivered', within: 60 }, 'fbMessenger'] satisfies SendRequest['rules'];

  it.each([
    ['during its call', async () => undefined],
    ['after an answer that was lost', async () => Promise.reject(new Error('The answer is lost.'))],
  ])('%s: the message has not failed before the rule that is left was taken, which is at once', async (when, answer) => {
    const [message] = (await pipeline.accept([{ to: { dummyId: 'd', phoneNumber: '447123123123' }, rules, body: `three rules ${++runs}` }])) as [NewMessage];
    const failure = receiptOf({ until: 'delivered', facts: [], message }, { channel: 'sms', status: 'failed', when: 'after', worker: 0 });
    const isDuring = when === 'during its call';
    pipeline.provider.beforeAnswer = async () => {
      if (isDuring) await pipeline.workers[1]!(ApplyReceipts).record([failure]);
      await answer();
    };
    const send = async (): Promise<void> => pipeline.workers[0]!(SendMessages).send([message.id]);
    const now = async (): Promise<unknown> => (await pipeline.database.query(
      `select status, due_at <= now() as "isDue", (select array_agg(replace(name, 'message.', '') order by revision) from event where entity_id = message.id::text) as told
      from message where id = $1`, [message.id]))[0];
    await send();
    await pipeline.database.query(`update message set due_at = now() where id = $1`, [message.id]);
    await send();
    if (!isDuring) await pipeline.workers[1]!(ApplyReceipts).record([failure]);
    expect(await now()).toMatchObject({ status: 'sent', isDue: true, told: expect.not.arrayContaining(['failed']) });
    // The apiSpace has no Messenger account; what went out on the first channel may still arrive.
    await send();
    expect(await now()).toMatchObject({ status: 'sent', isDue: null });
  });
});

describe('a timed rule that arrives while the timed rule after it is being sent', () => {
  it('has arrived: once the time of the second is over too, no third is taken', async () => {
    const rules = [{ channel: 'dummy', until: 'delivered', within: 60 }, { channel: 'sms', until: 'delivered', within: 60 }, 'fbMessenger'] satisfies SendRequest['rules'];
    const [message] = (await pipeline.accept([{ to: { dummyId: 'd', phoneNumber: '447123123123' }, rules, body: `late arrival ${++runs}` }])) as [NewMessage];
    const arrival = receiptOf({ until: 'delivered', facts: [], message }, { channel: 'dummy', status: 'delivered', when: 'during the call', worker: 0 });
    pipeline.provider.beforeAnswer = async (text) => (text.startsWith('late arrival') ? pipeline.workers[1]!(ApplyReceipts).record([arrival]) : undefined);
    for (let send = 0; send < 3; send++) {
      await pipeline.workers[0]!(SendMessages).send([message.id]);
      await pipeline.database.query('update message set due_at = now() where id = $1 and due_at is not null', [message.id]);
    }
    const [end] = await pipeline.database.query(
      `select status, due_at as "dueAt", array(select jsonb_object_keys(status_details->'channelStatus') order by 1) as channels from message where id = $1`, [message.id]);
    expect(end).toEqual({ status: 'delivered', dueAt: null, channels: ['dummy', 'sms'] });
  });
});
