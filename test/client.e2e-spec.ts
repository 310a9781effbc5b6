import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGatewayClient, type GatewayClient } from '../clients/typescript/src/client.js';
import { schemaOfEvent, schemaProblems } from './support/openapi-calls.js';
import { waitFor } from './support/servers/index.js';
import { System } from './support/system.js';

describe('the TypeScript client', () => {
  let system: System;
  let client: GatewayClient;
  beforeAll(async () => {
    system = await System.start();
    client = createGatewayClient({ baseUrl: system.gatewayUrl, accessToken: system.token });
  }, 60_000);
  afterAll(() => system?.stop());

  it('sends a message, follows it to its receipt and gets events as the document describes them', async () => {
    const path = { apiSpaceId: system.apiSpaceId };
    const webhook = await client.POST('/apispaces/{apiSpaceId}/webhooks', { params: { path }, body: { name: 'test', url: system.receiver.url, secret: 'test-secret-0123456789', subscriptions: [] } });
    expect(webhook.data?.name).toBe('test');

    const sent = await client.POST('/apispaces/{apiSpaceId}/messages', {
      params: { path },
      body: { to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: 'Hello', channelOptions: { fbMessenger: { messagingType: 'UPDATE' } } },
    });
    const messageId = sent.data!.messageId;
    const read = () => client.GET('/cpaas/messages/{messageId}', { params: { path: { messageId } } });
    await waitFor(async () => (await read()).data?.status === 'delivered', { what: 'the message to be delivered', timeoutMs: 20_000 });

    await system.simulate('POST', 'inbound', { psid: '7000000000000001', text: 'Hi' });
    const events = await system.receiver.received(3);
    for (const { body } of events) expect(schemaProblems(schemaOfEvent((body as { name: string }).name), body)).toEqual([]);
  });

  it('hands back what is wrong with a request as data, not as an exception', async () => {
    const { error, response } = await client.POST('/cpaas/messages', { body: { to: { phoneNumber: 'my neighbour' }, rules: ['sms'], body: 'Hello' } });
    expect(response.status).toBe(400);
    expect(error).toMatchObject({ validationFailures: [{ paramName: 'to.phoneNumber' }] });
  });

  it('counts what it does in /metrics', async () => {
    const text = await (await fetch(`${system.gatewayUrl}/metrics`)).text();
    const value = (line: RegExp): number => Number(line.exec(text)?.[1]);
    expect(value(/^gateway_messages_accepted_total (\d+)$/m)).toBe(1);
    expect(value(/^gateway_http_request_duration_seconds_count\{method="POST",route="\/cpaas\/messages",status="400"\} (\d+)$/m)).toBe(1);
    expect(value(/^gateway_database_up (\d+)$/m)).toBe(1);
    expect(value(/^gateway_messages_waiting\{age="older"\} (\d+)$/m)).toBe(0);
    expect(value(/^gateway_deliveries_dead (\d+)$/m)).toBe(0);
    expect(value(/^gateway_accounts_held\{channel="fbMessenger",kind="held"\} (\d+)$/m)).toBe(0);
  });
});
