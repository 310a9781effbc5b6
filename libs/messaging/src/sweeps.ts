import { Inject, Injectable } from '@nestjs/common';
import { type ChunkQueue, Database, PROVIDER_EVENT_QUEUE, SEND_QUEUE } from '@app/infra';

const MOST_PER_SWEEP = 2_000;
/** What a sweep has put on the queue is swept again after this time if it is still not worked on. */
const AGAIN_AFTER_S = 30;

/** Finds what the queue has lost: rows whose time has come and that nobody works on. The database is the truth. */
@Injectable()
export class Sweeps {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SEND_QUEUE) private readonly sendQueue: ChunkQueue,
    @Inject(PROVIDER_EVENT_QUEUE) private readonly providerEventQueue: ChunkQueue,
  ) {}

  /** Messages that were never enqueued, whose job is gone, or whose worker died. Returns how many. */
  async sweepMessages(): Promise<number> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`
      update message set claim = null, sweep_at = now() + make_interval(secs => ${AGAIN_AFTER_S})
      where id in (select id from message where sweep_at <= now() order by sweep_at limit ${MOST_PER_SWEEP} for update skip locked)
      returning id`;
    await this.sendQueue.add(rows.map((row) => row.id));
    return rows.length;
  }

  /** Provider webhooks that were stored and not read. Returns how many. */
  async sweepProviderEvents(): Promise<number> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`
      update provider_event set sweep_at = now() + make_interval(secs => ${AGAIN_AFTER_S})
      where id in (select id from provider_event where sweep_at <= now() order by sweep_at limit ${MOST_PER_SWEEP} for update skip locked)
      returning id`;
    await this.providerEventQueue.add(rows.map((row) => row.id));
    return rows.length;
  }
}
