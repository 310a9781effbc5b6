import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@app/infra';

/** What is in hand is not swept for this long, and is said to be in hand so often. */
const IN_HAND_S = 30;
const EVERY_MS = 10_000;
/** An event that takes too long by itself is tried again after 20 s, then 40 s …, and is set aside after eleven hours of this: the database may have had too much to do. */
const FIRST_AGAIN_S = 10;
const MOST_TRIES = 12;

/** A provider's call, as a worker reads it. */
export interface StoredEvent {
  id: string;
  channel: string;
  /** Null where it is large and was not asked for. */
  rawBody: Uint8Array | null;
  query: string;
  contentType: string;
  secretHash: string;
  receivedAt: Date;
}

/** The table of what providers told us, as far as workers need it. `sweep_at` is null once nothing is left to do. */
@Injectable()
export class StoredEvents {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those of `ids` that are not worked on yet; without the bodies that are larger than `mostBytes`. */
  async read(ids: readonly string[], mostBytes: number | null = null): Promise<StoredEvent[]> {
    return this.database.$queryRaw<StoredEvent[]>`
      select id, channel, case when ${mostBytes}::int is null or octet_length(raw_body) <= ${mostBytes}::int then raw_body end as "rawBody", query, content_type as "contentType",
        secret_hash as "secretHash", received_at as "receivedAt"
      from provider_event where id = any(${ids}::uuid[]) and sweep_at is not null order by id`;
  }

  /** No sweep takes the events up while they are worked on, however long that takes; it does soon after this process has died. */
  async keepInHand(events: readonly StoredEvent[], work: () => Promise<void>): Promise<void> {
    const ids = events.map(({ id }) => id);
    const renew = (): Promise<unknown> => this.database.$executeRaw`
      update provider_event set sweep_at = greatest(sweep_at, now() + make_interval(secs => ${IN_HAND_S}::int)) where id = any(${ids}::uuid[]) and sweep_at is not null`;
    // Where this fails the events are worked on twice, which changes nothing.
    const timer = setInterval(() => void renew().catch(() => undefined), EVERY_MS);
    try {
      await work();
    } finally {
      clearInterval(timer);
    }
  }

  async done(events: readonly StoredEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.database.$executeRaw`
      update provider_event set processed_at = now(), sweep_at = null where id = any(${events.map(({ id }) => id)}::uuid[])`;
  }

  /** It stays stored, without a processed_at: somebody has to look at it. Working on it again does no harm. */
  async setAside({ id }: StoredEvent): Promise<void> {
    await this.database.$executeRaw`update provider_event set sweep_at = null where id = ${id}::uuid`;
  }

  /** It is tried again, later each time. False when it has been tried often enough. */
  async tryLater({ id }: StoredEvent): Promise<boolean> {
    const again = await this.database.$queryRaw<object[]>`
      update provider_event set failed_tries = failed_tries + 1, sweep_at = now() + make_interval(secs => ${FIRST_AGAIN_S}::int * 2 ^ (failed_tries + 1))
      where id = ${id}::uuid and failed_tries + 1 < ${MOST_TRIES}::int returning 1`;
    return again.length > 0;
  }
}
