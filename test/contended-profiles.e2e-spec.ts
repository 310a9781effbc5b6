import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newPsid } from './support/simulated-sends.js';
import { System } from './support/system.js';

let system: System;
let other: pg.Client;
beforeAll(async () => {
  system = await System.start({ workers: 0 });
  expect((await system.call('POST', '/profiles', { id: 'held' })).status).toBe(201);
  other = new pg.Client({ connectionString: system.database.url });
  await other.connect();
}, 60_000);
afterAll(async () => {
  await other?.end();
  await system?.stop();
});

describe('while somebody else changes a profile for long', () => {
  it('messages that change it wait, and no other message does', async () => {
    const [spaceId, token] = await system.newSpace();
    await system.connectAccounts(spaceId);
    const asNeighbour = async (body: object): Promise<number> =>
      (await fetch(`${system.gatewayUrl}/apispaces/${spaceId}/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;
    await other.query('begin');
    await other.query(`select 1 from profile where id = 'held' for update`);
    const request = { to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' };
    const waiting = Array.from({ length: 8 }, (_, index) => system.call('POST', '/messages', { ...request, to: { profileId: 'held', fbMessengerId: newPsid(), city: `City ${index}` } }));
    const changes = Array.from({ length: 20 }, (_, index) => system.call('PATCH', '/profiles/held', { note: `Note ${index}` }));
    const keyed = Array.from({ length: 12 }, (_, index) =>
      system.call('POST', '/messages', { ...request, to: { profileId: 'held', fbMessengerId: newPsid(), city: `Town ${index}` } }, { 'idempotency-key': `held-${index}` }));
    const large = Array.from({ length: 501 }, () => request);
    expect((await system.call('POST', '/messages/batch', large)).status).toBe(202);
    for (let index = 0; index < 20; index++) expect((await system.call('POST', '/messages', request)).status).toBe(201);
    // Nor another tenant's, though they change profiles too.
    for (let index = 0; index < 5; index++) expect(await asNeighbour({ ...request, to: { profileId: 'free', fbMessengerId: newPsid(), city: `Village ${index}` } })).toBe(201);
    // None of those that wait has been let through meanwhile.
    expect(await Promise.race([...waiting, ...keyed, ...changes, Promise.resolve('waiting')])).toBe('waiting');
    await other.query('rollback');
    expect(new Set((await Promise.all([...waiting, ...keyed])).map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set((await Promise.all(changes)).map(({ status }) => status))).toEqual(new Set([200]));
  });
});
