import { Inject, Injectable } from '@nestjs/common';
import { Memory } from '@app/core';
import { SecretBox } from '@app/access';
import { Database } from '@app/infra';

/** Where the sender brings events to. */
export interface Receiver {
  id: string;
  url: string;
  /** Those that sign now, the newest first. Undefined when no key opens them. */
  secrets: string[] | undefined;
  accountNumber: number;
  /** It takes arrays of events. */
  isBatch: boolean;
}

/** A change of a webhook is seen by other processes after at most this long. */
const TRUST = { forMs: 2_000, most: 10_000 };

/** Webhooks as the sender needs them. */
@Injectable()
export class Receivers {
  private readonly known = new Memory<Receiver | undefined>(TRUST);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SecretBox) private readonly secretBox: SecretBox,
  ) {}

  /** Where to send; undefined when the webhook is deleted or switched off. Remembered for a moment. */
  find(id: string): Promise<Receiver | undefined> {
    return this.known.get(id, () => this.load(id));
  }

  /** The webhook has changed: it is read anew. */
  forget(id: string): void {
    this.known.forget(id);
  }

  /** No event goes to it until it is set anew: its receiver said that it is gone for good. False when the webhook has another URL by now. */
  async disable({ id, url }: Receiver, reason: string): Promise<boolean> {
    const { count } = await this.database.webhook.updateMany({ where: { id, url }, data: { disabledReason: reason, updatedAt: new Date() } });
    this.forget(id);
    return count > 0;
  }

  private async load(id: string): Promise<Receiver | undefined> {
    const rows = await this.database.$queryRaw<{ url: string; secrets: string | null; isOldValid: boolean | null; accountNumber: number; batch: boolean }[]>`
      select webhook.url, webhook.batch, webhook.secrets, webhook.old_secret_until > now() as "isOldValid", api_space.account_number as "accountNumber"
      from webhook join api_space on api_space.id = webhook.api_space_id
      where webhook.id = ${id}::uuid and webhook.deleted_at is null and webhook.disabled_reason is null`;
    const row = rows[0];
    if (!row) return undefined;
    const secrets = row.secrets ? this.secretBox.openIfKnown<string[]>(row.secrets) : [];
    return { id, url: row.url, secrets: row.isOldValid ? secrets : secrets?.slice(0, 1), accountNumber: row.accountNumber, isBatch: row.batch };
  }
}
