import { MESSAGE_STATUSES } from '@app/core';
import type { ChannelRegistry } from '@app/channels';
import type { MessageSearch } from '@app/messaging';
import { ValidationError } from '../http/api-error.js';
import { isUuid } from '../http/is-uuid.js';
import { type Query, QueryValues } from '../http/query-values.js';

const NAMES = ['status', 'channel', 'profileId', 'address', 'from', 'to', 'limit', 'after'];
const METADATA = 'metadata.';
const MOST_METADATA = 5;
const LONGEST_NAME = 255;
const MOST_LEVELS = 16;
const LIMIT = 50;
const MOST = 500;
/** Without `from` the search goes back so far from `to`. */
const RANGE_MS = 30 * 24 * 60 * 60_000;

/** Reads the query of a message search. */
export function checkSearch(query: Query, channels: ChannelRegistry): MessageSearch {
  const values = new QueryValues(query);
  const statuses = readStatuses(values);
  const channel = values.oneOf('channel', channels.names());
  const [profileId, address, after] = [values.text('profileId'), values.text('address'), values.text('after')];
  if (after !== undefined && !isUuid(after)) values.fail('after', 'must be the "next" of the page before');
  const to = values.time('to', new Date(Date.now() + 60_000));
  const from = values.time('from', new Date(to.getTime() - RANGE_MS));
  if (from > to) values.fail('from', 'must not be after "to"');
  const metadata = readMetadata(query, values);
  const limit = values.limit(LIMIT, MOST);
  values.refuseOthers((name) => NAMES.includes(name) || name.startsWith(METADATA), `${NAMES.join(', ')}, ${METADATA}<name>`);
  if (values.failures.length > 0) throw new ValidationError(values.failures);
  return {
    ...(statuses ? { statuses } : {}),
    ...(channel ? { channel } : {}),
    ...(profileId ? { profileId } : {}),
    ...(address ? { address } : {}),
    ...(after ? { after: after.toLowerCase() } : {}),
    from,
    to,
    metadata,
    limit,
  };
}

function readStatuses(values: QueryValues): string[] | undefined {
  const statuses = values.text('status')?.split(',');
  const known: readonly string[] = MESSAGE_STATUSES;
  if (statuses?.some((status) => !known.includes(status))) values.fail('status', `must be one or more, with commas between, of: ${known.join(', ')}`);
  return statuses;
}

function readMetadata(query: Query, values: QueryValues): MessageSearch['metadata'] {
  const names = Object.keys(query).filter((name) => name.startsWith(METADATA));
  if (names.length > MOST_METADATA) values.fail(names[MOST_METADATA]!.slice(0, 100), `is one too many; at most ${MOST_METADATA} fields of metadata are searched for`);
  return names.map((name) => {
    const key = name.slice(METADATA.length);
    if (key === '' || key.length > LONGEST_NAME || key.split('.').length > MOST_LEVELS || key.includes('\u0000') || !key.isWellFormed()) {
      values.fail(name.slice(0, 100), `names no field of metadata: 1 to ${LONGEST_NAME} characters, at most ${MOST_LEVELS} names with dots between`);
    }
    return { key, value: values.text(name) ?? '' };
  });
}
