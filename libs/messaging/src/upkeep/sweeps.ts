import { Inject, Injectable } from '@nestjs/common';
import { type ChunkQueue, Database, PROVIDER_EVENT_QUEUE, QueueOutage, SEND_QUEUE } from '@app/infra';

const MOST_PER_SWEEP = 2_000;
/** What a sweep has put on the queue is swept again after this time if it is still not worked on. */
const AGAIN_AFTER_S = 30;

/**
 * Finds what the queue has lost: rows whose time has come and that nobody works on. The database is the truth.
 * While the queue is away the rows stay as they are, and are found when it is back.
 */
@Injectable()
export class Sweeps {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SEND_QUEUE) private readonly sendQueue: ChunkQueue,
    @Inject(PROVIDER_EVENT_QUEUE) private readonly providerEventQueue: ChunkQueue,
    @Inject(QueueOutage) private readonly outage: QueueOutage,
  ) {}

  /** Messages that were never enqueued, whose job is gone, or whose worker is gone. Returns how many. */
  async sweepMessages(): Promise<number> {
    if (this.outage.isAway) return 0;
    const rows = await this.database.rows<{ id: string; isFree: boolean }>`
      with locked as (select id, claim from message where sweep_at <= now() order by sweep_at limit ${MOST_PER_SWEEP} for update skip locked),
      late as (
        -- The lock shows the claim of now, all else what was there when the statement began: a claim that is younger has a lease that is not seen yet.
        select locked.id, locked.claim is not null and (locked.claim is distinct from before.claim
          or exists (select from worker_lease where worker_lease.id = locked.claim)) as is_claimed
        from locked join message as before on before.id = locked.id)
      update message set claim = case when late.is_claimed then message.claim end, sweep_at = now() + make_interval(secs => ${AGAIN_AFTER_S}::int)
      from late where message.id = late.id
      returning message.id, not late.is_claimed as "isFree"`;
    const free = rows.filter((row) => row.isFree).map((row) => row.id);
    await this.sendQueue.add(free);
    return free.length;
  }

  /** Provider webhooks that were stored and not read. Returns how many. */
  async sweepProviderEvents(): Promise<number> {
    if (this.outage.isAway) return 0;
    const rows = await this.database.rows<{ id: string }>`
      update provider_event set sweep_at = now() + make_interval(secs => ${AGAIN_AFTER_S})
      where id in (select id from provider_event where sweep_at <= now() order by sweep_at limit ${MOST_PER_SWEEP} for update skip locked)
      returning id`;
    await this.providerEventQueue.add(rows.map((row) => row.id));
    return rows.length;
  }
}
