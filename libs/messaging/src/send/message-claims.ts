import { Inject, Injectable } from '@nestjs/common';
import { Database, mayBeCommitted, Prisma, smallOnly } from '@app/infra';
import type { SendRequest } from '../accept/send-request.js';
import type { StatusDetails } from '../status-details.js';
import { WorkerLease } from './worker-lease.js';

/** The database says what is due. Jobs come by the clocks of the queue and the workers: one that comes a little early is not lost. */
const EARLY_S = 1;
const MOST_RELEASED = 5_000;
/** A claim whose answer was lost may still wait in the database for a lock, for as long as a statement may run. */
const LATE_CLAIM_MS = 35_000;

/** A message that this worker alone may work on, as long as its lease lives. */
export interface ClaimedMessage {
  id: string;
  /** The lease that it was claimed with. */
  claim: string;
  /** Tells it from later claims of this process, which have the same lease. */
  claimNumber: number;
  apiSpaceId: string;
  request: SendRequest;
  status: string;
  statusDetails: StatusDetails;
  profileId: string | null;
  ruleIndex: number;
  tryCount: number;
  /** Attempts so far, of all rules. */
  attemptCount: number;
  awaitedStatus: string | null;
  slotAt: Date | null;
  acceptedAt: Date;
  expiresAt: Date | null;
  /** By the database's clock, which all times of a message are compared with: a worker's own may be set to another time. */
  claimedAt: Date;
}

/** A message whose request is not read yet, since it is so large. */
export interface LargeMessage extends Omit<ClaimedMessage, 'request'> {
  request: null;
}

/** Of a row of `message`, but for the request. */
const COLUMNS = Prisma.sql`
  id, api_space_id as "apiSpaceId", status, status_details as "statusDetails", profile_id as "profileId",
  rule_index as "ruleIndex", try_count as "tryCount", awaited_status as "awaitedStatus", slot_at as "slotAt",
  accepted_at as "acceptedAt", expires_at as "expiresAt", now() as "claimedAt",
  coalesce((select max(number) from attempt where message_id = message.id), 0) as "attemptCount"`;

/**
 * Who works on which message: a conditional update of `message.claim` decides it. A claim ends in one of three ways:
 * `RecordOutcome` writes what became of the message and frees it in the same statement (`done`); `giveUp` frees it with the
 * lease's next renewal, and it is due again; or the worker dies, its lease runs out, and `WorkerLease.sweep` frees it.
 * All statements that end a claim name it, so that a worker that lost a message to another changes nothing of it.
 */
