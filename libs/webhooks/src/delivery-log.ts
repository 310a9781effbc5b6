import { Inject, Injectable } from '@nestjs/common';
import { createRecorder, Database, Prisma, recordset } from '@app/infra';

/** What became of one try. `retryInMs` undefined means that it was the last. */
export interface DeliveryResult {
  eventId: string;
  webhookId: string;
  delivered: boolean;
  retryInMs?: number;
  status?: number;
  error?: string;
}

/** Closes deliveries that were tried. */
@Injectable()
export class DeliveryLog {
  /** Writes the result of one try, with others of the same moment in one statement; one that can't be written harms no other. */
  readonly close: (result: DeliveryResult) => Promise<void>;

  constructor(@Inject(Database) private readonly database: Database) {
    this.close = createRecorder({ run: (results: DeliveryResult[]) => this.closeMany(results), maxItems: 500, concurrency: 1 });
  }

  /** What this process holds the lease of and has no room for: it is due at once for whoever has. */
  async giveBack(deliveries: readonly Pick<DeliveryResult, 'eventId' | 'webhookId'>[]): Promise<void> {
    await this.database.rows`
      update delivery set due_at = now()
      from unnest(${deliveries.map(({ eventId }) => eventId)}::uuid[], ${deliveries.map(({ webhookId }) => webhookId)}::uuid[]) as given(event_id, webhook_id)
      where delivery.event_id = given.event_id and delivery.webhook_id = given.webhook_id and delivery.state = 'pending'`;
  }

  private async closeMany(results: DeliveryResult[]): Promise<void> {
    await this.database.rows`
      with result as ${recordset(results.map(rowOf), RESULT_COLUMNS)}
      update delivery set
        state = result.state, due_at = now() + make_interval(secs => result.retry_in_ms / 1000.0), attempts = attempts + 1,
        last_status = result.status, last_error = result.error, updated_at = now()
      from result
      where delivery.event_id = result.event_id and delivery.webhook_id = result.webhook_id and delivery.state = 'pending'`;
  }
}

const RESULT_COLUMNS = Prisma.sql`event_id uuid, webhook_id uuid, state text, retry_in_ms float8, status int, error text`;

function stateAfter({ delivered, retryInMs }: DeliveryResult): string {
  if (delivered) return 'delivered';
  return retryInMs === undefined ? 'dead' : 'pending';
}

function rowOf(result: DeliveryResult): Record<string, unknown> {
  const { eventId, webhookId, retryInMs, status, error } = result;
  return { event_id: eventId, webhook_id: webhookId, state: stateAfter(result), retry_in_ms: retryInMs, status, error: error?.slice(0, 500) };
}
