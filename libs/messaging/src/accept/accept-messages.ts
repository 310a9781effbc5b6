import { Inject, Injectable } from '@nestjs/common';
import { newId, timeOfId } from '@app/core';
import type { Caller } from '@app/access';
import { type ChunkQueue, createBatcher, Database, type DatabaseSession, isDatabaseUnavailable, connectionTurns, Metrics, Prisma, recordset, SEND_QUEUE, Tracing } from '@app/infra';
import { type ProfileMerge, Profiles } from '@app/profiles';
import { DeliverEvents, type DueDelivery, writeEvents } from '@app/webhooks';
import { DueJobs } from '../send/due-jobs.js';
import { IdempotencyKeys, type KeyedRequest } from './idempotency-keys.js';
import { profileEvent } from '../people/profile-event.js';
import type { SendRequest } from './send-request.js';
import type { StatusDetails } from '../status-details.js';

/** How long the queue has to bring a message to a worker before the sweep does. */
export const ENQUEUE_GRACE_S = 30;
const MOST_PER_STATEMENT = 500;
/** A request with more messages is bulk: others are not queued behind it. */
const MOST_NO_BULK = 50;
const TRANSACTION = { timeout: 30_000, maxWait: 5_000 };

/** A checked request that is about to become a message. */
export interface NewMessage {
  id: string;
  caller: Pick<Caller, 'apiSpaceId' | 'tokenId' | 'profileId'>;
  request: SendRequest;
  statusDetails: StatusDetails;
  acceptedAt: Date;
}

/** Gives a request its id and first status. `warnings` tell the customer what was changed or ignored. */
export function newMessage(caller: NewMessage['caller'], request: SendRequest, warnings: readonly string[] = []): NewMessage {
  const first = request.rules[0]!;
  const channel = typeof first === 'string' ? first : first.channel;
  const statusDetails = { channel, channelId: channel, ...(warnings.length > 0 ? { warnings: [...warnings] } : {}) };
  const id = newId();
  return { id, caller, request, statusDetails, acceptedAt: timeOfId(id) };
}

/** Tenants whose batches are remembered. */
const MOST_MERGING = 1_000;

