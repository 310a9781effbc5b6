import { CLOCK_SLACK_MS, firstIdAt, normalisePhoneNumber, UNSETTLED_STATUSES } from '@app/core';
import { Prisma } from '@app/infra';

/** What to look for; what is left out does not matter. */
export interface MessageSearch {
  statuses?: string[];
  /** The channel in hand, or one that was tried. */
  channel?: string;
  profileId?: string;
  /** An address that it was sent to: a Messenger id, a phone number. */
  address?: string;
  /** Accepted at this time or later, and before that time. */
  from: Date;
  to: Date;
  metadata: { key: string; value: string }[];
  limit: number;
  /** Only messages before (older than) this one. */
  after?: string;
}

type Sql = Prisma.Sql;
const { sql, join, empty } = Prisma;

/** The statuses of the index message_failure_idx, and its `where`: the planner takes the index for just these words. */
const FAILURES: readonly string[] = ['failed', 'expired', 'filtered'];
const IS_FAILURE = sql`status in ('failed', 'expired', 'filtered')`;

/** The `window` newest rows of a range, each with whether it `matches`. A profile and failures have an index to walk on. */
export function rowsOf(apiSpaceId: string, { statuses, profileId }: MessageSearch, match: Sql, range: Sql, window: number): Sql {
  const rows = (condition: Sql): Sql => sql`
    select id, ${match} as matches from message where api_space_id = ${apiSpaceId}::uuid and ${range} ${condition} order by id desc limit ${window}`;
  if (profileId !== undefined) return rows(sql`and profile_id = ${profileId}`);
  if (!statuses?.every((status) => FAILURES.includes(status))) return rows(empty);
  return sql`
    select newest.id, newest.matches from unnest(${[...new Set(statuses)]}::text[]) as wanted(word)
    cross join lateral (${rows(sql`and ${IS_FAILURE} and status = wanted.word`)}) newest order by newest.id desc limit ${window}`;
}

/** Whether one row of `message` is what is looked for. */
export function matchOf(apiSpaceId: string, { statuses, channel, address, metadata }: MessageSearch): Sql {
  const parts = [sql`deleted_at is null`];
  if (statuses) parts.push(sql`status = any(${statuses}::text[])`);
  if (channel !== undefined) parts.push(sql`(status_details->>'channel' = ${channel} or coalesce(jsonb_exists(status_details->'channelStatus', ${channel}), false))`);
  if (address !== undefined) parts.push(sentTo(apiSpaceId, address));
  if (metadata.length > 0) parts.push(hasMetadata(metadata));
  return sql`(${join(parts, ' and ')})`;
}

/**
 * A query of the ids of all messages that one of the filters can mean, by that filter's index, and no more than `most`; undefined
 * when none has one. An address gives the newest, and `at`: of what was accepted then or later it has none after this one.
 */
export function fewBy(apiSpaceId: string, search: MessageSearch, most: number): Sql | undefined {
  if (search.address !== undefined) return fewByAddress(apiSpaceId, { ...search, address: search.address }, most);
  const { statuses, from } = search;
  const inRange = sql`api_space_id = ${apiSpaceId}::uuid and id >= ${firstIdAt(from)}::uuid and id < ${before(search)}::uuid`;
  const metadata = indexedMetadata(search.metadata);
  if (metadata) return sql`select id, null::timestamptz as at from message where ${inRange} and request ? 'metadata' and ${metadata} limit ${most}`;
  // What is under way has a time at which the sweep would take it up.
  const isOpen = statuses?.every((status) => (UNSETTLED_STATUSES as readonly string[]).includes(status));
  return isOpen ? sql`select id, null::timestamptz as at from message where ${inRange} and sweep_at is not null limit ${most}` : undefined;
}

function fewByAddress(apiSpaceId: string, search: MessageSearch & { address: string }, most: number): Sql {
  // An attempt is never made before its message is accepted, but by another clock.
  const slack = sql`${`${CLOCK_SLACK_MS} ms`}::interval`;
  return sql`
    select tried.id, tried.at + ${slack} as at from account cross join unnest(${spellings(search.address)}::text[]) as spelling cross join lateral (
      select message_id as id, started_at as at from attempt
      where account_id = account.id and address = spelling and started_at >= ${search.from}::timestamptz - ${slack} and message_id < ${before(search)}::uuid
      order by started_at desc limit ${most}) tried
    where account.api_space_id = ${apiSpaceId}::uuid order by at desc limit ${most}`;
}

/** Ids from here on are not wanted. */
export function before({ to, after }: MessageSearch): string {
  const first = firstIdAt(to);
  return after !== undefined && after < first ? after : first;
}

const onAccounts = (apiSpaceId: string): Sql => sql`account_id in (select id from account where api_space_id = ${apiSpaceId}::uuid)`;

function spellings(address: string): string[] {
  return [...new Set([address, normalisePhoneNumber(address) ?? address])];
}

function sentTo(apiSpaceId: string, address: string): Sql {
  return sql`exists (select from attempt where attempt.message_id = message.id and address = any(${spellings(address)}::text[]) and ${onAccounts(apiSpaceId)})`;
}

/** Each value as text; a name with dots is also a path. */
function hasMetadata(metadata: MessageSearch['metadata']): Sql {
  return sql`not exists (
    select from unnest(${metadata.map(({ key }) => key)}::text[], ${metadata.map(({ value }) => value)}::text[]) as wanted(key, value)
    where coalesce(request->'metadata'->>wanted.key, request->'metadata'#>>string_to_array(wanted.key, '.')) is distinct from wanted.value)`;
}

/**
 * The same for the index over metadata, which knows whole values: the text, and the number or truth value that reads so.
 * It may hold for more rows than are meant, never for fewer: so without names of digits, which may count the items of a
 * list, and without values that may be a list or an object.
 */
function indexedMetadata(metadata: MessageSearch['metadata']): Sql | undefined {
  const parts = metadata
    .filter(({ key, value }) => !key.split('.').some((name) => /^[+-]?\d+$/.test(name.trim())) && !/^[[{]/.test(value))
    .map(({ key, value }) => {
      const paths = key.includes('.') ? [[key], key.split('.')] : [[key]];
      const shapes = paths.flatMap((path) => meanings(value).map((meaning) => path.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, meaning)));
      return sql`(${join(shapes.map((shape) => sql`request->'metadata' @> ${shape}::jsonb`), ' or ')})`;
    });
  return parts.length > 0 ? join(parts, ' and ') : undefined;
}

/** As JSON texts. */
function meanings(value: string): string[] {
  const text = JSON.stringify(value);
  return /^(true|false|-?(0|[1-9]\d*)(\.\d+)?)$/.test(value) ? [text, value] : [text];
}
