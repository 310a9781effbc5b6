import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '@app/access';
import type { Channel } from '@app/channels';
import { createBatcher, Database, Settings, untilRecorded } from '@app/infra';
import { CallPace } from './call-pace.js';
import { Pauses } from './pauses.js';

type RateClass = 'text' | 'media';
/** Replies have slots of their own beside those of each class. */
type SlotClass = RateClass | `${RateClass}Reply`;
const SLOT_CLASSES: readonly SlotClass[] = ['media', 'mediaReply', 'text', 'textReply'];

/** A slot that is nearer than this is waited for; a farther one puts the message off. */
export const LONGEST_SLOT_WAIT_MS = 1_000;
/** What answers a person who wrote to us so recently goes before bulk … */
const REPLY_WITHIN_MS = 10 * 60_000;
/** … in so much of the account's rate. */
const REPLIES_SHARE = 0.1;
/** A throttled account that does not say for how long. */
const THROTTLED_MS = 5_000;
/** So much of a provider's limit is given away as slots: on their way some calls come closer together, and one too many stops the account for seconds. */
export const USED_SHARE = 0.98;
/** Calls that are late for their slots come so much closer together than slots are, and not all at once. */
const LATE_SHARE = 0.99;
/** A slot is kept for a message that comes so much before its time, or so much after it. */
const EARLIEST_MS = 5_000;
const LATEST_MS = 20_000;

interface SlotRequest {
  accountId: string;
  rateClass: SlotClass;
  intervalMs: number;
}

interface Reserved {
  accountId: string;
  rateClass: SlotClass;
  /** Time from now to the end of what is reserved. */
  untilMs: number;
}

/**
 * A smooth limiter for each account and class of call, across all workers: GCRA with its one number in the database.
 * Who asks gets the next free slot and keeps it, so a message is put off at most once.
 */
@Injectable()
export class RateSlots {
  private readonly pace = new CallPace();
  private readonly pauses = new Pauses();
  private readonly reserveBatched: (request: SlotRequest) => Promise<number>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {
    this.reserveBatched = createBatcher({ run: (requests: SlotRequest[]) => this.reserveMany(requests), maxItems: 1_000, concurrency: 1 });
  }

  /**
   * Reserves the next slot and returns how long it is away, in ms. A reply does not wait behind a backlog: it has the next slot for
   * replies then. Its slot at the end of the backlog stays empty, so that calls are no more than the rate allows in the long run;
   * until then `passInTurn` moves the others back.
   */
  async reserve(account: Account, channel: Channel, rateClass: RateClass, { isReply = false } = {}): Promise<number> {
    if (!this.settings.CHANNEL_RATE_LIMITS) return 0;
    const accountId = account.id;
    const slotMs = await this.reserveBatched({ accountId, rateClass, intervalMs: intervalMs(channel, rateClass) });
    if (!isReply || slotMs <= LONGEST_SLOT_WAIT_MS) return slotMs;
    return Math.min(slotMs, await this.reserveBatched({ accountId, rateClass: `${rateClass}Reply`, intervalMs: intervalMs(channel, rateClass) / REPLIES_SHARE }));
  }

  /** Waits, once a call's slot has come, behind the calls of this process that are late for theirs. */
  async passInTurn(account: Account, channel: Channel, rateClass: RateClass): Promise<void> {
    if (!this.settings.CHANNEL_RATE_LIMITS) return;
    const lateMs = this.pace.waitMs(`${account.id} ${rateClass}`, intervalMs(channel, rateClass) * LATE_SHARE);
    if (lateMs > 0) await sleep(lateMs);
  }

  /** A provider has told this process to slow down: slots that were given before are no longer good. */
  isPaused({ id }: Account): boolean {
    return this.pauses.isPaused(id);
  }

  /** The provider throttles the account, and asks for `askedMs` where it says anything. Returns for how long the account is left alone, in ms. */
  async throttled(account: Account, askedMs: number = THROTTLED_MS): Promise<number> {
    const forMs = this.pauses.afterThrottle(account.id, askedMs);
    await this.slowDown(account, forMs);
    return forMs;
  }

  /**
   * No slot of the account begins within the next `forMs`: the provider asked us to slow down, in an answer that must not
   * be lost because this could not be written.
   */
  async slowDown(account: Account, forMs: number): Promise<void> {
    if (!this.settings.CHANNEL_RATE_LIMITS) return;
    this.pauses.begin(account.id, forMs);
    const seconds = forMs / 1_000;
    await untilRecorded(() => this.database.$executeRaw`
      insert into account_rate as rate (account_id, rate_class, tat)
      select ${account.id}::uuid, rate_class, now() + make_interval(secs => ${seconds}) from unnest(${SLOT_CLASSES}::text[]) as rate_class
      on conflict (account_id, rate_class) do update set tat = greatest(rate.tat, excluded.tat)`);
  }

  private async reserveMany(requests: SlotRequest[]): Promise<number[]> {
    const wanted = new Map<string, SlotRequest & { count: number }>();
    for (const request of requests) {
      const key = `${request.accountId} ${request.rateClass}`;
      const same = wanted.get(key);
      if (same) same.count++;
      else wanted.set(key, { count: 1, ...request });
    }
    const rows = [...wanted.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    const reserved = await this.database.rows<Reserved>`
      insert into account_rate as rate (account_id, rate_class, tat)
      select account_id, rate_class, now() + make_interval(secs => span_ms / 1000) from unnest(
        ${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.rateClass)}::text[],
        ${rows.map((row) => row.count * row.intervalMs)}::float8[]) as wanted(account_id, rate_class, span_ms)
      on conflict (account_id, rate_class) do update set tat = greatest(rate.tat, now()) + (excluded.tat - now())
      returning account_id as "accountId", rate_class as "rateClass", (extract(epoch from tat - now()) * 1000)::float8 as "untilMs"`;
    const next = new Map(
      reserved.map((row) => {
        const { count, intervalMs } = wanted.get(`${row.accountId} ${row.rateClass}`)!;
        return [`${row.accountId} ${row.rateClass}`, row.untilMs - count * intervalMs];
      }),
    );
    return requests.map(({ accountId, rateClass, intervalMs }) => {
      const key = `${accountId} ${rateClass}`;
      const slotMs = next.get(key)!;
      next.set(key, slotMs + intervalMs);
      return Math.max(0, slotMs);
    });
  }
}

/** `lastInboundAt`: when the person last wrote to the account. */
export function isReply({ lastInboundAt }: { lastInboundAt?: Date }, at: Date): boolean {
  return lastInboundAt !== undefined && at.getTime() - lastInboundAt.getTime() < REPLY_WITHIN_MS;
}

function intervalMs({ limits }: Channel, rateClass: RateClass): number {
  return 1_000 / (USED_SHARE * (rateClass === 'text' ? limits.textPerSecond : limits.mediaPerSecond));
}

/**
 * A message that was put off to its slot has it when it comes near the time; late by more than the sweep, which finds it
 * 10 s after that where its job was lost. With a new slot, at the end of all, a page whose jobs are lost would stand still.
 * The price: after a stall of several workers each paces its late calls for itself, so for seconds there may be more than the rate.
 */
export function hasSlot({ slotAt, claimedAt }: { slotAt: Date | null; claimedAt: Date }): boolean {
  const lateMs = slotAt === null ? undefined : claimedAt.getTime() - slotAt.getTime();
  return lateMs !== undefined && lateMs > -EARLIEST_MS && lateMs < LATEST_MS;
}