/** Takes messages in: once `accept` resolves they are committed, whatever happens to the queue. */
@Injectable()
export class AcceptMessages {
  private readonly insert: (message: NewMessage) => Promise<void>;
  private readonly inTurn = connectionTurns();
  /** By apiSpace. Somebody else may be changing their profiles: those that wait for it must not hold up others. */
  private readonly mergingInserts = new Map<string, (message: NewMessage) => Promise<void>>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SEND_QUEUE) private readonly queue: ChunkQueue,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(DueJobs) private readonly dueJobs: DueJobs,
    @Inject(IdempotencyKeys) private readonly idempotencyKeys: IdempotencyKeys,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Tracing) private readonly tracing: Tracing,
  ) {
    this.insert = this.batcher((messages) => this.insertMany(messages));
  }

  private batcher(insert: (messages: readonly NewMessage[]) => Promise<void>): (message: NewMessage) => Promise<void> {
    return createBatcher({
      run: (messages: NewMessage[]) => insert(messages).then(() => messages.map(() => undefined)),
      maxItems: MOST_PER_STATEMENT,
      retryAlone: (error) => !isDatabaseUnavailable(error),
    });
  }

  private insertMerging(message: NewMessage): Promise<void> {
    const { apiSpaceId } = message.caller;
    let insert = this.mergingInserts.get(apiSpaceId);
    if (!insert) {
      // What they have in hand ends all the same.
      if (this.mergingInserts.size >= MOST_MERGING) this.mergingInserts.clear();
      insert = this.batcher((messages) => this.inTurn(apiSpaceId, () => this.insertMany(messages)));
      this.mergingInserts.set(apiSpaceId, insert);
    }
    return insert(message);
  }

  /** Commits one message, together with others that come at the same moment. */
  async accept(message: NewMessage): Promise<void> {
    await (profileMerge(message).length === 0 ? this.insert(message) : this.insertMerging(message));
    this.trace([message]);
  }

  /** Commits all of them or none. */
  async acceptAll(messages: readonly NewMessage[]): Promise<void> {
    await this.inTurnWhereMerging(messages, () => this.insertMany(messages, isBulk(messages)));
    this.trace(messages);
  }

  /** Commits all of them together with the key of their request, or nothing: false when another request has the key. */
  async acceptOnce(messages: readonly NewMessage[], keyed: KeyedRequest): Promise<boolean> {
    const due = await this.inTurnWhereMerging(messages, () => this.database.$transaction(async (session) => {
      if (!(await this.idempotencyKeys.take(session, keyed))) return undefined;
      return this.insertWithProfiles(session, messages, messages.flatMap(profileMerge));
    }, TRANSACTION));
    if (due) {
      this.handOn(messages, due, isBulk(messages));
      this.trace(messages);
    }
    return due !== undefined;
  }

  /** Here and not where they are written together: the request that brought them is known only to the call itself. */
  private trace(messages: readonly NewMessage[]): void {
    if (!this.tracing.isOn) return;
    for (const { id, acceptedAt, statusDetails } of messages) this.tracing.accepted(id, acceptedAt.getTime(), { channel: statusDetails.channel });
  }

  private inTurnWhereMerging<T>(messages: readonly NewMessage[], write: () => Promise<T>): Promise<T> {
    return messages.some((message) => profileMerge(message).length > 0) ? this.inTurn(messages[0]!.caller.apiSpaceId, write) : write();
  }

  private async insertMany(messages: readonly NewMessage[], areBulk = false): Promise<void> {
    const merges = messages.flatMap(profileMerge);
    const due = merges.length === 0 && messages.length <= MOST_PER_STATEMENT
      ? await this.database.rows<never>(insertMessages(messages))
      : await this.database.$transaction(async (session) => this.insertWithProfiles(session, messages, merges), TRANSACTION);
    this.handOn(messages, due, areBulk);
  }

  /** What is committed goes on at once; what has to wait for its `sendAt` gets a timer. The sweep finds what either loses. */
  private handOn(messages: readonly NewMessage[], due: readonly DueDelivery[], areBulk: boolean): void {
    this.metrics.messagesAccepted.inc(messages.length);
    this.deliverEvents.deliver(due);
    const now: string[] = [];
    for (const { id, request } of messages) {
      if (request.sendAt === undefined) now.push(id);
      else this.dueJobs.add(id, new Date(request.sendAt));
    }
    void this.queue.add(now, { isBulk: areBulk });
  }

  private async insertWithProfiles(session: DatabaseSession, messages: readonly NewMessage[], merges: ProfileMerge[]): Promise<DueDelivery[]> {
    const changes = await this.profiles.merge(session, merges);
    for (let start = 0; start < messages.length; start += MOST_PER_STATEMENT) {
      await session.$executeRaw(insertMessages(messages.slice(start, start + MOST_PER_STATEMENT)));
    }
    return writeEvents(session, changes.map(profileEvent), this.deliverEvents.busyWebhooks());
  }
}

/** `messages` are those of one request. */
function isBulk(messages: readonly NewMessage[]): boolean {
  return messages.length > MOST_NO_BULK;
}

function insertMessages(messages: readonly NewMessage[]): Prisma.Sql {
  return Prisma.sql`
    insert into message (id, api_space_id, request, status_details, profile_id, created_by, sender_profile_id, accepted_at, updated_at, expires_at, due_at, sweep_at)
    select id, api_space_id, request, status_details, profile_id, created_by, sender_profile_id, accepted_at, accepted_at, expires_at, coalesce(send_at, now()),
      coalesce(send_at, now()) + make_interval(secs => ${ENQUEUE_GRACE_S}::int)
    from ${recordset(messages.map(rowOf), NEW_COLUMNS)} as given`;
}

const NEW_COLUMNS = Prisma.sql`
  id uuid, api_space_id uuid, request jsonb, status_details jsonb, profile_id text, created_by text, sender_profile_id text,
  accepted_at timestamptz, expires_at timestamptz, send_at timestamptz`;

function rowOf({ id, caller, request, statusDetails, acceptedAt }: NewMessage): Record<string, unknown> {
  return {
    id,
    api_space_id: caller.apiSpaceId,
    request,
    status_details: statusDetails,
    profile_id: request.to['profileId'],
    created_by: `access:${caller.tokenId}`,
    sender_profile_id: caller.profileId,
    accepted_at: acceptedAt,
    expires_at: request.expiresOn,
    send_at: request.sendAt,
  };
}

/** `to.profileId` with other fields makes or updates the profile (contract §1.3). */
function profileMerge({ caller, request }: NewMessage): ProfileMerge[] {
  // A reference names the person once, at one plugin: it is nothing to keep of them.
  const { profileId, userRef: _userRef, user_ref: _reference, ...fields } = request.to;
  if (!profileId || Object.keys(fields).length === 0) return [];
  return [{ apiSpaceId: caller.apiSpaceId, id: profileId, fields, by: `access:${caller.tokenId}` }];
}
