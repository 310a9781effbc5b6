import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ExportedSpan, OtlpCollector } from './support/otlp-collector.js';
import { freePort, waitFor } from './support/servers/index.js';
import { newPsid } from './support/simulated-sends.js';
import { APP_SECRET, System } from './support/system.js';

const METRICS_TOKEN = 'metrics-token-0123456789';
const TEXT = 'words-that-are-nobody-elses-business';
/** The simulator refuses this person on Messenger. */
const REFUSED_PSID = '9000551000000000';

interface LogLine {
  msg: string;
  messageId?: string;
  eventId?: string;
  webhookId?: string;
  kind?: string;
}

describe('what one sees of the gateway', () => {
  let system: System;
  let collector: OtlpCollector;
  let workerUrl: string;
  let webhookId: string;
  beforeAll(async () => {
    collector = await OtlpCollector.start();
    const workerPort = await freePort();
    workerUrl = `http://127.0.0.1:${workerPort}`;
    system = await System.start({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${OtlpCollector.KEY}`, WORKER_PORT: String(workerPort), METRICS_TOKEN, LOG_LEVEL: 'info' } });
    webhookId = await system.subscribe();
  }, 150_000);
  beforeEach(() => void system.receiver.answers({}));
  afterAll(async () => {
    await system?.stop();
    await collector?.stop();
  });

  const metrics = async (url: string, token = METRICS_TOKEN): Promise<string> => (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
  const logLines = (): LogLine[] => system.workers[0]!.log.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine);
  const lineOf = (messageId: string, msg: string): Promise<LogLine> =>
    waitFor(() => logLines().find((line) => line.messageId === messageId && line.msg === msg), { what: () => `"${msg}" of ${messageId} in\n${system.workers[0]!.log}` });
  const only = (spans: readonly ExportedSpan[], name: string): ExportedSpan => spans.find((span) => span.name === name)!;

  it('a message is one trace from the request to the receipt, named by its id, and links to the caller’s own', async () => {
    const callerTrace = randomBytes(16).toString('hex');
    const callerSpan = randomBytes(8).toString('hex');
    const { body } = await system.call<{ messageId: string }>(
      'POST', '/messages', { to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: TEXT, metadata: { note: TEXT } }, { traceparent: `00-${callerTrace}-${callerSpan}-01` });
    const traceId = body.messageId.replaceAll('-', '');
    const spans = await collector.trace(traceId, 'accept', 'send', 'provider call', 'delivery', 'receipt');
    const [accept, send, call] = [only(spans, 'accept'), only(spans, 'send'), only(spans, 'provider call')];
    expect(accept).toMatchObject({ service: 'omnichannel-gateway', spanId: traceId.slice(16), attributes: { 'message.id': body.messageId, channel: 'fbMessenger' } });
    expect(accept.parentSpanId ?? '').toBe('');
    expect(send).toMatchObject({ service: 'omnichannel-worker', parentSpanId: accept.spanId, attributes: { outcome: 'sent' } });
    expect(call).toMatchObject({ parentSpanId: send.spanId, attributes: { channel: 'fbMessenger', 'attempt.number': 1 } });
    expect(only(spans, 'delivery')).toMatchObject({ parentSpanId: accept.spanId, attributes: { 'webhook.id': webhookId, 'http.response.status_code': 200 } });
    const receipts = spans.filter(({ name }) => name === 'receipt');
    for (const receipt of receipts) expect(receipt.parentSpanId).toBe(accept.spanId);
    await waitFor(() => collector.spans.some((span) => span.traceId === traceId && JSON.stringify(span.attributes['receipt.statuses'] ?? '').includes('delivered')), { what: 'the receipt that says delivered' });
    const request = only(await collector.trace(callerTrace, 'POST /apispaces/:apiSpaceId/messages'), 'POST /apispaces/:apiSpaceId/messages');
    expect(request).toMatchObject({ parentSpanId: callerSpan, attributes: { 'http.response.status_code': 201 } });
    expect(accept.links).toMatchObject([{ traceId: callerTrace, spanId: request.spanId }]);
    for (const secret of [TEXT, system.token, APP_SECRET]) expect(collector.raw).not.toContain(secret);
  });

  it('a send that fails has its kind in the trace and a log line with the message’s id, and nowhere its text or a token', async () => {
    const messageId = await system.send({ to: { fbMessengerId: REFUSED_PSID }, rules: ['fbMessenger'], body: TEXT });
    await system.messageWith(messageId, 'failed');
    const line = await lineOf(messageId, 'a rule failed');
    expect(line).toMatchObject({ channel: 'fbMessenger', attempt: 1 });
    const call = only(await collector.trace(messageId.replaceAll('-', ''), 'provider call'), 'provider call');
    expect(call.status).toMatchObject({ code: 2, message: line.kind });
    for (const secret of [TEXT, system.token, 'test-page-token', APP_SECRET]) {
      expect(system.workers[0]!.log + system.gateway.log).not.toContain(secret);
      expect(collector.raw).not.toContain(secret);
    }
  });

  it('a delivery that is dead has a log line with event, webhook and message', async () => {
    system.receiver.answers({ status: 400 });
    const messageId = await system.send({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: TEXT });
    const line = await lineOf(messageId, 'a delivery is dead');
    expect(line).toMatchObject({ webhookId, eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('a worker says by itself that it lives and is ready', async () => {
    for (const [path, status] of [['/health/live', 'ok'], ['/health/ready', 'ready']] as const) {
      for (const url of [workerUrl, system.gatewayUrl]) expect(await (await fetch(url + path)).json()).toEqual({ status });
    }
  });

  it('metrics want METRICS_TOKEN, in the worker as in the gateway', async () => {
    for (const url of [workerUrl, system.gatewayUrl]) {
      expect((await fetch(`${url}/metrics`)).status).toBe(401);
      expect(await metrics(url, `${METRICS_TOKEN}x`)).toContain('unauthorized');
      expect(await metrics(url)).toContain('# TYPE gateway_messages_oldest_due_age_seconds gauge');
    }
  });

  it('the worker counts calls by channel and outcome, messages by status, deliveries by result and receipts, and names no message', async () => {
    const messageId = await system.send({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' });
    await system.messageWith(messageId, 'delivered');
    const value = async (line: string): Promise<number> => Number((await metrics(workerUrl)).split('\n').find((one) => one.startsWith(`${line} `))?.slice(line.length) ?? 0);
    const lines = [
      'gateway_provider_call_duration_seconds_count{channel="fbMessenger",outcome="sent"}',
      'gateway_messages_settled_total{channel="fbMessenger",status="sent"}',
      'gateway_message_time_to_sent_seconds_count{channel="fbMessenger"}',
      'gateway_send_failures_total{channel="fbMessenger",kind="unreachable"}',
      'gateway_messages_settled_total{channel="fbMessenger",status="failed"}',
      'gateway_deliveries_total{result="delivered"}',
      'gateway_deliveries_total{result="dead"}',
      'gateway_webhook_call_duration_seconds_count{answer="2xx"}',
      'gateway_delivery_lag_seconds_count',
      'gateway_receipts_total{channel="fbMessenger",status="delivered"}',
    ];
    for (const line of lines) await waitFor(async () => (await value(line)) > 0, { what: `${line} to be more than 0` });
    expect(await metrics(workerUrl)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('an account that is held shows up by channel and kind', async () => {
    const gauge = 'gateway_accounts_held{channel="sms",kind="held"}';
    expect(await metrics(workerUrl)).toContain(`${gauge} 0`);
    await system.database.query(`update account set held_until = now() + interval '100 years', held_reason = 'policy' where channel = 'sms'`);
    await waitFor(async () => (await metrics(workerUrl)).includes(`${gauge} 1`), { what: `${gauge} to be 1` });
  });

  it('a webhook that was switched off shows up', async () => {
    const gauge = 'gateway_webhooks_disabled';
    expect(await metrics(workerUrl)).toContain(`${gauge} 0\n`);
    await system.database.query(`update webhook set disabled_reason = 'The receiver answered 410 Gone.'`);
    await waitFor(async () => (await metrics(workerUrl)).includes(`${gauge} 1\n`), { what: `${gauge} to be 1` });
    await system.database.query('update webhook set disabled_reason = null');
  });

  it('every metric that docs/operations.md and docs/alerts.yml name is there, and every alert has an expression and says what to do', async () => {
    const text = (await metrics(workerUrl)) + (await metrics(system.gatewayUrl));
    const known = new Set([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) => (type === 'histogram' ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : [name])));
    const alerts = await readFile('docs/alerts.yml', 'utf8');
    const named = [...(alerts + (await readFile('docs/operations.md', 'utf8'))).matchAll(/\b(?:gateway|nodejs|process)_[a-z0-9_]*[a-z0-9]\b/g)].map(([name]) => name);
    expect(new Set(named).size).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    const rules = alerts.split(/^ {6}- alert: /m).slice(1);
    expect(rules.length).toBeGreaterThan(5);
    for (const rule of rules) expect(rule).toMatch(/^\w+\n {8}expr: \S.*\n {8}for: \d+[smh]\n {8}labels: \{ severity: (page|ticket) \}\n {8}annotations: \{ summary: "[^"\n]+", description: "[^"\n]+" \}\n+$/);
    expect(alerts.split(/^ {6}- alert: /m)[0]).toMatch(/^(#.*\n)*groups:\n {2}- name: \S+\n {4}rules:\n$/);
  });

  it('what waits while no worker works shows up in the gateway, with its age, and dead deliveries do', async () => {
    const gauges = [
      'gateway_messages_waiting', 'gateway_messages_oldest_due_age_seconds', 'gateway_provider_events_waiting', 'gateway_provider_events_oldest_age_seconds',
      'gateway_deliveries_oldest_due_age_seconds', 'gateway_deliveries_dead',
    ];
    const values = async (): Promise<Record<string, number>> => {
      const text = await metrics(system.gatewayUrl);
      const sumOf = (name: string): number => [...text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))].reduce((sum, [, value]) => sum + Number(value), 0);
      return Object.fromEntries(gauges.map((name) => [name, sumOf(name)]));
    };
    system.receiver.answers({ status: 500 });
    const failing = await system.send({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' });
    const isTried = async (): Promise<boolean> => (await system.database.query(`select from delivery join event on event.id = event_id where entity_id = $1 and attempts > 0`, [failing])).length > 0;
    await waitFor(isTried, { what: 'a delivery to fail' });
    await system.workers[0]!.stop();
    await system.send({ to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello' });
    await system.simulate('POST', 'inbound', { psid: newPsid(), text: 'Hi' });
    let last: Record<string, number> = {};
    // The failed delivery is due again after a minute.
    await waitFor(async () => Object.values((last = await values())).every((value) => value > 0), { what: () => `all to be more than 0: ${JSON.stringify(last)}`, timeoutMs: 90_000 });
  }, 120_000);
});
