import { mayBecome, type MessageStatus } from '@app/core';
import { waitFor } from '../support/servers/index.js';
import { timesTaken } from '../support/simulated-sends.js';
import type { Answer, System } from '../support/system.js';

const FINAL: readonly MessageStatus[] = ['delivered', 'read', 'failed', 'expired', 'filtered'];
const LOOK_EVERY_MS = 100;
/** A transaction shows its rows a little after the time that it wrote in them. */
const LOOK_BACK_MS = 5_000;
/** Only the pace of a test hangs on it; what is stuck shows in the verdict. */
const PACE_TIMEOUT_MS = 180_000;
/** What is not final when nothing has changed for this time is stuck. */
const STUCK_AFTER_MS = 60_000;
/** Of each worker, when something is stuck. */
const LOG_LINES = 40;
/** However many there are and however slow the machine: a run that still changes after this time does not end. */
const LONGEST_RUN_MS = 600_000;

/** What became of all that was accepted. Lists hold message ids, at most a few, so that a failure can be read. */
export interface Verdict {
  /** Ids that were answered 201 and have no row in the end. */
  lost: string[];
  /** Ids whose status is not final in time. */
  stuck: string[];
  /** Statuses that stepped back, as seen in the table or told to the receiver. */
  backwards: string[];
  /** Ids whose own final status the receiver was not told: another final status does not count. */
  untold: string[];
  /** Delivered messages that the provider never took. */
  neverSent: string[];
  /** Answers that a sender may not get, whatever happens: a status that is no 503, or a 503 that does not say when to try again. */
  wrongAnswers: string[];
  /** Times that the provider took a message again. */
  duplicates: number;
  /** How many have each final status. */
  statuses: Record<string, number>;
}

/** The verdict of a run in which nothing went wrong for anybody: `count` messages delivered, each sent once. */
export const allDelivered = (count: number): Verdict => ({
  lost: [], stuck: [], backwards: [], untold: [], neverSent: [], wrongAnswers: [], duplicates: 0, statuses: { delivered: count },
});

/** Sends to people 7000…: each message to a person of its own. */
const sendRequest = (index: number): object => ({
  to: { fbMessengerId: String(7_000_000_000_000_000 + index) }, rules: ['fbMessenger'], body: `Message ${index}`,
});

/**
 * Watches one system from the first send to the verdict: the status column all the time, the events at the receiver
 * and the provider's own list at the end. Every fault test is judged by it.
 */
export class Judge {
  readonly accepted: string[] = [];
  /** Answers other than 201, by status; 0 is a connection that broke. */
  readonly refused = new Map<number, number>();
  private readonly lastSeen = new Map<string, MessageStatus>();
  private readonly backwards: string[] = [];
  private readonly wrongAnswers = new Set<string>();
  private readonly timer: NodeJS.Timeout;
  private isLooking = false;
  private lookedUntil = new Date(0);
  private changedAtMs = 0;
  private sentCount = 0;

  private constructor(private readonly system: System) {
    this.timer = setInterval(() => void this.look().catch(() => undefined), LOOK_EVERY_MS); // the database may be away
  }

  /** Subscribes the system's receiver to everything, by `receiverUrl` when there is a proxy in between, and begins to watch. */
  static async watch(system: System, receiverUrl?: string): Promise<Judge> {
    await system.subscribe([], receiverUrl ? { url: receiverUrl } : {});
    return new Judge(system);
  }

  /** Ends the watching of the table; the verdict does it too. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Sends `count` messages by single POSTs; those that are refused are counted and not sent again. */
  async send(count: number, { concurrency = 20, request = sendRequest }: { concurrency?: number; request?: (index: number) => object } = {}): Promise<void> {
    const last = this.sentCount + count;
    const sendInTurn = async (): Promise<void> => {
      while (this.sentCount < last) await this.sendOne(request(this.sentCount++));
    };
    await Promise.all(Array.from({ length: concurrency }, sendInTurn));
  }

  /** Sends as long as `goesOn` holds, for faults that take their own time. */
  async sendWhile(goesOn: () => boolean, concurrency = 4): Promise<void> {
    const sendInTurn = async (): Promise<void> => {
      while (goesOn()) await this.sendOne(sendRequest(this.sentCount++));
    };
    await Promise.all(Array.from({ length: concurrency }, sendInTurn));
  }