@Injectable()
export class MessageClaims {
  /** How many jobs of this process work on a message, or are claiming it. */
  private readonly held = new Map<string, number>();
  /** The last claim of each message that is held. */
  private readonly newest = new Map<string, Pick<ClaimedMessage, 'claim' | 'claimNumber'>>();
  private claimNumber = 0;
  /** To be freed, again and again until then; by message and claim. */
  private readonly givenUp = new Map<string, { id: string; claim: string; until: number }>();
  private releasing: Promise<void> | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WorkerLease) private readonly lease: WorkerLease,
  ) {
    lease.onRenewal = () => this.release();
  }

  get heldCount(): number {
    return this.held.size;
  }

  /** Those of the messages that have something to be done now and that nobody else works on. Each ends in `done` or `giveUp`. */
  async claim(ids: readonly string[]): Promise<(ClaimedMessage | LargeMessage)[]> {
    const claim = await this.lease.valid();
    const asked = [...new Set(ids)];
    for (const id of asked) this.held.set(id, (this.held.get(id) ?? 0) + 1);
    // What is being freed must be free before it is claimed again, with the same claim.
    await this.releasing?.catch(() => undefined);
    try {
      const messages = await this.claimWith(claim, asked);
      for (const { id, claimNumber } of messages) this.newest.set(id, { claim, claimNumber });
      const claimed = new Set(messages.map(({ id }) => id));
      for (const id of asked) if (!claimed.has(id)) this.letGo(id);
      return messages;
    } catch (error) {
      for (const id of asked) {
        if (mayBeCommitted(error)) this.free({ id, claim, until: performance.now() + LATE_CLAIM_MS });
        this.letGo(id);
      }
      throw error;
    }
  }

  /** As it is now, since it may have waited for long. Undefined when it is not this worker's any more. */
  async withRequest({ id, claim, claimNumber }: LargeMessage): Promise<ClaimedMessage | undefined> {
    const [row] = await this.database.rows<Omit<ClaimedMessage, 'claim' | 'claimNumber'>>`select request, ${COLUMNS} from message where id = ${id}::uuid and claim = ${claim}::uuid`;
    return row && { claim, claimNumber, ...row };
  }

  /**
   * False when this process has claimed it again by the same lease. So its outcome is recorded already, and only the answer
   * to that was lost: recorded once more it would end the newer claim. By another lease it was taken from this process,
   * which the statement that records sees: it ends the attempt alone.
   */
  isNewest({ id, claim, claimNumber }: Pick<ClaimedMessage, 'id' | 'claim' | 'claimNumber'>): boolean {
    const newest = this.newest.get(id);
    return newest?.claim !== claim || newest.claimNumber === claimNumber;
  }

  /** Its outcome is recorded, and its claim with it. */
  done({ id }: ClaimedMessage): void {
    this.letGo(id);
  }

  /** The message can't be worked on now: it is freed for the sweep with the lease's next renewal, if it still has this claim. */
  giveUp({ id, claim }: Pick<ClaimedMessage, 'id' | 'claim'>): void {
    this.free({ id, claim, until: 0 });
    this.letGo(id);
  }

  /** What is given up under an older lease must not take the place of what is given up under this one. */
  private free(given: { id: string; claim: string; until: number }): void {
    const key = `${given.id} ${given.claim}`;
    const until = Math.max(given.until, this.givenUp.get(key)?.until ?? 0);
    this.givenUp.set(key, { ...given, until });
  }

  private letGo(id: string): void {
    const others = (this.held.get(id) ?? 1) - 1;
    if (others > 0) {
      this.held.set(id, others);
      return;
    }
    this.held.delete(id);
    this.newest.delete(id);
  }

  /** Does not wait until the disk has it: whatever is done by a claim is written after it, so a claim that a dying database forgets is one by which nothing was done. */
  private async claimWith(claim: string, ids: readonly string[]): Promise<(ClaimedMessage | LargeMessage)[]> {
    const claimNumber = ++this.claimNumber;
    const rows = await this.database.rows<Omit<ClaimedMessage, 'claim' | 'claimNumber'> | Omit<LargeMessage, 'claim' | 'claimNumber'>>`
      update message set claim = ${claim}::uuid
      where id = any(${ids}::uuid[]) and sweep_at is not null and due_at <= now() + make_interval(secs => ${EARLY_S}) and claim is null
        and exists (select from worker_lease where id = ${claim}::uuid and expires_at > now())
        and (select set_config('synchronous_commit', 'off', true)) = 'off'
      returning ${smallOnly('request')} as request, ${COLUMNS}`;
    return rows.map((row) => ({ claim, claimNumber, ...row }));
  }

  private async release(): Promise<void> {
    if (this.releasing) return;
    this.releasing = this.releaseGivenUp();
    await this.releasing.finally(() => (this.releasing = undefined));
  }

  /** What this process works on again, or is claiming, is left for the next time. */
  private async releaseGivenUp(): Promise<void> {
    const now = performance.now();
    const given = [...this.givenUp].filter(([, { id }]) => !this.held.has(id)).slice(0, MOST_RELEASED);
    if (given.length === 0) return;
    await this.database.rows`
      update message set claim = null, sweep_at = now()
      from unnest(${given.map(([, { id }]) => id)}::uuid[], ${given.map(([, { claim }]) => claim)}::uuid[]) as given(id, claim)
      where message.id = given.id and message.claim = given.claim and message.sweep_at is not null`;
    for (const [key, one] of given) if (this.givenUp.get(key) === one && one.until <= now) this.givenUp.delete(key);
  }
}
