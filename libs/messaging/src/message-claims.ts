import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database, LOGGER, type Logger, Metrics } from '@app/infra';
import type { SendRequest, StatusDetails } from './send-request.js';

/** A worker that died keeps its messages from others for at most this long. */
const LEASE_S = 15;
const RENEW_EVERY_MS = 4_000;

/** A message that this worker alone may work on, as long as it renews the claim. */
export interface ClaimedMessage {
  id: string;
  claim: string;
  apiSpaceId: string;
  request: SendRequest;
  status: string;
  statusDetails: StatusDetails;
  profileId: string | null;
  ruleIndex: number;
  tryCount: number;
  attemptCount: number;
  awaitedStatus: string | null;
  slotAt: Date | null;
  acceptedAt: Date;
  expiresAt: Date | null;
}

/** Who works on which message: a conditional update decides it, a lease ends it when the worker dies. */
@Injectable()
export class MessageClaims {
  private readonly held = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(Metrics) metrics: Metrics,
  ) {
    metrics.watch('gateway_claims_held', 'Messages that this process works on.', () => this.held.size);
  }

  /** Those of the messages that have something to be done now and that nobody else works on. */
  async claim(ids: readonly string[]): Promise<ClaimedMessage[]> {
    const claim = randomUUID();
    const rows = await this.database.$queryRaw<Omit<ClaimedMessage, 'claim'>[]>`
      update message set claim = ${claim}::uuid, sweep_at = now() + make_interval(secs => ${LEASE_S})
      where id = any(${ids}::uuid[]) and sweep_at is not null and due_at <= now() + interval '50 ms' and (claim is null or sweep_at < now())
      returning id, api_space_id as "apiSpaceId", request, status, status_details as "statusDetails", profile_id as "profileId",
        rule_index::int as "ruleIndex", try_count::int as "tryCount", attempt_count::int as "attemptCount", awaited_status as "awaitedStatus",
        slot_at as "slotAt", accepted_at as "acceptedAt", expires_at as "expiresAt"`;
    for (const row of rows) this.held.set(row.id, claim);
    this.timer ??= setInterval(() => void this.renew(), RENEW_EVERY_MS).unref();
    return rows.map((row) => ({ ...row, claim }));
  }

  /** The message's outcome is written (or given up): its claim need not be renewed. */
  letGo(message: ClaimedMessage): void {
    if (this.held.get(message.id) === message.claim) this.held.delete(message.id);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    if (this.held.size === 0) return;
    try {
      await this.database.$executeRaw`
        update message set sweep_at = now() + make_interval(secs => ${LEASE_S})
        from unnest(${[...this.held.keys()]}::uuid[], ${[...this.held.values()]}::uuid[]) as held(id, claim)
        where message.id = held.id and message.claim = held.claim`;
    } catch (error) {
      this.logger.warn({ err: error }, 'claims could not be renewed; other workers may take the messages over');
    }
  }
}
