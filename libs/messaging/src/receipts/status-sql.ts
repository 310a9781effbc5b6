import { mayBecome, MESSAGE_STATUSES, UNSETTLED_STATUSES } from '@app/core';
import { Prisma } from '@app/infra';

const pairs = MESSAGE_STATUSES.flatMap((from) => MESSAGE_STATUSES.filter((to) => mayBecome(from, to)).map((to) => `('${from}','${to}')`));

/** The transitions of core's table, for `(from, to) in MAY_BECOME`: the database decides races by the same rule. */
export const MAY_BECOME = Prisma.raw(`(${pairs.join(',')})`);

/** For `status in UNSETTLED`. */
export const UNSETTLED = Prisma.raw(`(${UNSETTLED_STATUSES.map((status) => `'${status}'`).join(',')})`);

/** ISO 8601 in UTC with milliseconds, as JavaScript writes it. */
export const NOW_ISO = Prisma.raw(`to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/**
 * The CTE `told` of a statement that has changed messages in a CTE `changed(event_id, event_name, channel, <message columns>)`:
 * one event for each, with the receipt payload of contract §3.4.
 */
export const TELL_CHANGED = Prisma.sql`
  told as (
    select event_id, api_space_id, event_name as name, id::text as entity_id, revision,
      jsonb_build_object('id', id, 'messageId', id, 'details', status_details, 'updatedOn', ${NOW_ISO})
        || case when request ? 'metadata' then jsonb_build_object('metadata', request->'metadata') else '{}' end
        || case when request ? 'conversationId' then jsonb_build_object('conversationId', request->'conversationId') else '{}' end
        as payload,
      jsonb_build_object('channel', channel) as facts
    from changed where event_name is not null)`;
