import { Inject, Injectable } from '@nestjs/common';
import { createBatcher, Database } from '@app/infra';
import { DELIVERY_LEASE_S, type DueDelivery } from './write-events.js';

/** What became of one try. `retryInMs` undefined means that it was the last. */
export interface DeliveryResult {
  eventId: string;
  webhookId: string;
  delivered: boolean;
  retryInMs?: number;
  status?: number;
  error?: string;
}

/** The delivery table: closing what was tried, claiming what is due. */
@Injectable()
export class DeliveryLog {
  /** Writes the result of one try, with others of the same moment in one statement. */
  readonly close: (result: DeliveryResult) => Promise<void>;

  constructor(@Inject(Database) private readonly database: Database) {
    this.close = createBatcher({ run: (results: DeliveryResult[]) => this.closeMany(results), maxItems: 300 });
  }

  /**
   * Deliveries that are due, at most `perWebhook` of each webhook, so that none of them keeps the others waiting.
   * Whoever gets one has it for DELIVERY_LEASE_S. `busy` webhooks are left out.
   */
  async claimDue(perWebhook: number, busy: readonly string[]): Promise<DueDelivery[]> {
    return this.database.$queryRaw<DueDelivery[]>`
      with due as (
        select picked.event_id, picked.webhook_id from webhook
        cross join lateral (
          select event_id, webhook_id from delivery
          where delivery.webhook_id = webhook.id and delivery.due_at <= now()
          order by due_at limit ${perWebhook} for update skip locked) picked
        where webhook.deleted_at is null and webhook.disabled_reason is null and webhook.id <> all(${busy}::uuid[])),
      claimed as (
        update delivery set due_at = now() + make_interval(secs => ${DELIVERY_LEASE_S})
        from due where delivery.event_id = due.event_id and delivery.webhook_id = due.webhook_id
        returning delivery.event_id, delivery.webhook_id, delivery.attempts)
      select event.id as "eventId", claimed.webhook_id as "webhookId", event.api_space_id as "apiSpaceId", event.name, event.revision,
        event.payload, event.created_at as "createdAt", claimed.attempts::int as attempts
      from claimed join event on event.id = claimed.event_id`;
  }

  /** Dead deliveries of a webhook go out again. Returns how many. */
  async replayDead(webhookId: string): Promise<number> {
    return this.database.$executeRaw`
      update delivery set state = 'pending', due_at = now(), attempts = 0 where webhook_id = ${webhookId}::uuid and state = 'dead'`;
  }

  private async closeMany(results: DeliveryResult[]): Promise<void[]> {
    await this.database.$executeRaw`
      update delivery set
        state = result.state, due_at = now() + make_interval(secs => result.retry_in_ms / 1000.0), attempts = attempts + 1,
        last_status = result.status, last_error = result.error, updated_at = now()
      from unnest(
        ${results.map((result) => result.eventId)}::uuid[], ${results.map((result) => result.webhookId)}::uuid[],
        ${results.map(stateAfter)}::text[], ${results.map((result) => result.retryInMs ?? null)}::float8[],
        ${results.map((result) => result.status ?? null)}::int[], ${results.map((result) => result.error?.slice(0, 500) ?? null)}::text[]
      ) as result(event_id, webhook_id, state, retry_in_ms, status, error)
      where delivery.event_id = result.event_id and delivery.webhook_id = result.webhook_id and delivery.state = 'pending'`;
    return results.map(() => undefined);
  }
}

function stateAfter({ delivered, retryInMs }: DeliveryResult): string {
  if (delivered) return 'delivered';
  return retryInMs === undefined ? 'dead' : 'pending';
}
