import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { SecretBox } from '@app/access';
import { Database } from '@app/infra';
import { matchersOf, type Subscription } from './subscriptions.js';

/** A webhook as customers set it. */
export interface WebhookSettings {
  name: string;
  url: string;
  secret?: string;
  subscriptions: Subscription[];
}

/** A webhook as customers see it; the secret is never shown again. */
export interface WebhookView {
  id: string;
  name: string;
  url: string;
  subscriptions: Subscription[];
  revision: number;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
  updatedBy: string;
  disabledReason: string | null;
}

/** Where the sender brings events to. */
export interface Receiver {
  id: string;
  url: string;
  secrets: string[];
  accountNumber: number;
}

const VIEW = {
  id: true,
  name: true,
  url: true,
  subscriptions: true,
  revision: true,
  createdAt: true,
  createdBy: true,
  updatedAt: true,
  updatedBy: true,
  disabledReason: true,
} as const;

/** A change of a webhook is seen by other processes after at most this long. */
const TRUST_MS = 2_000;

/** Customers' subscriptions to events. */
@Injectable()
export class Webhooks {
  private readonly receivers = new Map<string, { receiver: Promise<Receiver | undefined>; until: number }>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SecretBox) private readonly secretBox: SecretBox,
  ) {}

  async create(apiSpaceId: string, settings: WebhookSettings, by: string): Promise<WebhookView> {
    const row = await this.database.webhook.create({
      data: { id: uuidv7(), apiSpaceId, ...this.columns(settings), createdBy: by, updatedBy: by },
      select: VIEW,
    });
    return row as unknown as WebhookView;
  }

  async list(apiSpaceId: string): Promise<WebhookView[]> {
    const rows = await this.database.webhook.findMany({ where: { apiSpaceId, deletedAt: null }, select: VIEW, orderBy: { id: 'asc' } });
    return rows as unknown as WebhookView[];
  }

  async find(apiSpaceId: string, id: string): Promise<WebhookView | undefined> {
    const row = await this.database.webhook.findFirst({ where: { id, apiSpaceId, deletedAt: null }, select: VIEW });
    return (row ?? undefined) as unknown as WebhookView | undefined;
  }

  /**
   * Replaces the settings; without a secret the old one stays. A webhook that was switched off is on again.
   * `ifRevision` guards against a change in between. Undefined when there is no such webhook at that revision.
   */
  async replace(apiSpaceId: string, id: string, settings: WebhookSettings, by: string, ifRevision?: number): Promise<WebhookView | undefined> {
    const { count } = await this.database.webhook.updateMany({
      where: { id, apiSpaceId, deletedAt: null, ...(ifRevision === undefined ? {} : { revision: ifRevision }) },
      data: { ...this.columns(settings), revision: { increment: 1 }, updatedAt: new Date(), updatedBy: by, disabledReason: null },
    });
    this.receivers.delete(id);
    return count === 0 ? undefined : this.find(apiSpaceId, id);
  }

  /** False when there is no such webhook at that revision. What was on its way to it is dropped. */
  async delete(apiSpaceId: string, id: string, by: string, ifRevision?: number): Promise<boolean> {
    const { count } = await this.database.webhook.updateMany({
      where: { id, apiSpaceId, deletedAt: null, ...(ifRevision === undefined ? {} : { revision: ifRevision }) },
      data: { deletedAt: new Date(), updatedBy: by, revision: { increment: 1 } },
    });
    this.receivers.delete(id);
    return count > 0;
  }

  /** No event goes to it until it is set anew: its receiver said that it is gone for good. */
  async disable(id: string, reason: string): Promise<void> {
    await this.database.webhook.updateMany({ where: { id }, data: { disabledReason: reason, updatedAt: new Date() } });
    this.receivers.delete(id);
  }

  /** Where to send; undefined when the webhook is deleted or switched off. Remembered for a moment. */
  receiver(id: string): Promise<Receiver | undefined> {
    const known = this.receivers.get(id);
    if (known && known.until > Date.now()) return known.receiver;
    const receiver = this.load(id);
    this.receivers.set(id, { receiver, until: Date.now() + TRUST_MS });
    receiver.catch(() => this.receivers.delete(id));
    return receiver;
  }

  private async load(id: string): Promise<Receiver | undefined> {
    const rows = await this.database.$queryRaw<{ url: string; secrets: string | null; accountNumber: number }[]>`
      select webhook.url, webhook.secrets, api_space.account_number as "accountNumber"
      from webhook join api_space on api_space.id = webhook.api_space_id
      where webhook.id = ${id}::uuid and webhook.deleted_at is null and webhook.disabled_reason is null`;
    const row = rows[0];
    return row && { id, url: row.url, secrets: row.secrets ? this.secretBox.open<string[]>(row.secrets) : [], accountNumber: row.accountNumber };
  }

  private columns({ name, url, secret, subscriptions }: WebhookSettings) {
    return {
      name,
      url,
      subscriptions: subscriptions as unknown as object[],
      matchers: matchersOf(subscriptions) as unknown as object[],
      ...(secret === undefined ? {} : { secrets: this.secretBox.seal([secret]) }),
    };
  }
}