  /** Sends batches, each under a key of its own and again until it is answered, whatever the sender meets in between. */
  async sendBatches(count: number, { size, concurrency = 8 }: { size: number; concurrency?: number }): Promise<void> {
    let next = 0;
    const sendInTurn = async (): Promise<void> => {
      while (next < count) await this.sendBatch(next++, size);
    };
    await Promise.all(Array.from({ length: concurrency }, sendInTurn));
  }

  /** How many of the accepted ones the provider has taken so far. */
  async takenCount(): Promise<number> {
    return (await this.system.simulate<{ count: number }>('GET', 'messages?limit=1&fields=id')).count;
  }

  /** Resolves in the middle: when the provider has taken this many. */
  async whenTaken(count: number): Promise<void> {
    await waitFor(async () => (await this.takenCount()) >= count, { what: `the provider to take ${count} messages`, timeoutMs: PACE_TIMEOUT_MS, pollMs: 10 });
  }

  /** Waits until all are final, or until the rest counts as stuck, and judges. */
  async verdict(stuckAfterMs = STUCK_AFTER_MS): Promise<Verdict> {
    this.changedAtMs = performance.now();
    const isOver = async (): Promise<boolean> => (await this.unsettled()).length === 0 || performance.now() - this.changedAtMs > stuckAfterMs;
    await waitFor(isOver, { timeoutMs: LONGEST_RUN_MS, pollMs: 250 }).catch(() => undefined);
    const stuck = await this.unsettled();
    if (stuck.length > 0) console.error(await this.whatHolds(stuck[0]!));
    // Read afresh, all of them: what was once seen may be gone.
    let rows = await this.rows();
    const areTold = async (): Promise<boolean> => {
      rows = await this.rows();
      return this.untold(rows).length === 0;
    };
    await waitFor(areTold, { timeoutMs: 35_000, pollMs: 250 }).catch(() => undefined);
    this.stop();
    await waitFor(() => !this.isLooking);
    this.lookedUntil = new Date(0); // at the end all rows are looked at
    await this.look();
    const taken = await timesTaken(this.system);
    const statuses = this.accepted.map((id) => rows.get(id)).filter((status) => status !== undefined);
    return {
      lost: some(this.accepted.filter((id) => !rows.has(id))),
      stuck: some(stuck),
      backwards: some([...this.backwards, ...this.toldBackwards()]),
      untold: some(this.untold(rows)),
      neverSent: some(this.accepted.filter((id) => rows.get(id) === 'delivered' && !taken.has(id))),
      wrongAnswers: some([...this.wrongAnswers]),
      duplicates: [...taken.values()].reduce((sum, times) => sum + times - 1, 0),
      statuses: Object.fromEntries([...new Set(statuses)].map((status) => [status, statuses.filter((other) => other === status).length])),
    };
  }

