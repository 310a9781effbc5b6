import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@app/core';
import { SecretBox } from '@app/access';
import { Database, oneAtATime } from '@app/infra';
import { Receivers } from './receivers.js';
import { matchersOf, type Subscription } from './subscriptions.js';

/** How long the old secret signs too when nothing else is said. */
const DEFAULT_SECRET_OVERLAP_S = 24 * 60 * 60;
export const DEFAULT_BATCH_SIZE = 100;
export const DEFAULT_BATCH_TIMEOUT_S = 5;

/** A webhook as customers set it. */
export interface WebhookSettings {
  name: string;
  url: string;
  secret?: string;
  /** How long the secret that a new one replaces signs beside it. */
  secretOverlapS?: number;
  subscriptions: Subscription[];
  batch: boolean;
  maxBatchSize: number;
  batchTimeoutS: number;
}

/** A webhook as customers see it; the secret is never shown again. */
export interface WebhookView {
  id: string;
  name: string;
  url: string;
  subscriptions: Subscription[];
  batch: boolean;
  maxBatchSize: number;
  batchTimeoutS: number;
  oldSecretUntil: Date | null;
  revision: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  deletedAt: Date | null;
  disabledReason: string | null;
}

const VIEW = {
  id: true,
  name: true,
  url: true,
  subscriptions: true,
  batch: true,
  maxBatchSize: true,
  batchTimeoutS: true,
  oldSecretUntil: true,
  revision: true,
  createdAt: true,
  createdBy: true,
  updatedAt: true,
  updatedBy: true,
  deletedAt: true,
  disabledReason: true,
} as const;

/** Each event is written and called once for each of them. */
export const MOST_WEBHOOKS = 100;

/** Customers' subscriptions to events. Deleting is soft: a deleted one is read only where `includeDeleted` says so. */
@Injectable()
export class Webhooks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SecretBox) private readonly secretBox: SecretBox,
    @Inject(Receivers) private readonly receivers: Receivers,
  ) {}

  /** Undefined when the apiSpace has MOST_WEBHOOKS. */
  async create(apiSpaceId: string, settings: WebhookSettings, by: string): Promise<WebhookView | undefined> {
    const data = { id: newId(), apiSpaceId, ...columns(settings), ...this.secretColumns(settings, null), createdBy: by, updatedBy: by };
    return oneAtATime(this.database, apiSpaceId, async (session) => {
      if ((await session.webhook.count({ where: { apiSpaceId, deletedAt: null } })) >= MOST_WEBHOOKS) return undefined;
      return (await session.webhook.create({ data, select: VIEW })) as unknown as WebhookView;
    });
  }

  /** Oldest first, those after the id of `after`. */
  async list(apiSpaceId: string, { limit, after, includeDeleted }: { limit: number; after?: string; includeDeleted: boolean }): Promise<WebhookView[]> {
    const where = { apiSpaceId, ...unlessDeleted(includeDeleted), ...(after ? { id: { gt: after } } : {}) };
    const rows = await this.database.webhook.findMany({ where, select: VIEW, orderBy: { id: 'asc' }, take: limit });
    return rows as unknown as WebhookView[];
  }

  async find(apiSpaceId: string, id: string, includeDeleted = false): Promise<WebhookView | undefined> {
    const row = await this.database.webhook.findFirst({ where: { id, apiSpaceId, ...unlessDeleted(includeDeleted) }, select: VIEW });
    return (row ?? undefined) as unknown as WebhookView | undefined;
  }

  /**
   * Replaces the settings; without a secret the old one stays, with a new one the one before signs too for the overlap.
   * A webhook that was switched off is on again. `ifRevision` guards against a change in between.
   * Undefined when there is no such webhook at that revision.
   */
  async replace(apiSpaceId: string, id: string, settings: WebhookSettings, by: string, ifRevision?: number): Promise<WebhookView | undefined> {
    for (;;) {
      const row = await this.database.webhook.findFirst({ where: { id, apiSpaceId, deletedAt: null }, select: { revision: true, secrets: true } });
      if (!row || (ifRevision !== undefined && row.revision !== ifRevision)) return undefined;
      // The new secrets follow from the row that was read: if somebody else changed it since, it is read again.
      const { count } = await this.database.webhook.updateMany({
        where: { id, apiSpaceId, deletedAt: null, revision: row.revision },
        data: {
          ...columns(settings),
          ...this.secretColumns(settings, row.secrets),
          revision: { increment: 1 },
          updatedAt: new Date(),
          updatedBy: by,
          disabledReason: null,
        },
      });
      this.receivers.forget(id);
      if (count > 0) return this.find(apiSpaceId, id);
    }
  }

  /** False when there is no such webhook at that revision. What was on its way to it is dropped. */
  async delete(apiSpaceId: string, id: string, by: string, ifRevision?: number): Promise<boolean> {
    const { count } = await this.database.webhook.updateMany({
      where: { id, apiSpaceId, deletedAt: null, ...(ifRevision === undefined ? {} : { revision: ifRevision }) },
      data: { deletedAt: new Date(), updatedAt: new Date(), updatedBy: by, revision: { increment: 1 } },
    });
    this.receivers.forget(id);
    return count > 0;
  }

  /** One old secret signs beside the new one, never more: what was replaced before that is out, and so is one that no key opens. */
  private secretColumns({ secret, secretOverlapS = DEFAULT_SECRET_OVERLAP_S }: WebhookSettings, sealed: string | null) {
    if (secret === undefined) return {};
    const newest = sealed ? this.secretBox.openIfKnown<string[]>(sealed)?.[0] : undefined;
    if (newest === secret) return {};
    if (newest === undefined || secretOverlapS === 0) return { secrets: this.secretBox.seal([secret]), oldSecretUntil: null };
    return { secrets: this.secretBox.seal([secret, newest]), oldSecretUntil: new Date(Date.now() + secretOverlapS * 1_000) };
  }
}

function unlessDeleted(includeDeleted: boolean): { deletedAt?: null } {
  return includeDeleted ? {} : { deletedAt: null };
}

function columns({ name, url, subscriptions, batch, maxBatchSize, batchTimeoutS }: WebhookSettings) {
  return {
    name,
    url,
    batch,
    maxBatchSize,
    batchTimeoutS,
    subscriptions: subscriptions as unknown as object[],
    matchers: matchersOf(subscriptions) as unknown as object[],
  };
}
