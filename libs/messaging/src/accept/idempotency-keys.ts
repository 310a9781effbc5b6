import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database, type DatabaseSession, toStorableJson } from '@app/infra';

/** For so long a request may be repeated under its key. */
export const KEY_LIFE_MS = 24 * 60 * 60_000;
const MOST_PER_STATEMENT = 5_000;

/** What a request was answered with. */
export interface KeptAnswer {
  status: number;
  body: unknown;
}

/** A request under the key that its sender gave it, and the answer it gets when it is accepted. */
export interface KeyedRequest {
  apiSpaceId: string;
  key: string;
  requestHash: string;
  answer: KeptAnswer;
  acceptedAt: Date;
}

/** What is known of a key: who has it, and what it was answered with. */
export interface KnownKey {
  requestHash: string;
  answer: KeptAnswer;
}

/** Names a request: the same JSON has the same hash, in whatever order its fields come. */
export function hashRequest(kind: string, body: unknown): string {
  return createHash('sha256').update(`${kind} ${JSON.stringify(body, sortFields)}`).digest('base64url');
}

function sortFields(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Requests that may be repeated: one key, one request, one answer. */
@Injectable()
export class IdempotencyKeys {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Undefined when the key is free, or its request is still running. */
  async find(apiSpaceId: string, key: string): Promise<KnownKey | undefined> {
    const rows = await this.database.$queryRaw<KnownKey[]>`
      select request_hash as "requestHash", answer from idempotency_key
      where api_space_id = ${apiSpaceId}::uuid and key = ${key} and expires_at > now()`;
    return rows[0];
  }

  /**
   * Takes the key within the transaction that does what the request asks for; false when another request has it.
   * The primary key decides who gets it; the lock is only there so that the others need not wait for the commit.
   */
  async take(session: DatabaseSession, { apiSpaceId, key, requestHash, answer, acceptedAt }: KeyedRequest): Promise<boolean> {
    const rows = await session.$queryRaw<{ taken: boolean }[]>`
      with lock as materialized (select pg_try_advisory_xact_lock(hashtextextended(${`${apiSpaceId} ${key}`}, 0)) as is_free)
      insert into idempotency_key as known (api_space_id, key, request_hash, answer, created_at, expires_at)
      select ${apiSpaceId}::uuid, ${key}, ${requestHash}, ${toStorableJson(answer)}::jsonb, ${acceptedAt}, ${new Date(acceptedAt.getTime() + KEY_LIFE_MS)}
      from lock where is_free
      on conflict (api_space_id, key) do update set
        request_hash = excluded.request_hash, answer = excluded.answer, created_at = excluded.created_at, expires_at = excluded.expires_at
        where known.expires_at <= now()
      returning true as taken`;
    return rows.length > 0;
  }

  /** Forgets keys whose time is over. Returns how many. */
  async sweep(): Promise<number> {
    let forgotten = 0;
    for (let last = MOST_PER_STATEMENT; last === MOST_PER_STATEMENT; forgotten += last) {
      last = await this.database.$executeRaw`
        delete from idempotency_key where (api_space_id, key) in (
          select api_space_id, key from idempotency_key where expires_at <= now() order by expires_at limit ${MOST_PER_STATEMENT} for update skip locked)`;
    }
    return forgotten;
  }
}
