import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '@app/access';
import { waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

const BURST = 5;
/** So many at once that a slow machine does not get through them at the allowed rate. */
const MANY = 60;

/** One more is looked at every five seconds. */
const FAILED_A_MINUTE = 12;

let system: System;
beforeAll(async () => {
  system = await System.start({ workers: 0, env: { TOKEN_RATE_LIMIT: '1', TOKEN_RATE_BURST: String(BURST), FAILED_LOGIN_LIMIT: String(FAILED_A_MINUTE) } });
}, 90_000);
afterAll(() => system?.stop());

const get = (token: string, path = '/cpaas/webhooks', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${system.gatewayUrl}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });

describe('tokens that are not good', () => {
  /** As a proxy on this machine passes it on. */
  const from = (token: string, address: string): Promise<Response> => get(token, undefined, { 'x-forwarded-for': address });
  const many = (address: string): Promise<Response[]> => Promise.all(Array.from({ length: MANY }, (_, index) => from(`made-up-${index}`, address)));
  const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status;

  it('get 401, then 429 with Retry-After, while a good token from the same address and other addresses go on', async () => {
    const answers = await many('203.0.113.7');
    const [looked, refused] = [401, 429].map((wanted) => answers.filter(({ status }) => status === wanted));
    expect(looked!.length + refused!.length).toBe(MANY);
    expect(looked!.length).toBeGreaterThanOrEqual(FAILED_A_MINUTE);
    expect(refused!.length).toBeGreaterThan(0);
    expect(refused![0]!.headers.get('retry-after')).toMatch(/^[1-5]$/);
    expect(await refused![0]!.json()).toEqual({ code: 'tooManyRequests', message: expect.stringContaining('not valid') });

    expect(await statusOf(from(await system.newToken(system.apiSpaceId, [...PERMISSIONS]), '203.0.113.7'))).toBe(200);
    expect(await statusOf(from('made-up', '203.0.113.8'))).toBe(401);
    // Calls without a token try nothing, and what was refused does not put the next look off.
    expect(await statusOf(fetch(`${system.gatewayUrl}/cpaas/webhooks`, { headers: { 'x-forwarded-for': '203.0.113.7' } }))).toBe(401);
    await waitFor(async () => (await statusOf(from('made-up', '203.0.113.7'))) === 401, { what: 'the next token to be looked at' });
  });

  it('count for the address that the last proxy saw, whatever the caller writes before it', async () => {
    await many('203.0.113.9');
    const spoofed = await Promise.all(['198.51.100.1', '127.0.0.1', 'nonsense', '10.0.0.1, 198.51.100.2'].map((made) => statusOf(from('made-up', `${made}, 203.0.113.9, 10.1.2.3`))));
    expect(spoofed).toEqual([429, 429, 429, 429]);
  });
});

describe('the limit of an access token', () => {
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
  });

  it('counts a large body once, and looks into none of a refused call', async () => {
    const token = await system.newToken(system.apiSpaceId, [...PERMISSIONS]);
    const send = (): Promise<Response> =>
      fetch(`${system.gatewayUrl}/cpaas/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{"no JSON":'.padEnd(100_000, ' ') });
    expect(shown(await send()).slice(0, 3)).toEqual([400, String(BURST), String(BURST - 1)]);
    const statuses = await Promise.all(Array.from({ length: MANY }, async () => (await send()).status));
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
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
