// Half a year of old data, made by the database itself: what a space looks like after millions of messages.
import pg from 'pg';

const DAYS = 180;
const CHUNK = 50_000;
const IN_FLIGHT = 2;
const TABLES = ['message', 'attempt', 'receipt', 'event', 'delivery', 'inbound', 'profile', 'profile_address'];
/** How rare each kind is: one in so many messages. */
export const EVERY = { hotProfile: 200, metadata: 10, inbound: 5, failed: 25, expired: 1_000, filtered: 20_000, sms: 10, dead: 2_000 };

/**
 * Adds finished messages with their attempts, receipts, events, deliveries and inbounds, and profiles with their
 * addresses, spread over the last 180 days. The apiSpace needs an account and may have webhooks: each gets a delivery per event.
 * Profiles are `old-1` … `old-<profiles>`; every 200th message is of `old-1`. Nothing of it is due.
 * Returns the seconds that it took and the megabytes that the database grew by.
 */
export async function fillOldData(databaseUrl, { messages, profiles, apiSpaceId, say = () => undefined }) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: IN_FLIGHT, options: '-c synchronous_commit=off -c jit=off' });
  try {
    const startedAt = performance.now();
    const sizeBefore = await databaseBytes(pool);
    await pool.query(FUNCTIONS);
    const space = await readSpace(pool, apiSpaceId);
    await inChunks(profiles, async (first, last) => {
      for (const statement of PROFILE_STATEMENTS) await pool.query(statement, [apiSpaceId, first, last]);
    });
    say(`${profiles} profiles are there`);
    await inChunks(messages, async (first, last) => {
      await pool.query(fillMessages(space), [apiSpaceId, first, last, messages, Math.max(1, profiles)]);
      if (Math.floor(last / 500_000) > Math.floor((first - 1) / 500_000)) say(`${last} messages are there`);
    });
    await pool.query('drop function old_id(text, bigint, timestamptz), old_address(bigint)');
    await pool.query(`vacuum (analyze) ${TABLES.join(', ')}`);
    await warmUp(pool);
    return { seconds: Math.round((performance.now() - startedAt) / 1_000), megabytes: Math.round((await databaseBytes(pool) - sizeBefore) / 1_048_576) };
  } finally {
    await pool.end();
  }
}

/** Indexes into which new rows go anywhere, and not at the end. */
const SCATTERED = [
  'attempt_account_id_address_started_at_message_id_idx', 'attempt_account_id_provider_message_id_idx', 'message_history_idx',
  'receipt_account_id_dedupe_key_key', 'receipt_account_id_address_watermark_at_idx', 'inbound_account_id_dedupe_key_key', 'inbound_api_space_id_profile_id_id_idx',
  'profile_address_pkey', 'profile_address_api_space_id_profile_id_idx', 'profile_pkey', 'account_address_pkey', 'message_metadata_idx',
];

/** A server that has run for a while has these in its memory; one that was just filled has what was written last. */
async function warmUp(pool) {
  await pool.query('checkpoint');
  await pool.query('create extension if not exists pg_prewarm');
  for (const index of SCATTERED) await pool.query('select pg_prewarm($1::regclass)', [index]);
}

/** A UUID v7 of a moment, the same for the same thing; and a person's Messenger id. */
const FUNCTIONS = `
  create or replace function old_id(kind text, number bigint, at timestamptz) returns uuid language sql immutable parallel safe as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid
    from (select md5(kind || number) as hash) hashed $$;
  create or replace function old_address(number bigint) returns text language sql immutable parallel safe as $$ select '7' || lpad(number::text, 15, '0') $$`;