  /** Of a message that is stuck: its row, what the database waits for, and what the workers said last. */
  private async whatHolds(id: string): Promise<string> {
    const { database, workers } = this.system;
    const [row] = await database.query('select status, claim, due_at, sweep_at, now() from message where id = $1', [id]);
    const leases = await database.query('select * from worker_lease');
    const waiting = await database.query(
      `select application_name, state, wait_event, now() - xact_start as since, left(query, 200) as query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const logs = workers.map((worker) => `worker ${worker.pid ?? 'none'} runs: ${worker.isRunning}\n${worker.log.split('\n').slice(-LOG_LINES).join('\n')}`);
    return [`Stuck: ${id}`, JSON.stringify({ row, leases, waiting }, undefined, 1), ...logs].join('\n');
  }

  private async sendOne(request: object): Promise<void> {
    const answer = await this.system.call<{ messageId: string }>('POST', '/messages', request).catch(() => undefined);
    if (answer?.status === 201) this.accepted.push(answer.body.messageId);
    else this.countRefusal(answer);
  }

  private countRefusal(answer: Answer<unknown> | undefined): void {
    const status = answer?.status ?? 0;
    this.refused.set(status, (this.refused.get(status) ?? 0) + 1);
    if (!answer) return;
    if (status === 503 && answer.headers.get('retry-after')) return;
    // Of a batch under its key: the first call with it is still at work.
    if (status === 409 && (answer.body as { code?: string }).code === 'conflict') return;
    this.wrongAnswers.add(status === 503 ? '503 without Retry-After' : `${status} ${JSON.stringify(answer.body).slice(0, 200)}`);
  }

  private async sendBatch(number: number, size: number): Promise<void> {
    const requests = Array.from({ length: size }, (_, index) => sendRequest(number * size + index));
    const accepted = await waitFor(
      async () => {
        const answer = await this.system.call<{ messageId: string }[]>('POST', '/messages/batch', requests, { 'idempotency-key': `batch-${number}` }).catch(() => undefined);
        if (answer?.status === 202) return answer.body;
        this.countRefusal(answer);
        return undefined;
      },
      { what: `batch ${number} to be accepted`, timeoutMs: 120_000, pollMs: 100 },
    );
    this.accepted.push(...accepted.map(({ messageId }) => messageId));
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const after = new Date(this.lookedUntil.getTime() - LOOK_BACK_MS);
      const rows = await this.system.database.query<{ id: string; status: MessageStatus; updatedAt: Date }>(
        'select id, status, updated_at as "updatedAt" from message where updated_at > $1',
        [after],
      );
      for (const { id, status, updatedAt } of rows) {
        if (updatedAt > this.lookedUntil) this.lookedUntil = updatedAt;
        const before = this.lastSeen.get(id);
        if (before && before !== status && !mayBecome(before, status)) this.backwards.push(`${id}: ${before} → ${status} in the table`);
        if (before !== status) this.changedAtMs = performance.now();
        this.lastSeen.set(id, status);
      }
    } finally {
      this.isLooking = false;
    }
  }

  private async rows(): Promise<Map<string, MessageStatus>> {
    const rows = await this.system.database.query<{ id: string; status: MessageStatus }>('select id, status from message');
    return new Map(rows.map(({ id, status }) => [id, status]));
  }

  private async unsettled(): Promise<string[]> {
    const rows = await this.system.database.query<{ id: string }>('select id from message where status <> all($1)', [FINAL]);
    const open = new Set(rows.map((row) => row.id));
    return this.accepted.filter((id) => open.has(id));
  }

  /** What the receiver was told of each message, in the order of revisions. */
  private told(): Map<string, { revision: number; status: MessageStatus }[]> {
    const told = new Map<string, { revision: number; status: MessageStatus }[]>();
    for (const { body } of this.system.receiver.calls) {
      const { name, revision, payload } = body as { name: string; revision: number; payload: { id: string } };
      const status = name.replace('message.', '') as MessageStatus;
      const ofMessage = told.get(payload.id) ?? [];
      if (!ofMessage.some((one) => one.revision === revision && one.status === status)) ofMessage.push({ revision, status });
      told.set(payload.id, ofMessage);
    }
    for (const ofMessage of told.values()) ofMessage.sort((a, b) => a.revision - b.revision);
    return told;
  }

  private untold(rows: ReadonlyMap<string, MessageStatus>): string[] {
    const told = this.told();
    const isTold = (id: string): boolean => {
      const own = rows.get(id);
      return own !== undefined && FINAL.includes(own) && (told.get(id) ?? []).some(({ status }) => status === own);
    };
    return this.accepted.filter((id) => !isTold(id));
  }

  private toldBackwards(): string[] {
    return [...this.told()].flatMap(([id, events]) =>
      events.flatMap(({ status, revision }, index) => {
        const before = events[index - 1];
        // `sent` is told again when the next rule has sent it: that is no step back.
        if (!before || ((before.status === status || mayBecome(before.status, status)) && before.revision < revision)) return [];
        return [`${id}: ${before.status} (${before.revision}) → ${status} (${revision}) told`];
      }),
    );
  }
}

function some(list: readonly string[]): string[] {
  return list.length > 5 ? [...list.slice(0, 5), `and ${list.length - 5} more`] : [...list];
}
