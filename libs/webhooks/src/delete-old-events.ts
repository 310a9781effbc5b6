import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID, firstIdAt } from '@app/core';
import { Database, DELETE_STEP, deleteInSteps, type DeleteStep } from '@app/infra';

/** Forgets events that were told long ago, with their deliveries, and webhooks that were deleted long ago. */
@Injectable()
export class DeleteOldEvents {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Events from before that time go, but for those that are still on their way to a webhook or were tried since:
   * a delivery that was replayed lately is young, whatever the age of its event. Returns how many.
   */
  async before(time: Date, signal: AbortSignal): Promise<number> {
    return deleteInSteps(FIRST_ID, (after) => this.step(after, time), signal);
  }

  /** Webhooks that were deleted before that time; what was on its way to them goes with its events. Returns how many. */
  async webhooksBefore(time: Date, signal: AbortSignal): Promise<number> {
    const step = (after: string): Promise<DeleteStep[]> => this.database.$queryRaw<DeleteStep[]>`
      with scanned as materialized (select id, deleted_at from webhook where id > ${after}::uuid order by id limit ${DELETE_STEP}),
      gone as (delete from webhook using scanned where webhook.id = scanned.id and scanned.deleted_at < ${time} returning 1)
      select (select count(*)::int from gone) as count, (select id::text from scanned order by id desc limit 1) as last`;
    return deleteInSteps(FIRST_ID, step, signal);
  }

  private step(after: string, time: Date): Promise<DeleteStep[]> {
    return this.database.$queryRaw<DeleteStep[]>`
      with scanned as materialized (
        select id from event where id > ${after}::uuid and id < ${firstIdAt(time)}::uuid order by id limit ${DELETE_STEP}),
      old as materialized (
        select event.id from event join scanned using (id)
        where not exists (
          select from delivery join webhook on webhook.id = delivery.webhook_id
          where delivery.event_id = event.id and (delivery.updated_at >= ${time}
            or (delivery.due_at is not null and webhook.deleted_at is null and webhook.disabled_reason is null)))
        for update of event skip locked),
      gone as (delete from event using old where event.id = old.id returning event.id),
      gone_deliveries as (delete from delivery using gone where delivery.event_id = gone.id)
      select (select count(*)::int from gone) as count, (select id::text from scanned order by id desc limit 1) as last`;
  }
}
