import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '@app/access';
import { waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

const BURST = 5;
/** So many at once that a slow machine does not get through them at the allowed rate. */
const MANY = 60;

describe('the limit of an access token', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({ workers: 0, env: { TOKEN_RATE_LIMIT: '1', TOKEN_RATE_BURST: String(BURST) } });
  }, 90_000);
  afterAll(() => system?.stop());

  const get = (token: string, path = '/cpaas/webhooks'): Promise<Response> => fetch(`${system.gatewayUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const shown = ({ status, headers }: Response): unknown[] => [status, ...['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`)), headers.get('retry-after')];

  it('is told with every answer; the call beyond it gets 429, and Retry-After says when the next one is taken', async () => {
    const token = await system.newToken(system.apiSpaceId, [...PERMISSIONS]);
    const answers = await Promise.all(Array.from({ length: MANY }, () => get(token)));
    const [taken, refused] = [200, 429].map((wanted) => answers.filter(({ status }) => status === wanted));
    expect(taken!.length + refused!.length).toBe(MANY);
    expect(taken!.length).toBeGreaterThanOrEqual(BURST);
    expect(refused!.length).toBeGreaterThan(0);
    expect(taken!.map(shown)).toContainEqual([200, String(BURST), String(BURST - 1), '1', null]);
    expect(shown(refused![0]!)).toEqual([429, String(BURST), '0', expect.stringMatching(/^[45]$/), '1']);
    expect(await refused![0]!.json()).toEqual({ code: 'tooManyRequests', message: expect.stringContaining('try again') });
    // Asking on does not put it off: what is refused does not count.
    await waitFor(async () => (await get(token)).status === 200, { what: 'the next call to be taken' });
  });

  it('is each token’s own, counts calls that are refused for another reason, and is none for what needs no token', async () => {
    const token = await system.newToken(system.apiSpaceId);
    const all = async (bearer: string, path?: string): Promise<Set<number>> => new Set((await Promise.all(Array.from({ length: MANY }, () => get(bearer, path)))).map(({ status }) => status));
    expect(await all(token, '/apispaces/00000000-0000-0000-0000-000000000000/webhooks')).toEqual(new Set([403, 429]));
    expect(await all(token, '/health')).toEqual(new Set([200]));
    expect(await all('nonsense')).toEqual(new Set([401]));
  });

  it('lets nothing of a refused call happen', async () => {
    const token = await system.newToken(system.apiSpaceId, [...PERMISSIONS]);
    const send = (): Promise<Response> =>
      fetch(`${system.gatewayUrl}/cpaas/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ to: { dummyId: '1' }, rules: ['dummy'], body: 'Hello' }) });
    const statuses = await Promise.all(Array.from({ length: MANY }, async () => (await send()).status));
    const [row] = await system.database.query<{ count: number }>('select count(*)::int as count from message');
    expect(statuses.filter((status) => status === 201)).toHaveLength(row!.count);
    expect(new Set(statuses)).toEqual(new Set([201, 429]));
  });
});