const PROFILE_STATEMENTS = [
  `insert into profile (api_space_id, id, data, created_at, created_by, updated_at, updated_by, opt_ins)
   select $1::uuid, 'old-' || i, jsonb_build_object('firstName', 'First' || i % 997, 'lastName', 'Last' || i % 9973, 'phoneNumber', '4477' || lpad(i::text, 8, '0'),
       'email', 'person' || i || '@example.com', 'country', (array['GB','CZ','DE','FR','US'])[1 + i % 5], 'age', 18 + i % 70,
       'facebook', jsonb_build_object('locale', 'en_GB', 'timezone', i % 12), 'tags', jsonb_build_array('t' || i % 13, 't' || i % 101))
     || case when i % 3 < 2 then jsonb_build_object('fbMessengerId', old_address(i)) else '{}' end,
     now() - make_interval(days => ${DAYS}), 'system', now() - make_interval(secs => i), 'system', case when i % 4 = 0 then '{"fbMessenger": true}'::jsonb else '{}' end
   from generate_series($2::bigint, $3::bigint) i on conflict do nothing`,
  `insert into profile_address (api_space_id, field, address, profile_id)
   select $1::uuid, kind.field, kind.address, 'old-' || i from generate_series($2::bigint, $3::bigint) i
   cross join lateral (values ('phoneNumber', '4477' || lpad(i::text, 8, '0')), ('email', 'person' || i || '@example.com'),
     ('fbMessengerId', case when i % 3 < 2 then old_address(i) end)) kind(field, address)
   where kind.address is not null on conflict do nothing`,
];

/** What is to be made of messages $2 to $3; $4 is how many there are in all, $5 how many profiles. */
function madeMessages({ accountId, smsAccountId }) {
  return `
  base as materialized (
    select i, now() - make_interval(days => ${DAYS}) * ((1 + $4::bigint - i) / ($4::bigint + 1)::float8) as at,
      case when i % ${EVERY.hotProfile} = 0 then 1 else 1 + (i * 7919) % $5::bigint end as person,
      case when (i / 7) % ${EVERY.sms} = 0 then 'sms' else 'fbMessenger' end as channel,
      case when i % ${EVERY.filtered} = 0 then 'filtered' when i % ${EVERY.expired} = 1 then 'expired' when i % ${EVERY.failed} = 2 then 'failed'
        when i % 10 = 3 then 'sent' when i % 4 = 0 then 'read' else 'delivered' end as status
    from generate_series($2::bigint, $3::bigint) i),
  made as materialized (
    select *, old_id('message', i, at) as id, status in ('sent', 'delivered', 'read') as went, 'old-' || person as profile_id,
      case channel when 'sms' then '4477' || lpad(person::text, 8, '0') else old_address(person) end as address,
      case channel when 'sms' then '${smsAccountId}' else '${accountId}' end::uuid as account_id,
      case when (i / 3) % ${EVERY.metadata} = 0 then jsonb_build_object('metadata', jsonb_build_object('campaign', 'c' || i % 5000, 'order', jsonb_build_object('id', 'o' || i))) else '{}' end as metadata,
      jsonb_build_object('channel', channel, 'channelId', channel, 'channelStatus', jsonb_build_object(channel, jsonb_build_object('status', status,
        'updatedOn', at + interval '5 s', 'details', jsonb_build_object('providerMessageId', 'm_old' || i))))
        || case when status = 'failed' then '{"reason": "The person can not be reached."}'::jsonb else '{}' end as details
    from base)`;
}

