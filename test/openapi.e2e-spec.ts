import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '@app/access';
import { buildDocument } from '../apps/gateway/src/openapi/build-document.js';
import { deviations, DOCUMENTED_CALLS, makeCall, namesThing, needsToken } from './support/openapi-calls.js';
import { System } from './support/system.js';

describe('the API as its document says', () => {
  let system: System;
  let foreignToken: string;
  beforeAll(async () => {
    // No worker: the examples name addresses out in the world, and nothing is to be sent there.
    system = await System.start({ workers: 0 });
    // With every permission, that of making tokens too.
    system.token = await system.newToken(system.apiSpaceId, [...PERMISSIONS]);
    [, foreignToken] = await system.newSpace([...PERMISSIONS]);
  }, 60_000);
  afterAll(() => system?.stop());

  it('serves the document, with its public address as the server', async () => {
    const response = await fetch(`${system.gatewayUrl}/openapi.json`);
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(buildDocument(system.gatewayUrl))));
  });

  it.each(DOCUMENTED_CALLS.filter(({ notRun }) => notRun === undefined))('$name: answers $status, in the form that the document gives', async (call) => {
    const answer = await makeCall(system, call);
    expect(deviations(call, answer)).toEqual([]);
    expect(answer.status).toBe(call.status);
  });

  it.each(DOCUMENTED_CALLS.filter(needsToken))('$name: is refused without a token', async (call) => {
    const answer = await makeCall(system, call, '');
    expect({ status: answer.status, deviations: deviations(call, answer) }).toEqual({ status: 401, deviations: [] });
  });

  it.each(DOCUMENTED_CALLS.filter((call) => needsToken(call) && call.path.startsWith('/apispaces/')))("$name: is refused with another apiSpace's token", async (call) => {
    const answer = await makeCall(system, call, foreignToken);
    expect({ status: answer.status, deviations: deviations(call, answer) }).toEqual({ status: 403, deviations: [] });
  });

  it.each(DOCUMENTED_CALLS.filter((call) => call.path.startsWith('/cpaas/') && namesThing(call) && call.status < 300))("$name: does not find another apiSpace's things", async (call) => {
    const answer = await makeCall(system, call, foreignToken);
    expect({ status: answer.status, deviations: deviations(call, answer) }).toEqual({ status: 404, deviations: [] });
  });

  it('serves a page at /docs: it and all that it loads come from the gateway, and its policy lets nothing else in', async () => {
    const page = await fetch(`${system.gatewayUrl}/docs`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(loaded).toContain('docs/swagger-ui-bundle.js');
    for (const address of loaded) {
      const response = await fetch(new URL(address, `${system.gatewayUrl}/docs`));
      expect({ address, status: response.status, isThere: (await response.arrayBuffer()).byteLength > 100 }).toEqual({ address, status: 200, isThere: true });
    }
  });

  it.each(['package.json', '..%2fpackage.json', '%2e%2e%2f%2e%2e%2fpackage.json', 'swagger-ui.js', '__proto__'])('shows no other file below /docs: %s', async (name) => {
    expect((await fetch(`${system.gatewayUrl}/docs/${name}`)).status).toBe(404);
  });
});
