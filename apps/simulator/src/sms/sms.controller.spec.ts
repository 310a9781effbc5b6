import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MAGIC_RECIPIENTS } from '../faults/magic-recipients.js';
import { ACCOUNT_SID, type Receiver, SMS_AUTH, startForTest, startReceiver, type TestSimulator } from '../spec-support.js';
import { twilioSignature } from './twilio-signature.js';

const good = { To: '+15550003333', From: '+15550001111', Body: 'hi' };
let simulator: TestSimulator;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  simulator = await startForTest({ SIMULATOR_SMS_WEBHOOK_URL: `${receiver.url}/inbound` });
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});
beforeEach(async () => {
  receiver.calls.length = 0;
  await simulator.control('POST', 'reset');
  await simulator.control('PUT', 'behaviour', { echoDelayMs: 1, deliveryDelayMs: 20, slowMs: 100 });
});

describe('sending', () => {
  it('answers 201 with the queued message', async () => {
    const { status, json } = await simulator.sms(good);
    expect(status).toBe(201);
    expect(json).toMatchObject({
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/), status: 'queued', to: good.To, from: good.From, body: 'hi',
      account_sid: ACCOUNT_SID, error_code: null, num_segments: '1', direction: 'outbound-api',
    });
  });

  it.each<[string, Record<string, string>, number, number]>([
    ['no To', { To: '' }, 21604, 400],
    ['no From', { From: '' }, 21603, 400],
    ['no text', { Body: '' }, 21602, 400],
    ['To without +', { To: '15550003333' }, 21211, 400],
    ['a number of somebody else', { From: '+15559999999' }, 21606, 400],
    ['From that is nothing', { From: '0123' }, 21212, 400],
    ['1,601 characters', { Body: 'x'.repeat(1601) }, 21617, 400],
    ['a wrong callback', { StatusCallback: 'nowhere' }, 21609, 400],
    ['a wrong picture', { MediaUrl: 'nowhere' }, 21620, 400],
  ])('refuses %s', async (_, change, code, status) => {
    const { status: answered, json } = await simulator.sms({ ...good, ...change });
    expect(answered).toBe(status);
    expect(json).toEqual({ code, status, message: expect.any(String), more_info: `https://www.twilio.com/docs/errors/${code}` });
  });

  it.each([
    ['a name as sender', { From: 'Comapi' }],
    ['1,600 characters', { Body: 'x'.repeat(1600) }],
  ])('takes %s', async (_, change) => {
    expect((await simulator.sms({ ...good, ...change })).status).toBe(201);
  });

  it.each([
    ['', 401, 20003],
    [`Basic ${Buffer.from(`${ACCOUNT_SID}:wrong`).toString('base64')}`, 401, 20003],
  ])('refuses the authorization "%s"', async (authorization, status, code) => {
    const answer = await simulator.sms(good, authorization);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it('has no address for another account, and none that Twilio has not', async () => {
    const paths = [`/2010-04-01/Accounts/AC${'f'.repeat(32)}/Messages.json`, '/2010-04-01/Nothing.json'];
    for (const path of paths) {
      const { status, json } = await simulator.fetch(path, { method: 'POST', headers: { authorization: SMS_AUTH } });
      expect([status, json.code]).toEqual([404, 20404]);
    }
  });
});

describe('status callbacks', () => {
  it.each<[string, string, string[]]>([
    ['normal', '+15550003333', ['sent', 'delivered']],
    ['duplicate', '+15550003333', ['sent', 'sent', 'delivered', 'delivered']],
    ['reversed', '+15550003333', ['delivered', 'sent']],
    ['slow', '+15550003333', ['sent', 'delivered']],
    ['normal', '+15005563000', ['sent', 'undelivered']],
    ['normal', '+15005563100', ['sent', 'failed']],
  ])('in the mode %s to %s are %j, signed', async (receipts, To, expected) => {
    await simulator.control('PUT', 'behaviour', { receipts });
    const StatusCallback = `${receiver.url}/status?reference=r-1`;
    const { sid } = (await simulator.sms({ ...good, To, StatusCallback })).json;
    const calls = await receiver.until(expected.length);
    const forms = calls.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    expect(forms.map(({ MessageStatus }) => MessageStatus)).toEqual(expected);
    calls.forEach((call, index) => {
      expect(call.headers['x-twilio-signature']).toBe(twilioSignature(StatusCallback, forms[index]!, 'simulated-auth-token'));
      expect(forms[index]).toMatchObject({ MessageSid: sid, To, From: good.From, AccountSid: ACCOUNT_SID });
    });
    expect((await simulator.control('GET', 'messages?reference=r-1')).json.count).toBe(1);
  });

  it('before-answer: are there when the call is answered', async () => {
    const answer = await simulator.sms({ ...good, To: '+15005562200', StatusCallback: `${receiver.url}/status` });
    expect([answer.status, receiver.calls.length]).toEqual([201, 2]);
  });
});

describe('magic numbers', () => {
  const rows = MAGIC_RECIPIENTS.filter(({ channel, fault }) => channel === 'sms' && fault.startsWith('twilio:'));
  it.each(rows.map(({ recipient, fault }) => [recipient, Number(fault.split(':')[1])] as const))('%s answers %d', async (recipient, code) => {
    expect((await simulator.sms({ ...good, To: `+${recipient}` })).json.code).toBe(code);
  });

  it.each([
    ['15005560100', 20429, 0],
    ['15005560200', 20503, 0],
    ['15005560300', 20500, 1],
    ['15005560400', 21617, 0],
    ['15005560500', 21610, 0],
    ['15005560600', 20003, 0],
    ['15005560700', 20005, 0],
    ['15005561100', undefined, 1],
    ['15005561200', undefined, 0],
    ['15005561300', undefined, 0],
    ['15005561400', undefined, 1],
  ])('%s answers %s and takes %d', async (recipient, code, taken) => {
    const answer = await simulator.sms({ ...good, To: `+${recipient}` }).catch(() => undefined);
    expect(answer?.json.code).toBe(code);
    expect(answer?.json.sid).toBeUndefined();
    expect((await simulator.control('GET', 'messages')).json.count).toBe(taken);
  });

  it('fails once and then goes through', async () => {
    const statuses = [];
    for (let call = 0; call < 2; call += 1) statuses.push((await simulator.sms({ ...good, To: '+15005560101' })).status);
    expect(statuses).toEqual([429, 201]);
  });
});

describe('people', () => {
  it('text the account’s webhook, signed', async () => {
    await simulator.control('POST', 'inbound', { channel: 'sms', from: '15550003333', text: 'hé' });
    const [call] = await receiver.until(1);
    const form = Object.fromEntries(new URLSearchParams(call!.body));
    expect(form).toMatchObject({ From: '+15550003333', To: '+15550001111', Body: 'hé', NumMedia: '0', SmsStatus: 'received' });
    expect(call!.headers['x-twilio-signature']).toBe(twilioSignature(`${receiver.url}/inbound`, form, 'simulated-auth-token'));
  });

  it('who text STOP to one number go on getting messages of another', async () => {
    await simulator.control('POST', 'inbound', { channel: 'sms', from: '15550003333', text: 'STOP' });
    expect((await simulator.sms({ ...good, From: 'Shop' })).status).toBe(201);
    expect((await simulator.sms(good)).json.code).toBe(21610);
  });

  it('who text STOP get nothing until they text START', async () => {
    const says = async (text: string) => simulator.control('POST', 'inbound', { channel: 'sms', from: '15550003333', text });
    await says('stop ');
    expect((await simulator.sms(good)).json.code).toBe(21610);
    await says('START');
    expect((await simulator.sms(good)).status).toBe(201);
  });
});
