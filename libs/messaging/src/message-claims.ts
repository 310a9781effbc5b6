import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';
import type { SendRequest, StatusDetails } from './send-request.js';
import { WorkerLease } from './worker-lease.js';

/** A message that this worker alone may work on, as long as its lease lives. */
export interface ClaimedMessage {
  id: string;
  /** The lease that it was claimed with. */
  claim: string;
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
}

/** A claim whose answer was lost may still be waiting in the database for a lock, for as long as a statement may run. */
const LATE_CLAIM_MS = 35_000;

/** A message to be freed, again and again until then. */
interface GivenUp {
  claim: string;
  until: number;
}

/** Who works on which message: a conditional update decides it, the worker's lease ends it when the worker dies. */
@Injectable()
export class MessageClaims {
  private readonly inHand = new Set<string>();
  private readonly givenUp = new Map<string, GivenUp>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WorkerLease) private readonly lease: WorkerLease,
  ) {
    lease.onRenewal = () => this.release();
  }

  /** Messages that this process works on. */
  get inHandCount(): number {
    return this.inHand.size;
  }

  /** Those of the messages that have something to be done now and that nobody else works on. */
  async claim(ids: readonly string[]): Promise<ClaimedMessage[]> {
    const claim = await this.lease.id();
    try {
      const messages = await this.claimWith(claim, ids);
      for (const { id } of messages) {
        this.inHand.add(id);
        this.givenUp.delete(id);
      }
      return messages;
    } catch (error) {
      // Where the answer was lost after the commit the messages are ours and nobody works on them.
      for (const id of ids) if (!this.inHand.has(id)) this.givenUp.set(id, { claim, until: Date.now() + LATE_CLAIM_MS });
      throw error;
    }
  }

  /** The work on the message is over, however it ended. */
  done(message: ClaimedMessage): void {
    this.inHand.delete(message.id);
  }

  /** The message can't be worked on now: it is freed for the sweep with the lease's next renewal. */
  giveUp(message: ClaimedMessage): void {
    this.done(message);
    this.givenUp.set(message.id, { claim: message.claim, until: 0 });
  }

  private async claimWith(claim: string, ids: readonly string[]): Promise<ClaimedMessage[]> {
    const rows = await this.database.rows<Omit<ClaimedMessage, 'claim'>>`
      update message set claim = ${claim}::uuid
      where id = any(${ids}::uuid[]) and sweep_at is not null and due_at <= now() + interval '50 ms' and claim is null
        and exists (select from worker_lease where id = ${claim}::uuid and expires_at > now())
      returning id, api_space_id as "apiSpaceId", request, status, status_details as "statusDetails", profile_id as "profileId",
        rule_index as "ruleIndex", try_count as "tryCount", awaited_status as "awaitedStatus", slot_at as "slotAt",
        accepted_at as "acceptedAt", expires_at as "expiresAt",
        coalesce((select max(number) from attempt where message_id = message.id), 0) as "attemptCount"`;
    return rows.map((row) => ({ ...row, claim }));
  }

  private async release(): Promise<void> {
    const now = Date.now();
    const given = [...this.givenUp].filter(([id]) => !this.inHand.has(id));
    if (given.length === 0) return;
    await this.database.rows`
      update message set claim = null, sweep_at = now()
      from unnest(${given.map(([id]) => id)}::uuid[], ${given.map(([, { claim }]) => claim)}::uuid[]) as given(id, claim)
      where message.id = given.id and message.claim = given.claim and message.sweep_at is not null`;
    for (const [id, one] of given) if (this.givenUp.get(id) === one && one.until <= now) this.givenUp.delete(id);
  }
}
