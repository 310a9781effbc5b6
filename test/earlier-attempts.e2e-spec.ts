import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { formatAttemptReference } from '@app/core';
import { waitFor } from './support/servers/index.js';
import { callsTo, newPhoneNumber, newPsid, sendsTo } from './support/simulated-sends.js';
import { PAGE_ID, System } from './support/system.js';

/** Longer than a worker takes to see that an account is held, and shorter than it waits for an echo. */
const ECHO_DELAY_MS = 7_000;

let system: System;
beforeAll(async () => {
  system = await System.start({ env: { CHANNEL_RATE_LIMITS: 'on' } });
}, 60_000);
afterAll(() => system?.stop());

const rows = (query: string, messageId: string): Promise<unknown[]> => system.database.query(query, [messageId]);
const until = (what: string, query: string, messageId: string): Promise<unknown> => waitFor(async () => (await rows(query, messageId)).length > 0, { what });

describe('a call that the provider answered with being out of order', () => {
  it('is settled by an echo, and not made again', async () => {
    const psid = newPsid();
    await system.simulate('POST', 'faults', { kind: 'unavailable', match: { recipient: psid }, times: 9 });
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello' });
    await until('a message that waits for its next try', `update message set due_at = now() + interval '1 hour', sweep_at = now() + interval '1 hour' where id = $1 and status = 'retrying' and claim is null returning 1`, messageId);
    const calls = await callsTo(system, psid);
    const echo = { is_echo: true, mid: 'm_told_by_echo', text: 'Hello', metadata: formatAttemptReference({ messageId, attemptNumber: 1 }) };
    const messaging = [{ sender: { id: PAGE_ID }, recipient: { id: psid }, timestamp: Date.now(), message: echo }];
    await system.simulate('POST', 'webhook', { body: { object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), messaging }] } });
    const message = await system.messageWith(messageId, 'sent');
    expect(message.statusDetails.additionalInfo).toMatchObject({ providerMessageId: 'm_told_by_echo' });
    expect(await callsTo(system, psid)).toBe(calls);
  });
});

describe('a message of several parts', () => {
  it('lets its worker go while the slot of its next part is far away, and sends none twice', async () => {
    const psid = newPsid();
    const [{ id: accountId }] = (await system.database.query<{ id: string }>(`select id from account where channel = 'fbMessenger'`)) as [{ id: string }];
    await system.database.query(`insert into account_rate (account_id, rate_class, tat) values ($1, 'media', now() + interval '1 hour')
      on conflict (account_id, rate_class) do update set tat = excluded.tat`, [accountId]);
    const messageParts = [{ type: 'text/plain', data: 'Look:' }, { type: 'video/mp4', url: 'https://example.com/a.mp4' }];
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], messageParts });
    await until('a message without a claim, put off to its slot', `select 1 from message where id = $1 and claim is null and slot_at > now() + interval '50 minutes'`, messageId);
    expect(await sendsTo(system, psid)).toHaveLength(1);
    await system.database.query(`update account_rate set tat = now()`);
    await system.database.query('update message set due_at = now(), slot_at = now(), sweep_at = now() where id = $1', [messageId]);
    await system.messageWith(messageId, 'delivered');
    expect((await sendsTo(system, psid)).map(({ payload }) => Object.keys(payload.message!)[0])).toEqual(['text', 'attachment']);
  });
});

describe('a message that was put off to its slot', () => {
  it('and is found by the sweep ten seconds after it goes out then, not behind all that wait', async () => {
    const psid = newPsid();
    await system.database.query(`insert into account_rate (account_id, rate_class, tat) select id, 'text', now() + interval '1 hour' from account where channel = 'fbMessenger'
      on conflict (account_id, rate_class) do update set tat = excluded.tat`);
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello' });
    await until('a message that is put off to its slot', `select 1 from message where id = $1 and claim is null and slot_at > now() + interval '50 minutes'`, messageId);
    await system.database.query(`update message set due_at = now() - interval '11 s', slot_at = now() - interval '11 s', sweep_at = now() where id = $1`, [messageId]);
    await system.messageWith(messageId, 'delivered');
    await system.database.query('update account_rate set tat = now()');
  });
});

