import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { System } from './support/system.js';

type Profile = Record<string, unknown> & { id: string };

describe('profiles', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start();
    await system.subscribe([{ type: 'profile.create' }, { type: 'profile.update' }, { type: 'profile.delete' }, { type: 'profile.undelete' }]);
  }, 60_000);
  afterAll(() => system?.stop());

  const path = (id: string): string => `/profiles/${encodeURIComponent(id)}`;
  const find = async (query: string): Promise<string[]> => {
    const { status, body } = await system.call<Profile[]>('GET', `/profiles?${query}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body.map((profile) => profile.id);
  };

  it('tells the customer of each change with the revision that the answers carry as ETag', async () => {
    const id = 'joe.blogs@example.com';
    const created = await system.call<Profile>('POST', '/profiles', { id, firstName: 'Joe', fbMessengerId: '1924625477645988' });
    expect(created).toMatchObject({ status: 201, body: { id, firstName: 'Joe', _createdBy: expect.stringMatching(/^access:/) } });
    expect(created.headers.get('etag')).toBe('"0"');
    expect((await system.call('PUT', path(id), created.body)).headers.get('etag')).toBe('"0"'); // nothing changed
    const replaced = await system.call<Profile>('PUT', path(id), { id: null, lastName: 'Blogs' });
    expect(replaced.body).toMatchObject({ id, lastName: 'Blogs' });
    expect(replaced.body).not.toHaveProperty('firstName');
    expect((await system.call('DELETE', path(id))).status).toBe(204);
    expect((await system.call('GET', path(id))).status).toBe(404);
    expect((await system.call('GET', `${path(id)}?includeDeleted=true`)).body).toMatchObject({ id, _deletedOn: expect.any(String) });
    expect((await system.call('DELETE', path(id))).status).toBe(404);
    const back = await system.call<Profile>('PUT', `${path(id)}?undelete=true`, '', { 'content-type': 'application/json' });
    expect(back).toMatchObject({ status: 200, body: { id, lastName: 'Blogs' } });
    const merged = await system.call<Profile>('PATCH', `${path(id)}?deletes=lastName`, { phoneNumber: '+44 7123 123123', facebook: { first_name: 'Joe' } });
    expect(merged.body).toMatchObject({ id, phoneNumber: '+44 7123 123123' });
    expect(merged.body).not.toHaveProperty('lastName');
    const calls = await system.receiver.received(5);
    const events = calls.map((call) => call.body as { name: string; revision: number; etag: string; payload: object }).toSorted((a, b) => a.revision - b.revision);
    expect(events.map(({ name, revision }) => `${revision} ${name}`)).toEqual(['0 profile.create', '1 profile.update', '2 profile.delete', '3 profile.undelete', '4 profile.update']);
    expect(events[1]!.payload).toEqual({ id, lastName: 'Blogs' });
    expect(events[2]!.payload).toEqual({ id, date: expect.any(String), by: expect.stringMatching(/^access:/) });
    expect(events[3]!.payload).toEqual({ id });
    const patched = async (etag: string): Promise<number> => (await system.call('PATCH', path(id), { seen: true }, { 'if-match': etag })).status;
    expect([await patched(events[3]!.etag), await patched(events[4]!.etag), await patched(events[4]!.etag)]).toEqual([412, 200, 412]);
  });

  it('lets only one of two writers through who have seen the same revision', async () => {
    await system.call('POST', '/profiles', { id: 'race', n: 0 });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => system.call('PATCH', '/profiles/race', { n: n + 1 }, { 'if-match': '"0"' })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
    const gone = await system.call('PATCH', '/profiles/never-there?allowcreate=true', { n: 1 }, { 'if-match': '"3"' });
    expect([gone.status, (await system.call('GET', '/profiles/never-there')).status]).toEqual([412, 404]);
    const stale = [await system.call('PUT', '/profiles/race', {}, { 'if-match': '"0"' }), await system.call('DELETE', '/profiles/race', undefined, { 'if-match': '"nonsense"' })];
    expect(stale.map(({ status }) => status)).toEqual([412, 412]);
    const made = await Promise.all(Array.from({ length: 10 }, () => system.call('POST', '/profiles', { id: 'made once' })));
    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it.each<[method: string, path: string, body: unknown, status: number, paramName?: string]>([
    ['POST', '/profiles', {}, 400, 'id'],
    ['POST', '/profiles', { id: '' }, 400, 'id'],
    ['POST', '/profiles', { id: 17 }, 400, 'id'],
    ['POST', '/profiles', { id: 'x'.repeat(256) }, 400, 'id'],
    ['POST', '/profiles', { id: 'a', _x: 1 }, 400, '_x'],
    ['POST', '/profiles', { id: 'a', first_name: 1 }, 400, 'first_name'],
    ['POST', '/profiles', [], 400, 'request'],
    ['POST', '/profiles', undefined, 400, 'request'],
    ['POST', '/profiles', { id: 'optin' }, 400, 'id'],
    ['POST', '/profiles', { id: 'bulk' }, 400, 'id'],
    ['PUT', '/profiles/nobody', {}, 404],
    ['PUT', '/profiles/nobody', { id: 'other' }, 400, 'id'],
    ['PUT', '/profiles/nobody?undelete=yes', {}, 400, 'undelete'],
    ['PUT', '/profiles/nobody?undelete=true', undefined, 404],
    ['PATCH', '/profiles/nobody', { a: 1 }, 404],
    ['PATCH', '/profiles/nobody?deletes=', { a: 1 }, 400, 'deletes'],
    ['PATCH', '/profiles/nobody?allowcreate=1', { a: 1 }, 400, 'allowcreate'],
    ['DELETE', '/profiles/nobody', undefined, 404],
    ['DELETE', '/profiles/nobody?forget=true', undefined, 404],
    ['GET', '/profiles/%00', undefined, 404],
    ['GET', `/profiles/${'x'.repeat(256)}`, undefined, 404],
    ['PATCH', '/profiles/bulk', {}, 400, 'request'],
    ['PATCH', '/profiles/bulk', [{ id: 'a' }, { a_b: 1 }], 400, '[1].a_b'],
    ['PATCH', '/profiles/bulk', [{ id: 'a' }, { id: 'a' }], 400, '[1].id'],
    ['DELETE', '/profiles/bulk', undefined, 400, 'id'],
    ['DELETE', `/profiles/bulk?forget=true${Array.from({ length: 101 }, (_, index) => `&id=${index}`).join('')}`, undefined, 400, 'id'],
    ['POST', '/profiles/export', { format: 'xml' }, 400, 'format'],
    ['POST', '/profiles/export', { format: 'csv', fieldSeparator: ';;' }, 400, 'fieldSeparator'],
    ['POST', '/profiles/export?query=%24limit%3Dx', { format: 'csv' }, 400, '$limit'],
    ['POST', '/profiles/export?query=%24skip%3D5', { format: 'csv' }, 400, 'query'],
    ['POST', '/profiles/export?query=%24sort%3Dage', { format: 'json' }, 400, 'query'],
    ['PUT', '/profiles/nobody/optin', { channels: ['pigeon'] }, 400, 'channels[0]'],
    ['PUT', '/profiles/nobody/optin', { channels: ['sms'] }, 404],
    ['PUT', '/profiles/optin', { sms: 'yes' }, 400, 'sms'],
    ['GET', '/profiles/nobody/rels', undefined, 404],
    ['PUT', '/profiles/nobody/rels/link/race', undefined, 404],
    ['PUT', '/profiles/race/rels/link/race', undefined, 409],
    ['PUT', '/profiles/race/rels/cousin/nobody', undefined, 404],
    ['DELETE', '/profiles/race/rels/link/nobody', undefined, 404],
    ['DELETE', '/profiles/race/devices/x', undefined, 404],
    ['POST', '/profiles/devices/push/validation', { ids: 'race' }, 400, 'ids'],
    ['GET', '/profiles?$limit=0', undefined, 400, '$limit'],
    ['GET', '/profiles?$sort=_systemProfile', undefined, 200],
    ['GET', '/profiles?$limit=1001', undefined, 400, '$limit'],
    ['GET', '/profiles?$where=1', undefined, 400, '$where'],
    ['GET', '/profiles?_secret=1', undefined, 400, '_secret'],
    ['GET', '/profiles?a=%', undefined, 400, 'query'],
    ['GET', '/profiles?a=%00', undefined, 400, 'query'],
  ])('answers %s %s %j with %i, and names the field', async (...row) => {
    // Named one by one, Jest would hand its callback to rows that have no last column.
    const [method, at, body, status, paramName] = row;
    const answer = await system.call<{ validationFailures?: { paramName: string }[] }>(method, at, body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status, ...(paramName ? { body: { validationFailures: [{ paramName }] } } : {}) });
  });

  it('takes any string of up to 255 characters as an id', async () => {
    for (const id of ['a/b?c=d&e#f%', '𝒳'.repeat(255), ' ', '..x', "'; drop table profile --"]) {
      expect((await system.call('POST', '/profiles', { id, x: 1 })).status).toBe(201);
      expect((await system.call('GET', path(id))).body).toMatchObject({ id, x: 1 });
      expect((await system.call('DELETE', `${path(id)}?forget=true`)).status).toBe(204);
    }
  });

  it('does not grow beyond 100,000 characters, whole or bit by bit', async () => {
    const part = 'x'.repeat(60_000);
    expect((await system.call('POST', '/profiles', { id: 'large', one: part })).status).toBe(201);
    const wrong = { status: 400, body: { validationFailures: [{ paramName: 'request', message: expect.stringContaining('profile large larger than 100000 characters') }] } };
    expect(await system.call('PATCH', '/profiles/large', { two: part })).toMatchObject(wrong);
    expect(await system.call('PUT', '/profiles/large', { one: part, two: part })).toMatchObject(wrong);
    expect(await system.call('PATCH', '/profiles/bulk', [{ id: 'large', two: part }])).toMatchObject(wrong);
    expect((await system.call('GET', '/profiles/large')).body).toMatchObject({ id: 'large', one: part });
    expect((await system.call('PATCH', '/profiles/large', { one: 'x'.repeat(99_900) })).status).toBe(200);
    // What is told of a person beside a message is not kept then; the message goes out.
    await system.send({ to: { profileId: 'large', dummyId: 'd', note: 'x'.repeat(500) }, rules: ['dummy'], body: 'x' });
    expect((await system.call('GET', '/profiles/large')).body).not.toHaveProperty('note');
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`name${index}`, 'x']));
    expect(await system.call('POST', '/messages', { to: { profileId: 'large', ...many }, rules: ['dummy'], body: 'x' })).toMatchObject({ status: 400, body: { validationFailures: [{ paramName: 'to' }] } });
    // One that is too large for today's limit can be made smaller, and deleted.
    await system.database.query(`update profile set data = data || jsonb_build_object('two', repeat('x', 50000)) where id = 'large'`);
    expect((await system.call('PATCH', '/profiles/large', { two: 'x' })).status).toBe(200);
    expect((await system.call('DELETE', '/profiles/large')).status).toBe(204);
    await system.call('DELETE', '/profiles/large?forget=true');
  });

  it('keeps values that are too long for an address, or no address at all', async () => {
    const answer = await system.call('POST', '/profiles', { id: 'long', email: 'x'.repeat(50_000), phoneNumber: 'none', fbMessengerId: { odd: true } });
    expect(answer.status).toBe(201);
    expect(await find('phoneNumber=none')).toEqual(['long']);
    await system.call('DELETE', '/profiles/long?forget=true');
  });

  describe('queries', () => {
    beforeAll(async () => {
      const people = [
        { id: 'q1', age: 30, name: "Ann O'Neil", tags: ['a', 'b'], phoneNumber: '+44 7000 000001', code: '7', vip: true, facebook: { locale: 'en_GB' } },
        { id: 'q2', age: 40, name: 'Bob', tags: ['b'], phoneNumber: 447000000002, code: 7, vip: false },
        { id: 'q3', age: '40', name: 'CAROL 100%', email: 'Carol@Example.com' },
        { id: 'q4', name: null },
      ];
      const answer = await system.call<object[]>('PATCH', '/profiles/bulk', people);
      expect(answer).toMatchObject({ status: 200, body: people.map(({ id }) => ({ id, status: 200 })) });
    });

    it.each<[query: string, found: string[]]>([
      ['age=30', ['q1']],
      ['age=40', ['q2', 'q3']],
      ['phoneNumber=!447000000001', ['q2', 'q3', 'q4']],
      ['email=!carol@example.com', ['q1', 'q2', 'q4']],
      ["age='40'", ['q3']],
      ['age=!40', ['q1', 'q4']],
      ['age=>30', ['q2']],
      ['age=>=30', ['q1', 'q2']],
      ['age=<40', ['q1']],
      ['age=<=40', ['q1', 'q2']],
      ['age=>29&age=<31', ['q1']],
      ['age=', ['q1', 'q2', 'q3']],
      ['age=!', ['q4']],
      ['name=^ann', ['q1']],
      ["name=$o'neil", ['q1']],
      ['name=~100%25', ['q3']],
      ['name=~_', []],
      ["name=Ann+O'Neil", ['q1']],
      ['name=null', ['q4']],
      ['name[]=Bob&name[]=CAROL%20100%25', ['q2', 'q3']],
      ['name[]=!Bob&name[]=!null', ['q1', 'q3']],
      ['tags=b', ['q1', 'q2']],
      ['tags=!a', ['q2', 'q3', 'q4']],
      ['vip=true', ['q1']],
      ['code=7', ['q1', 'q2']],
      ["code='7'", ['q1']],
      ['facebook.locale=en_GB', ['q1']],
      ['facebook.locale=^EN', ['q1']],
      ['phoneNumber=447000000001', ['q1']],
      ['phoneNumber=%2B44-7000-000002', ['q2']],
      ['phoneNumber[]=447000000001&phoneNumber[]=447000000002', ['q1', 'q2']],
      ['email=carol@example.COM', ['q3']],
      ['id[]=q1&id[]=q4', ['q1', 'q4']],
      ['age=40&vip=false', ['q2']],
      ['_createdOn=>2020', ['q1', 'q2', 'q3', 'q4']],
      ['_createdOn=<2020', []],
      ['$sort=-id', ['q4', 'q3', 'q2', 'q1']],
      ['$sort=-age,name&$limit=1', ['q2']],
      ['$limit=2&$skip=1', ['q2', 'q3']],
    ])('%s finds %j', async (query, found) => {
      expect(await find(`id=^q&${query}`)).toEqual(found);
    });

    it('answers the fields that were asked for', async () => {
      const { body } = await system.call<Profile[]>('GET', '/profiles?id=q1&$fields=name,facebook.locale');
      expect(body).toEqual([{ id: 'q1', name: "Ann O'Neil", facebook: { locale: 'en_GB' } }]);
      const system_ = await system.call<Profile[]>('GET', '/profiles?id=q4&$includeSystem=true');
      expect(system_.body[0]).toMatchObject({ id: 'q4', name: null, _createdOn: expect.any(String) });
      const schema = await system.call<string[]>('GET', '/profiles?id=q1&$schemaOnly=true');
      expect(schema.body).toEqual(['age', 'code', 'facebook.locale', 'id', 'name', 'phoneNumber', 'tags', 'vip']);
    });

    it('takes any query string: it finds profiles of this apiSpace, or is a 400', async () => {
      const part = fc.oneof(fc.constantFrom('id', 'age', '[]', '!', '>=', '$', '^', '~', "'", '"', '.', '$limit', '$fields', '$sort', '*', '?(@)', '--', ';', '%27', '\\', '\\u0000', '&', '=', '_createdOn', '1e9', '00'), fc.string({ unit: 'binary', maxLength: 8 }).map(encode));
      await fc.assert(
        fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
          const { status, body } = await system.call<unknown>('GET', `/profiles?${encodeURI(parts.join('').toWellFormed()).replaceAll('#', '%23')}`);
          expect({ status: status === 200 || status === 400 ? 'fine' : status, body }).toMatchObject({ status: 'fine' });
        }),
        { numRuns: 300 },
      );
    });

    it('exports as CSV and JSON what the query finds', async () => {
      const csv = await fetchText(`/profiles/export?query=${encodeURIComponent('id=^q&$limit=3')}`, { format: 'csv', fields: ['id', 'name', 'tags', 'facebook.locale'], fieldSeparator: ';' });
      expect(csv).toBe(`id;name;tags;facebook.locale\r\nq1;Ann O'Neil;"[""a"",""b""]";en_GB\r\nq2;Bob;"[""b""]";\r\nq3;CAROL 100%;;\r\n`);
      const json = JSON.parse(await fetchText(`/profiles/export?query=${encodeURIComponent('id=^q')}`, { format: 'json', fields: ['age'] })) as Profile[];
      expect(json).toEqual([{ id: 'q1', age: 30 }, { id: 'q2', age: 40 }, { id: 'q3', age: '40' }, { id: 'q4' }]);
      expect(JSON.parse(await fetchText('/profiles/export?query=id%3Dnobody', { format: 'json' }))).toEqual([]);
    });

    it('exports a field with a dot in its name', async () => {
      await system.call('POST', '/profiles', { id: 'dotted', 'a.b': 1, a: { c: 2 } });
      expect(await fetchText('/profiles/export?query=id%3Ddotted', { format: 'csv' })).toBe('id,a,a.b\r\ndotted,"{""c"":2}",1\r\n');
      expect(JSON.parse(await fetchText('/profiles/export?query=id%3Ddotted', { format: 'json', fields: ['a.b', 'a.c'] }))).toEqual([{ id: 'dotted', 'a.b': 1, a: { c: 2 } }]);
    });

    it('exports more than the database is asked for at once, each profile once', async () => {
      const many = Array.from({ length: 6_201 }, (_, index) => ({ id: `many-${index}`, index, isLast: index === 6_200 }));
      for (const start of [0, 5_000]) expect((await system.call('PATCH', '/profiles/bulk?allowcreate=true', many.slice(start, start + 5_000))).status).toBe(200);
      const exported = JSON.parse(await fetchText('/profiles/export?query=id%3D%5Emany-', { format: 'json' })) as Profile[];
      expect(exported.map(({ id }) => id).toSorted()).toEqual(many.map(({ id }) => id).toSorted());
      const limited = JSON.parse(await fetchText(`/profiles/export?query=${encodeURIComponent('id=^many-&$limit=999')}`, { format: 'json' })) as Profile[];
      expect(limited).toEqual(exported.slice(0, 999));
      expect(JSON.parse(await fetchText('/profiles/export?query=isLast%3Dtrue', { format: 'json', fields: ['index'] }))).toEqual([{ id: 'many-6200', index: 6_200 }]);
      expect((await fetchText('/profiles/export?query=id%3D%5Emany-', { format: 'csv' })).split('\r\n')).toHaveLength(6_203);
    });
  });

  it('are answered 10 MB at once at most, and exported however large they are', async () => {
    await system.database.query(
      `insert into profile (api_space_id, id, data, created_by, updated_by)
       select $1::uuid, 'large-' || n, jsonb_build_object('filler', repeat('x', 90000)), 'test', 'test' from generate_series(1, 130) n`, [system.apiSpaceId]);
    const page = (limit: number) => system.call<Profile[] & { validationFailures: { message: string }[] }>('GET', `/profiles?${encodeURIComponent('id')}=${encodeURIComponent('^large-')}&${encodeURIComponent('$limit')}=${limit}`);
    const refused = await page(130);
    expect([refused.status, refused.body.validationFailures[0]!.message]).toEqual([400, expect.stringContaining('$limit')]);
    expect((await page(100)).body).toHaveLength(100);
    const exported = JSON.parse(await fetchText(`/profiles/export?query=${encodeURIComponent('id=^large-')}`, { format: 'json', fields: ['name'] })) as Profile[];
    expect(new Set(exported.map(({ id }) => id)).size).toBe(130);
    await system.database.query(`delete from profile where id like 'large-%'`);
  }, 60_000);

  it('forgets a person: nothing of them is left in the database', async () => {
    const id = 'forget-me';
    const psid = '7000000000004711';
    await system.call('POST', '/profiles', { id, fbMessengerId: psid, secretOfMine: 'sesame' });
    await system.call('POST', '/profiles', { id: 'friend' });
    await system.call('PUT', `/profiles/friend/rels/link/${id}`);
    const messages = [
      await system.send({ to: { profileId: id }, rules: ['fbMessenger'], body: 'Hello sesame', metadata: { sesame: 1 } }),
      await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'Hello again sesame' }),
    ];
    for (const messageId of messages) await system.messageWith(messageId, 'delivered');
    expect((await system.call('DELETE', `/profiles/${id}?forget=true`)).status).toBe(204);
    expect((await system.call('GET', `/profiles/${id}?includeDeleted=true`)).status).toBe(404);
    expect(await find(`fbMessengerId=${psid}&$includeDeleted=true`)).toEqual([]);
    for (const messageId of messages) expect(await system.message(messageId)).toMatchObject({ messageId, status: 'delivered', to: {} });
    const tables = ['profile', 'profile_address', 'profile_link', 'message', 'attempt', 'receipt', 'inbound', 'event', 'account_address'];
    for (const table of tables) {
      const rows = await system.database.query(`select 1 from ${table} t where t::text ~ $1`, [`sesame|${psid}`]);
      expect(`${table}: ${rows.length}`).toBe(`${table}: 0`);
    }
    await system.receiver.received(1, { where: (call) => JSON.stringify(call.body).includes('profile.delete') && JSON.stringify(call.body).includes(id) });
    expect((await system.call('POST', '/profiles', { id })).status).toBe(201);
  });

  it('is told as made when a message brings a deleted one back', async () => {
    const id = 'back-again';
    await system.call('POST', '/profiles', { id, name: 'Ann' });
    await system.call('DELETE', `/profiles/${id}`);
    await system.send({ to: { profileId: id, dummyId: 'back' }, rules: ['dummy'], body: 'Hello' });
    const names = async (): Promise<string[]> => (await system.database.query<{ name: string }>('select name from event where entity_id = $1 order by revision', [id])).map(({ name }) => name);
    expect(await names()).toEqual(['profile.create', 'profile.delete', 'profile.create']);
    expect((await system.call('GET', `/profiles/${id}`)).body).not.toHaveProperty('name');
  });

  it.each([
    ['by a call', async (id: string): Promise<void> => expect((await system.call('POST', '/profiles', { id })).status).toBe(201)],
    ['by a message', async (id: string): Promise<void> => void (await system.send({ to: { profileId: id, dummyId: id }, rules: ['dummy'], body: 'Hello' }))],
  ])('made anew after a deletion (%s) has no links and no consent, and still what the person refused', async (_how, make) => {
    const id = `anew-${_how}`;
    await system.call('PATCH', '/profiles/bulk?allowcreate=true', [{ id }, { id: 'neighbour' }]);
    await system.call('PUT', `${path(id)}/optin`, { channels: ['sms', 'fbMessenger'] });
    await system.call('DELETE', `${path(id)}/optin?channel=sms`);
    await system.call('PUT', `${path(id)}/rels/link/neighbour`);
    await system.call('PUT', `/profiles/neighbour/rels/link/${encodeURIComponent(id)}`);
    const { body: before } = await system.call('GET', path(id));
    await system.call('DELETE', path(id));
    await make(id);
    const { body: after } = await system.call('GET', path(id));
    expect(after['_createdOn'] !== before['_createdOn']).toBe(true);
    expect((await system.call('GET', `${path(id)}/optin`)).body).toEqual({ sms: false });
    expect([(await system.call('GET', `${path(id)}/rels`)).body, (await system.call('GET', '/profiles/neighbour/rels')).body]).toEqual([[], []]);
  });

  it('keeps opt-ins by channel beside the profile, and links of profiles', async () => {
    await system.call('PATCH', '/profiles/bulk?allowcreate=true', [{ id: 'l1' }, { id: 'l2' }, { id: 'l3' }]);
    expect((await system.call('PUT', '/profiles/l1/optin', { channels: ['sms', 'fbMessenger'] })).body).toEqual({ sms: true, fbMessenger: true });
    expect((await system.call('DELETE', '/profiles/l1/optin?channel=sms')).body).toEqual({ sms: false, fbMessenger: true });
    expect((await system.call('PUT', '/profiles/optin', { sms: false })).status).toBe(200);
    expect((await system.call('GET', '/profiles/optin')).body).toEqual({ sms: false });
    await system.call('PUT', '/profiles/l1/rels/primary/l2');
    await system.call('PUT', '/profiles/l1/rels/primary/l3');
    expect((await system.call('PUT', '/profiles/l3/rels/primary/l1')).status).toBe(409);
    expect((await system.call('GET', '/profiles/l1/rels')).body).toEqual([
      { profileId: 'l1', linkedId: 'l2', isPrimary: false },
      { profileId: 'l1', linkedId: 'l3', isPrimary: true },
    ]);
    expect((await system.call('DELETE', '/profiles/l1/rels/primary/l3')).status).toBe(200);
    expect((await system.call<Profile[]>('DELETE', '/profiles/bulk?id=l2&id=l3&id=nobody')).body.map(({ status }) => status)).toEqual([204, 204, 404]);
  });

  it('shows one apiSpace nothing of another, and needs the permissions', async () => {
    const [apiSpaceId, token] = await system.newSpace();
    const reader = await system.newToken(system.apiSpaceId, ['profiles:read']);
    const call = async (space: string, bearer: string, method: string, at: string): Promise<number> =>
      (await fetch(`${system.gatewayUrl}/apispaces/${space}${at}`, { method, headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }) })).status;
    expect(await call(apiSpaceId, token, 'GET', '/profiles/race')).toBe(404);
    expect(await call(apiSpaceId, token, 'PUT', '/profiles/race')).toBe(404);
    expect(await call(apiSpaceId, token, 'DELETE', '/profiles/race?forget=true')).toBe(404);
    const other = await fetch(`${system.gatewayUrl}/cpaas/profiles?phoneNumber=447000000001`, { headers: { authorization: `Bearer ${token}` } });
    expect(await other.json()).toEqual([]);
    expect(await call(system.apiSpaceId, reader, 'GET', '/profiles/race')).toBe(200);
    expect(await call(system.apiSpaceId, reader, 'PUT', '/profiles/race')).toBe(403);
    expect(await call(system.apiSpaceId, reader, 'DELETE', '/profiles/race')).toBe(403);
  });

  function encode(text: string): string {
    return encodeURIComponent(text.toWellFormed());
  }

  it('are changed for at most 20 MB in a call, however short it is: all of them are read, told and written at once', async () => {
    const profiles = Array.from({ length: 225 }, (_, index) => ({ id: `large-${index}`, text: 'x'.repeat(95_000) }));
    for (const start of [0, 75, 150]) expect((await system.call('PATCH', '/profiles/bulk', profiles.slice(start, start + 75))).status).toBe(200);
    const patch = (count: number) => system.call<{ validationFailures?: { message: string }[] }>('PATCH', '/profiles/bulk', profiles.slice(0, count).map(({ id }) => ({ id, note: 'n' })));
    const { status, body } = await patch(225);
    expect({ status, message: body.validationFailures?.[0]?.message }).toEqual({ status: 400, message: expect.stringMatching(/2\d MB; change at most 20 MB/) });
    expect((await patch(100)).status).toBe(200);
  });

  async function fetchText(at: string, body: object): Promise<string> {
    const response = await fetch(`${system.gatewayUrl}/apispaces/${system.apiSpaceId}${at}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return response.text();
  }
});