const WRITTEN_MESSAGES = `messages as (
    insert into message (id, api_space_id, request, status, status_details, revision, profile_id, created_by, accepted_at, updated_at)
    select id, $1::uuid, jsonb_build_object('to', jsonb_build_object('profileId', profile_id), 'rules', '["fbMessenger","sms"]'::jsonb,
      'body', 'Your parcel number ' || i || ' will be with you tomorrow between nine and eleven.') || metadata,
      status, details, 2, profile_id, 'access:' || id, at, at + interval '5 s' from made),
  attempts as (
    insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, state, provider_message_id,
      failure_kind, reason, started_at, finished_at, delivered_at, read_at)
    select id, 1, 0, 1, 0, 1, channel, account_id, address, case when went then 'sent' else 'failed' end, case when went then 'm_old' || i end,
      case when not went then 'unreachable' end, case when not went then 'The person can not be reached.' end, at + interval '1 s', at + interval '2 s',
      case when status in ('delivered', 'read') then at + interval '4 s' end, case when status = 'read' then at + interval '5 s' end from made),
  receipts as (
    insert into receipt (account_id, dedupe_key, status, message_id, attempt_number, provider_message_id, address, watermark_at, occurred_at, recorded_at)
    select account_id, kind.status || ':m_old' || i, kind.status, id, 1, 'm_old' || i, address, case when kind.status = 'read' then at + interval '5 s' end,
      at + interval '4 s', at + interval '5 s'
    from made join (values ('delivered'), ('read')) kind(status) on made.status = kind.status or made.status = 'read')`;

const WRITTEN_EVENTS = `told as materialized (
    select old_id(kind.name, i, at + kind.after) as id, kind.name, made.id as message_id, revision, at + kind.after as at, i,
      jsonb_build_object('id', made.id, 'messageId', made.id, 'details', details, 'updatedOn', at + kind.after) || metadata as payload
    from made join (values ('message.sent', 1, interval '2 s'), ('message.delivered', 2, interval '4 s'), ('message.read', 3, interval '5 s'),
      ('message.failed', 1, interval '2 s')) kind(name, revision, after)
      on case kind.name when 'message.sent' then went when 'message.failed' then not went when 'message.delivered' then status in ('delivered', 'read') else status = 'read' end),
  events as (
    insert into event (id, api_space_id, name, entity_id, revision, payload, created_at)
    select id, $1::uuid, name, message_id::text, revision, payload, at from told)`;

/** One statement a chunk, so that nothing is read back. */
function fillMessages(space) {
  return `
  with ${madeMessages(space)},
  ${WRITTEN_MESSAGES},
  ${WRITTEN_EVENTS},
  deliveries as (
    insert into delivery (event_id, webhook_id, state, attempts, last_status, updated_at)
    select id, webhook_id, case when i % ${EVERY.dead} = 5 then 'dead' else 'delivered' end, 1, case when i % ${EVERY.dead} = 5 then 503 else 200 end, at
    from told cross join unnest('{${space.webhookIds.join(',')}}'::uuid[]) webhook_id)
  insert into inbound (id, api_space_id, account_id, dedupe_key, channel, address, profile_id, content, occurred_at, received_at)
  select old_id('inbound', i, at + interval '60 s'), $1::uuid, account_id, 'message:m_in' || i, channel, address, profile_id,
    jsonb_build_object('kind', 'message', 'body', 'Thank you for number ' || i, 'from', jsonb_build_object('profileId', profile_id)), at + interval '59 s', at + interval '60 s'
  from made where i % ${EVERY.inbound} = 0`;
}

async function readSpace(pool, apiSpaceId) {
  const accounts = await pool.query('select id, channel from account where api_space_id = $1', [apiSpaceId]);
  if (accounts.rows.length === 0) throw new Error('The apiSpace has no account to have sent on.');
  const webhooks = await pool.query('select id from webhook where api_space_id = $1 and deleted_at is null', [apiSpaceId]);
  const idOf = (wanted) => accounts.rows.find(({ channel }) => channel === wanted)?.id;
  const accountId = idOf('fbMessenger') ?? accounts.rows[0].id;
  return { accountId, smsAccountId: idOf('sms') ?? accountId, webhookIds: webhooks.rows.map(({ id }) => id) };
}

/** Chunks of neighbours, a few at once: later ids go to the right end of every index by time. */
async function inChunks(total, work) {
  let next = 1;
  const lane = async () => {
    while (next <= total) {
      const first = next;
      next += CHUNK;
      await work(first, Math.min(first + CHUNK - 1, total));
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function databaseBytes(pool) {
  const { rows } = await pool.query('select pg_database_size(current_database()) as bytes');
  return Number(rows[0].bytes);
}