describe('a message whose worker died after the first channel had refused it', () => {
  it('shows that channel too, once the next one has taken it', async () => {
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const messageId = await system.send({ to: { dummyId: 'refused', phoneNumber: newPhoneNumber() }, rules: ['dummy', 'sms'], body: 'Hello', sendAt });
    await system.database.query(`
      insert into attempt (message_id, number, rule_index, try_number, part_index, part_count, channel, account_id, address, state, failure_kind, reason, started_at, finished_at)
      select $1, 1, 0, 0, 0, 1, 'dummy', id, 'refused', 'failed', 'rejected', 'It was refused.', now(), now() from account where channel = 'dummy'`, [messageId]);
    await system.database.query('update message set rule_index = 1, due_at = now(), sweep_at = now() where id = $1', [messageId]);
    const message = await system.messageWith(messageId, 'delivered');
    expect(message.statusDetails.channelStatus).toMatchObject({ dummy: { status: 'failed', reason: 'It was refused.' }, sms: { status: 'delivered' } });
  });
});

describe('a message whose merge fields fill in too much', () => {
  it('fails, and says so', async () => {
    const made = await system.call('POST', '/profiles', { id: 'much', fbMessengerId: newPsid(), text: 'x'.repeat(90_000) });
    expect(made).toMatchObject({ status: 201 });
    const messageId = await system.send({ to: { profileId: 'much' }, rules: ['fbMessenger'], body: '{{profile.text}}'.repeat(130) });
    const message = await system.messageWith(messageId, 'failed');
    expect(message.statusDetails.reason).toContain('merge fields');
  });
});

describe('a call without an answer', () => {
  it('is not made again when its receipt comes at the very moment that it is given up', async () => {
    const psid = newPsid();
    await system.simulate('PUT', 'behaviour', { echoDelayMs: 60_000 });
    await system.simulate('POST', 'faults', { kind: 'lost-answer', match: { recipient: psid } });
    const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello' });
    await until('an open outcome', `select 1 from attempt where message_id = $1 and state = 'unknown'`, messageId);
    const receipt = new pg.Client({ connectionString: system.database.url });
    await receipt.connect();
    try {
      await rows(`update attempt set finished_at = now() - interval '1 minute' where message_id = $1`, messageId);
      await receipt.query('begin');
      await receipt.query(`update attempt set state = 'sent', provider_message_id = 'm_just_in_time' where message_id = $1`, [messageId]);
      await rows('update message set due_at = now(), sweep_at = now() where id = $1', messageId);
      await until('the worker to give the call up', `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%update attempt%' and $1 <> ''`, messageId);
      await receipt.query('commit');
    } finally {
      await receipt.end();
    }
    await system.messageWith(messageId, 'sent', 'delivered');
    expect(await callsTo(system, psid)).toBe(1);
  });
});

// The last, since the account stays held.
describe('what an earlier call has done, while its account is held or the message expires,', () => {
  it('counts: the message is sent, and on no other channel', async () => {
    const [held, late, phoneNumber] = [newPsid(), newPsid(), newPhoneNumber()];
    await system.simulate('PUT', 'behaviour', { echoDelayMs: ECHO_DELAY_MS });
    for (const recipient of [held, late]) await system.simulate('POST', 'faults', { kind: 'lost-answer', match: { recipient } });
    const heldId = await system.send({ to: { fbMessengerId: held, phoneNumber }, rules: ['fbMessenger', 'sms'], body: 'Hello' });
    const lateId = await system.send({ to: { fbMessengerId: late }, rules: ['fbMessenger'], body: 'Hello', expiresOn: new Date(Date.now() + 3_000).toISOString() });
    for (const id of [heldId, lateId]) await until('an open outcome', `select 1 from attempt where message_id = $1 and state = 'unknown'`, id);
    await system.database.query(`update account set held_until = now() + interval '1 day', held_reason = 'policy' where channel = 'fbMessenger'`);
    for (const id of [heldId, lateId]) await system.messageWith(id, 'sent', 'delivered');
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
    for (const psid of [held, late]) expect(await callsTo(system, psid)).toBe(1);
  });
});
