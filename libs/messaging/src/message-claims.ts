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

/** Who works on which message: a conditional update decides it, the worker's lease ends it when the worker dies. */
@Injectable()
export class MessageClaims {
  private readonly givenUp = new Map<string, string>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WorkerLease) private readonly lease: WorkerLease,
  ) {
    lease.onRenewal = () => this.release();
  }

  /** Those of the messages that have something to be done now and that nobody else works on. */
  async claim(ids: readonly string[]): Promise<ClaimedMessage[]> {
    const claim = await this.lease.id();
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

  /** The message can't be worked on now: it is freed for the sweep with the lease's next renewal. */
  giveUp(message: ClaimedMessage): void {
    this.givenUp.set(message.id, message.claim);
  }

  private async release(): Promise<void> {
    const given = [...this.givenUp];
    if (given.length === 0) return;
    await this.database.rows`
      update message set claim = null, sweep_at = now()
      from unnest(${given.map(([id]) => id)}::uuid[], ${given.map(([, claim]) => claim)}::uuid[]) as given(id, claim)
      where message.id = given.id and message.claim = given.claim and message.sweep_at is not null`;
    for (const [id, claim] of given) if (this.givenUp.get(id) === claim) this.givenUp.delete(id);
  }
}
