import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PAGE_ID, startForTest, type TestSimulator } from '../spec-support.js';

let simulator: TestSimulator;
beforeAll(async () => void (simulator = await startForTest()));
afterAll(async () => simulator.close());
beforeEach(async () => {
  await simulator.control('POST', 'reset');
  await simulator.control('PUT', 'behaviour', { receipts: 'off' });
});

const send = async (metadata: string, id = '7', text = 'hi') => simulator.send({ recipient: { id }, message: { text, metadata } });

describe('what was sent', () => {
  it('is listed with reference, recipient, payload, time and count', async () => {
    const { json: answer } = await send('a');
    await send('b', '8');
    const { json } = await simulator.control('GET', 'messages?recipient=7');
    expect(json).toEqual({
      count: 1,
      messages: [
        {
          channel: 'messenger', account: PAGE_ID, id: answer.message_id, recipient: '7', reference: 'a', timesAccepted: 1,
          at: expect.stringMatching(/^\d{4}-.*Z$/), payload: { recipient: { id: '7' }, message: { text: 'hi', metadata: 'a' } },
        },
      ],
    });
  });

  it('is counted, with what came twice', async () => {
    for (const reference of ['a', 'b', 'a']) await send(reference);
    await simulator.send({ recipient: { id: 'x' }, message: { text: 'hi' } });
    const { json } = await simulator.control('GET', 'stats');
    expect(json).toMatchObject({ accepted: 3, calls: 4, duplicates: 1, duplicatesByReference: { a: 2 }, refused: { '100': 1 } });
    expect((await simulator.control('GET', 'calls')).json).toMatchObject({ calls: 4, messenger: 4, sms: 0 });
  });

  it('can be listed short, and forgotten', async () => {
    for (const reference of ['a', 'b', 'c']) await send(reference);
    expect((await simulator.control('GET', 'messages?fields=reference&limit=2')).json).toEqual({ count: 3, messages: [{ reference: 'b' }, { reference: 'c' }] });
    const { json } = await simulator.control('GET', 'messages?fields=at&fields=timesAccepted,payload&limit=1');
    expect(json['messages']).toEqual([{ at: expect.stringMatching(/Z$/), timesAccepted: 1, payload: expect.objectContaining({ message: expect.anything() }) }]);
    expect((await simulator.control('DELETE', 'messages')).status).toBe(204);
    expect((await simulator.control('GET', 'stats')).json).toMatchObject({ accepted: 0, calls: 0 });
  });
});

describe('queued faults', () => {
  it('meet the next calls that match, and no others', async () => {
    await simulator.control('POST', 'faults', { kind: 'graph:10/1893063', times: 2, match: { text: 'sale' } });
    const codes: unknown[] = [];
    for (const text of ['hello', 'big sale', 'sale!', 'sale']) codes.push((await send('x', '7', text)).json.error?.error_subcode);
    expect(codes).toEqual([undefined, 1893063, 1893063, undefined]);
    expect((await simulator.control('GET', 'faults')).json).toEqual({ faults: [] });
  });

  it('of one provider are no answer of the other', async () => {
    for (const kind of ['twilio:21610', 'graph:10/1893063']) await simulator.control('POST', 'faults', { kind });
    expect((await send('x')).json.error?.error_subcode).toBe(1893063);
    expect((await simulator.control('GET', 'faults')).json).toMatchObject({ faults: [{ kind: 'twilio:21610' }] });
  });

  it('can be taken back', async () => {
    await simulator.control('POST', 'faults', { kind: 'html-502' });
    await simulator.control('DELETE', 'faults');
    expect((await send('x')).status).toBe(200);
  });
});

describe('people and conversations', () => {
  it('shows both sides and what was read', async () => {
    const { json: answer } = await send('a', '9');
    await simulator.control('POST', 'inbound', { psid: '9', text: 'hello' });
    const path = `conversations/messenger.${PAGE_ID}.9`;
    expect((await simulator.control('GET', path)).json).toMatchObject({
      unread: 1,
      bubbles: [{ id: answer.message_id, direction: 'toPerson', state: 'sent', content: { text: 'hi' } }, { direction: 'fromPerson', content: { message: { text: 'hello' } } }],
    });
    await simulator.control('POST', 'read', { psid: '9' });
    expect((await simulator.control('GET', path)).json).toMatchObject({ unread: 0, bubbles: [{ state: 'read' }, {}] });
  });

  it('begins with somebody to write to', async () => {
    const { json } = await simulator.control('GET', 'conversations');
    expect(json.conversations).toMatchObject([{ name: 'Ada Example' }, { channel: 'sms' }]);
  });

  it('tells changes on its stream', async () => {
    const stream = await fetch(`${simulator.url}/control/stream`);
    const reader = stream.body!.getReader();
    await send('a', '9');
    let text = '';
    while (!text.includes('changed')) text += Buffer.from((await reader.read()).value ?? []).toString('utf8');
    await reader.cancel();
    expect(text).toContain('event: changed');
  });
});

