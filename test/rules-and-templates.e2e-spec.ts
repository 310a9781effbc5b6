import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { System } from './support/system.js';

interface Failures {
  validationFailures: { paramName: string; message: string }[];
}

describe('stored rules and templates', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start();
  }, 60_000);
  afterAll(() => system?.stop());

  it.each([
    ['rulesets', { id: 'dummy-first', rules: ['dummy', 'sms'] }, { rules: ['sms'] }],
    ['templates', { id: 'welcome', name: 'Welcome', messageParts: [{ type: 'text/plain', data: 'Hello {{profile.dummyId}}' }] }, { name: 'W', messageParts: [{ type: 'text/plain', data: 'Hi' }] }],
  ])('…/%s are made, read, replaced and deleted, guarded by their ETag', async (path, first, second) => {
    const made = await system.call('POST', `/${path}`, first);
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"0"']);
    expect(made.body).toMatchObject(first);
    expect((await system.call('POST', `/${path}`, first)).status).toBe(409);
    expect((await system.call('GET', `/${path}/${first.id}`)).body).toEqual(made.body);
    const replaced = await system.call('PUT', `/${path}/${first.id}`, second, { 'if-match': '"0"' });
    expect([replaced.status, replaced.headers.get('etag')]).toEqual([200, '"1"']);
    expect(replaced.body).toMatchObject(second);
    expect((await system.call('PUT', `/${path}/${first.id}`, second, { 'if-match': '"0"' })).status).toBe(412);
    expect((await system.call<unknown[]>('GET', `/${path}`)).body).toEqual([replaced.body]);
    for (const other of ['"0"', `"ffffffff-${'0'.repeat(32)}"`, '"999999999"', '"x"']) {
      expect((await system.call('DELETE', `/${path}/${first.id}`, undefined, { 'if-match': other })).status).toBe(412);
    }
    expect((await system.call('DELETE', `/${path}/${first.id}`)).status).toBe(204);
    expect((await system.call('GET', `/${path}/${first.id}`)).status).toBe(404);
    expect((await system.call('POST', `/${path}`, { id: 'a b' })).status).toBe(400);
    expect((await system.call('POST', `/${path}`, {})).status).toBe(400);
  });

  it.each([
    ['/templates', 'template', `(api_space_id, id, name, message_parts, created_by, updated_by) select $1::uuid, 'many-' || n, 'Many', '[]', 'test', 'test'`, { name: 'Many', messageParts: [{ type: 'text/plain', data: 'Hello' }] }],
    ['/rulesets', 'rule_set', `(api_space_id, id, rules, created_by, updated_by) select $1::uuid, 'many-' || n, '["dummy"]', 'test', 'test'`, { rules: ['dummy'] }],
  ])('are a thousand of each at most (%s): one more is a 409, until one is deleted', async (path, table, columns, body) => {
    const [apiSpaceId, token] = await system.newSpace();
    await system.database.query(`insert into ${table} ${columns} from generate_series(1, 999) as n`, [apiSpaceId]);
    const call = async (method: string, rest: string, sent?: object): Promise<number> => {
      const headers = { authorization: `Bearer ${token}`, ...(sent ? { 'content-type': 'application/json' } : {}) };
      return (await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}${path}${rest}`, { method, headers, ...(sent ? { body: JSON.stringify(sent) } : {}) })).status;
    };
    await system.connectAccounts(apiSpaceId);
    expect(await call('POST', '', { id: 'last', ...body })).toBe(201);
    expect(await call('POST', '', { id: 'one-more', ...body })).toBe(409);
    expect(await call('DELETE', '/many-1')).toBe(204);
    expect(await call('POST', '', { id: 'one-more', ...body })).toBe(201);
  });

  it('are 5 MB of templates at most: one more is a 409, and so is one that grows', async () => {
    const [apiSpaceId, token] = await system.newSpace();
    const template = (chars: number): object => ({ name: 'Large', messageParts: [{ type: 'text/plain', data: 'x'.repeat(chars) }] });
    const call = async (method: string, rest: string, body: object): Promise<number> =>
      (await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}/templates${rest}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;
    await system.database.query(
      `insert into template (api_space_id, id, name, message_parts, created_by, updated_by)
       select $1::uuid, 'large-' || n, 'Large', jsonb_build_array(jsonb_build_object('type', 'text/plain', 'data', repeat('x', 90000))), 'test', 'test' from generate_series(1, 55) as n`, [apiSpaceId]);
    expect(await call('POST', '', { id: 'one-more', ...template(90_000) })).toBe(409);
    expect(await call('POST', '', { id: 'one-more', ...template(9_000) })).toBe(201);
    expect(await call('PUT', '/one-more', template(90_000))).toBe(409);
    expect(await call('PUT', '/large-1', template(90_000))).toBe(200);
  });

  it('fill in at most 10 million characters of a batch, whose items each get their own copy', async () => {
    await system.call('POST', '/templates', { id: 'large', name: 'Large', messageParts: [{ type: 'text/plain', data: 'x'.repeat(60_000) }] });
    const batch = (count: number) => system.call<Failures>('POST', '/messages/batch', Array.from({ length: count }, () => ({ to: { dummyId: 'stored' }, rules: ['dummy'], templateId: 'large' })));
    const { status, body } = await batch(200);
    expect({ status, failures: body.validationFailures }).toMatchObject({ status: 400, failures: [{ paramName: 'request', message: expect.stringContaining('at most 10 million') }] });
    expect((await batch(2)).status).toBe(202);
  });

  it('are what a message is made of that names them', async () => {
    await system.call('POST', '/rulesets', { id: 'only-dummy', rules: ['dummy'] });
    await system.call('POST', '/templates', { id: 'hello', name: 'Hello', messageParts: [{ type: 'text/plain', data: 'Hello' }] });
    const messageId = await system.send({ to: { dummyId: 'stored' }, ruleSet: 'only-dummy', templateId: 'hello' });
    expect(await system.messageWith(messageId, 'sent')).toMatchObject({ ruleSet: 'only-dummy', rules: ['dummy'], templateId: 'hello', messageParts: [{ data: 'Hello' }] });
    const { status } = await system.call('POST', '/messages/batch', [{ to: { dummyId: 'stored' }, ruleSet: 'only-dummy', templateId: 'hello' }]);
    expect(status).toBe(202);
  });

  it.each([
    [{ ruleSet: 'missing', body: 'Hello' }, ['ruleSet']],
    [{ rules: ['dummy'], templateId: 'missing' }, ['templateId']],
    [{ rules: ['dummy'], ruleSet: 'only-dummy', body: 'Hello' }, ['ruleSet']],
    [{ rules: ['dummy'], templateId: 'hello', body: 'Hello' }, ['templateId']],
    [{ body: 'Hello' }, ['rules']],
    [{ ruleSet: 7, templateId: {} }, ['ruleSet', 'templateId']],
  ])('that are missing, or not alone, are named in a 400: %j', async (more, paramNames) => {
    const { status, body } = await system.call<Failures>('POST', '/messages', { to: { dummyId: 'stored' }, ...more });
    expect([status, body.validationFailures.map(({ paramName }) => paramName)]).toEqual([400, paramNames]);
  });

  describe('and requireOptIn', () => {
    const send = (profileId: string, rules = ['dummy']): Promise<string> =>
      system.send({ to: { profileId, dummyId: `${profileId}-address`, phoneNumber: '447123123123' }, rules, body: 'Hello', requireOptIn: true });
    const optIn = (profileId: string, optIns: object): Promise<unknown> =>
      system.database.query(`insert into profile (api_space_id, id, opt_ins, created_by, updated_by) values ('${system.apiSpaceId}', '${profileId}', '${JSON.stringify(optIns)}', 'test', 'test')`);

    it('filters the message of a person who has not opted in, and tells it', async () => {
      await system.subscribe([{ type: 'message.filtered' }]);
      const message = await system.messageWith(await send('never'), 'filtered');
      expect(message.statusDetails).toMatchObject({ reason: 'The person has not opted in to dummy.', channelStatus: { dummy: { status: 'failed' } } });
      const [call] = await system.receiver.received(1);
      expect(call?.body).toMatchObject({ name: 'message.filtered', payload: { messageId: message['messageId'] } });
    });

    it('sends on the channels that the person has opted in to, and on no other', async () => {
      await optIn('picky', { dummy: false, sms: true });
      const message = await system.messageWith(await send('picky', ['dummy', 'sms']), 'sent', 'delivered');
      expect(message.statusDetails.channel).toBe('sms');
    });

    it('goes by the word of the profile that has the address, where the message names none', async () => {
      await system.call('POST', '/profiles', { id: 'by-number', phoneNumber: '447123999888' });
      const sendTo = (phoneNumber: string): Promise<string> => system.send({ to: { phoneNumber }, rules: ['sms'], body: 'Hello', requireOptIn: true });
      await system.messageWith(await sendTo('447123999888'), 'filtered');
      await system.call('PUT', '/profiles/by-number/optin', { channels: ['sms'] });
      await system.messageWith(await sendTo('447123999888'), 'sent', 'delivered');
      await system.messageWith(await sendTo('447123999777'), 'filtered');
    });

    it('goes by the apiSpace\'s default where the person has said nothing', async () => {
      await system.database.query(`update api_space set settings = '{"optIns": {"dummy": true}}' where id = '${system.apiSpaceId}'`);
      await optIn('against', { dummy: false });
      await system.messageWith(await send('silent'), 'sent');
      await system.messageWith(await send('against'), 'filtered');
    });
  });
});