describe('bodies', () => {
  it.each<[string, string, unknown, string]>([
    ['PUT', 'behaviour', { receipts: 'sometimes' }, 'receipts'],
    ['PUT', 'behaviour', { latencyMs: -1 }, 'latencyMs'],
    ['PUT', 'behaviour', { lateness: 1 }, 'lateness'],
    ['POST', 'faults', { kind: 'bad-mood' }, 'kind'],
    ['POST', 'faults', { kind: 'throttled', times: 0 }, 'times'],
    ['POST', 'faults', { kind: 'throttled', match: { colour: 'red' } }, 'match.colour'],
    ['POST', 'inbound', { psid: 'ada', text: 'hi' }, 'psid'],
    ['POST', 'inbound', { channel: 'sms', text: 'hi' }, 'from'],
    ['POST', 'read', {}, 'psid'],
    ['POST', 'pages', { id: 'x', token: 't' }, 'id'],
    ['POST', 'pages', { id: PAGE_ID, appSecret: null }, 'appSecret'],
    ['PUT', 'behaviour', { webhookRetryDelaysMs: 5 }, 'webhookRetryDelaysMs'],
    ['PUT', 'behaviour', { webhookRetryDelaysMs: null, receipts: null }, 'webhookRetryDelaysMs'],
    ['PUT', 'behaviour', { callsPerSecond: null }, 'callsPerSecond'],
    ['POST', 'faults', { kind: 'throttled', match: null }, 'match'],
    ['POST', 'inbound', { psid: '1', attachment: [] }, 'attachment'],
    ['POST', 'inbound', { psid: '1', text: '' }, 'text'],
    ['POST', 'inbound', { channel: 'sms', from: '15550002222', text: 'x', media: null }, 'media'],
    ['POST', 'sms-accounts', { accountSid: `AC${'0'.repeat(31)}2`, authToken: 't', numbers: [] }, 'numbers'],
    ['PUT', 'people/1', { firstName: null }, 'firstName'],
    ['PUT', 'people/1', { lastInboundAt: '2026-W10' }, 'lastInboundAt'],
  ])('%s %s with %j names %s', async (method, path, body, field) => {
    const { status, json } = await simulator.control(method, path, body);
    expect(status).toBe(400);
    expect(JSON.stringify(json['problems'])).toContain(`"${field}: `);
  });

  it('give a page no token that another one has, and say so when nobody answers a verification', async () => {
    expect((await simulator.control('POST', 'pages', { id: '5', token: 'simulated-page-token' })).status).toBe(400);
    await simulator.control('POST', 'pages', { id: '6', token: 'six', webhookUrl: 'http://127.0.0.1:1/' });
    const { status, json } = await simulator.control('POST', 'pages/6/verify');
    expect([status, json['verified'], typeof json['problem']]).toEqual([200, false, 'string']);
  });

  it('must be JSON by their type, so that no foreign page can send them', async () => {
    const { status } = await simulator.fetch('/control/faults', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"kind":"held"}' });
    expect(status).toBe(400);
  });

  it('an address that is not there is a 404', async () => {
    expect((await simulator.control('GET', 'nothing')).status).toBe(404);
    expect((await simulator.control('GET', 'conversations/none')).status).toBe(404);
  });
});

it('secrets are in no answer', async () => {
  const answers = await Promise.all(['pages', 'sms-accounts', 'conversations', 'messages', 'stats'].map(async (path) => simulator.control('GET', path)));
  for (const { status, text } of answers) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/simulated-page-token|simulated-auth-token/);
  }
});

it('the page and its files are served, and load nothing from elsewhere', async () => {
  const files = await Promise.all(['/', '/page.css', '/page.js', '/bubbles.js'].map(async (path) => simulator.fetch(path)));
  for (const { status, text } of files) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/(?:src|href|from|url\()\s*=?\s*["'(]?https?:/);
  }
});
