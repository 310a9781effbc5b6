import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from './support/servers/index.js';
import { newPhoneNumber, newPsid, sendsTo } from './support/simulated-sends.js';
import { PAGE_ID, System } from './support/system.js';

let system: System;
beforeAll(async () => {
  system = await System.start();
}, 60_000);
afterAll(() => system?.stop());

const PLAIN = { rules: ['fbMessenger'], body: 'Your parcel is on its way' };

/** Sends, waits until it is out, and returns the Graph call that brought it. */
async function graphCall(psid: string, request: object) {
  const messageId = await system.send({ to: { fbMessengerId: psid }, rules: ['fbMessenger'], ...request });
  const message = await system.messageWith(messageId, 'sent', 'delivered');
  const [send] = await sendsTo(system, psid);
  return { messageId, message, payload: send!.payload };
}

async function profile(id: string): Promise<{ data: Record<string, unknown>; revision: number } | undefined> {
  const rows = await system.database.query<{ data: Record<string, unknown>; revision: number }>('select data, revision from profile where id = $1', [id]);
  return rows[0];
}

/** The person writes first, and the gateway has taken notice. */
async function openWindow(psid: string): Promise<void> {
  await system.simulate('POST', 'inbound', { psid, text: 'Hi' });
  await waitFor(async () => (await system.database.query('select 1 from inbound where address = $1 and api_space_id = $2', [psid, system.apiSpaceId])).length === 1, { what: 'the inbound to be recorded' });
}

describe('the answer to a send request', () => {
  it('is 201 with the request, an id, times and the status processing, and GET shows the same message', async () => {
    const request = { to: { fbMessengerId: newPsid() }, rules: ['fbMessenger'], body: 'Hello', title: 'A title', metadata: { order: { id: 17 } }, conversationId: 'c-1' };
    const { status, body } = await system.call<Record<string, string>>('POST', '/messages', request);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...request, status: 'processing', statusDetails: { channel: 'fbMessenger', channelId: 'fbMessenger' } });
    expect(body['messageId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(body['_createdBy']).toMatch(/^access:[0-9a-f-]{36}$/);
    for (const name of ['sentOn', '_createdOn', '_updatedOn']) expect(new Date(body[name]!).toISOString()).toBe(body[name]);
    const message = await system.messageWith(body['messageId']!, 'delivered');
    expect(message).toMatchObject({ ...request, statusDetails: { channel: 'fbMessenger', additionalInfo: { successful: true, clientRef: body['messageId'] } } });
  });

  it('is the same under /cpaas, where the apiSpace is that of the token, as Bearer and as Basic', async () => {
    const basic = Buffer.from(`user:${system.token}`).toString('base64');
    for (const authorization of [`Bearer ${system.token}`, `Basic ${basic}`]) {
      const sent = await fetch(`${system.gatewayUrl}/cpaas/messages`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ to: { fbMessengerId: newPsid() }, ...PLAIN }),
      });
      expect(sent.status).toBe(201);
      const { messageId } = (await sent.json()) as { messageId: string };
      await system.messageWith(messageId, 'delivered');
    }
  });

  it('to a batch is 202 with an id for each, and every one is sent on its own channel', async () => {
    const [psid, phoneNumber] = [newPsid(), newPhoneNumber()];
    const { status, body } = await system.call<{ index: number; messageId: string }[]>('POST', '/messages/batch', [
      { to: { fbMessengerId: psid }, rules: ['fbMessenger'], body: 'One' },
      { to: { phoneNumber }, rules: ['sms'], body: 'Two' },
      { to: { profileId: 'batch-person', dummyId: 'd-1' }, rules: ['dummy'], body: 'Three' },
    ]);
    expect(status).toBe(202);
    expect(body.map(({ index }) => index)).toEqual([0, 1, 2]);
    await Promise.all(body.map(({ messageId }) => system.messageWith(messageId, 'sent', 'delivered')));
    expect((await sendsTo(system, psid)).map(({ payload }) => payload.message?.['text'])).toEqual(['One']);
    expect((await sendsTo(system, phoneNumber)).map(({ payload }) => payload['Body'])).toEqual(['Two']);
    expect((await profile('batch-person'))?.data).toEqual({ dummyId: 'd-1' });
  });

  it('to a batch with one wrong item is 400 with its place, and none is sent', async () => {
    const psid = newPsid();
    const good = { to: { fbMessengerId: psid }, ...PLAIN };
    const { status, body } = await system.call('POST', '/messages/batch', [good, good, { ...good, to: { phoneNumber: 'call me' } }]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ validationFailures: [{ paramName: '[2].to.phoneNumber' }] });
    expect(await system.database.query("select 1 from message where request->'to'->>'fbMessengerId' = $1", [psid])).toEqual([]);
  });
});

describe('the person', () => {
  it('is found by the profile id, once a request has told the profile the Messenger id', async () => {
    const psid = newPsid();
    const first = await system.send({ to: { profileId: 'joe@example.com', fbMessengerId: psid, firstName: 'Joe' }, ...PLAIN });
    await system.messageWith(first, 'delivered');
    const second = await system.send({ to: { profileId: 'joe@example.com' }, ...PLAIN });
    await system.messageWith(second, 'delivered');
    expect((await sendsTo(system, psid)).map(({ payload }) => payload.recipient)).toEqual([{ id: psid }, { id: psid }]);
  });

  it('has a profile that `to` makes, updates and leaves alone when it says nothing new', async () => {
    const phoneNumber = newPhoneNumber();
    await system.send({ to: { profileId: 'ann', dummyId: 'd-ann', phoneNumber: `+${phoneNumber}`, shoeSize: '42' }, rules: ['dummy'], body: 'x' });
    expect(await profile('ann')).toEqual({ data: { dummyId: 'd-ann', phoneNumber, shoeSize: '42' }, revision: 0 });
    await system.send({ to: { profileId: 'ann', shoeSize: '43' }, rules: ['dummy'], body: 'x' });
    expect(await profile('ann')).toEqual({ data: { dummyId: 'd-ann', phoneNumber, shoeSize: '43' }, revision: 1 });
    await system.send({ to: { profileId: 'ann', shoeSize: '43' }, rules: ['dummy'], body: 'x' });
    await system.send({ to: { profileId: 'ann' }, rules: ['dummy'], body: 'x' });
    expect((await profile('ann'))?.revision).toBe(1);
  });

  it('is not stored when no profile id is given', async () => {
    const before = await system.database.query<{ count: number }>('select count(*)::int as count from profile');
    await system.send({ to: { dummyId: 'nobody', firstName: 'No', lastName: 'Body' }, rules: ['dummy'], body: 'x' });
    expect(await system.database.query('select count(*)::int as count from profile')).toEqual(before);
  });

  it('is reached by the Messenger id of the request rather than that of the profile or the phone', async () => {
    const [known, given] = [newPsid(), newPsid()];
    const phoneNumber = newPhoneNumber();
    await system.messageWith(await system.send({ to: { profileId: 'two-ids', fbMessengerId: known, phoneNumber }, ...PLAIN }), 'delivered');
    const messageId = await system.send({ to: { fbMessengerId: given, phoneNumber, firstName: 'Dave', lastName: 'Smith' }, ...PLAIN });
    await system.messageWith(messageId, 'delivered');
    expect(await sendsTo(system, given)).toHaveLength(1);
    expect(await sendsTo(system, known)).toHaveLength(1);
  });

  it('is found by a phone number that a profile with a Messenger id has', async () => {
    const [psid, phoneNumber] = [newPsid(), newPhoneNumber()];
    await system.send({ to: { profileId: 'by-phone', phoneNumber, dummyId: 'd', fbMessengerId: psid }, rules: ['dummy'], body: 'x' });
    const messageId = await system.send({ to: { phoneNumber: `00${phoneNumber.slice(0, 2)} ${phoneNumber.slice(2)}`, firstName: 'Dave', lastName: 'Smith' }, ...PLAIN });
    await system.messageWith(messageId, 'delivered');
    expect(await sendsTo(system, psid)).toHaveLength(1);
  });

  it('with a phone number alone is unreachable on Messenger while customer matching is off, and no call is made', async () => {
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({ to: { phoneNumber, firstName: 'Dave', lastName: 'Smith' }, ...PLAIN });
    const message = await system.messageWith(messageId, 'failed');
    expect(message.statusDetails.channelStatus?.['fbMessenger']).toMatchObject({ status: 'failed', reason: expect.stringContaining('no fbMessenger address') });
    expect(await sendsTo(system, phoneNumber)).toEqual([]);
  });

  it('with a phone number and names is matched by Facebook where the page allows it', async () => {
    const { apiSpaceId } = await system.admin('space', 'create', '--name', 'matching');
    const [token] = await Promise.all([
      system.newToken(apiSpaceId!),
      system.simulate('POST', 'pages', { id: PAGE_ID, customerMatching: true }),
      system.admin('account', 'connect', '--space', apiSpaceId!, '--channel', 'fbMessenger', '--address', PAGE_ID,
        '--setting', 'customerMatching=true', '--secret', 'pageAccessToken=test-page-token', '--secret', 'appSecret=test-app-secret'),
    ]);
    const phoneNumber = newPhoneNumber();
    const response = await fetch(`${system.gatewayUrl}/apispaces/${apiSpaceId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ to: { phoneNumber, firstName: 'Dave', lastName: 'Smith' }, ...PLAIN }),
    });
    expect(response.status).toBe(201);
    const [send] = await waitFor(async () => {
      const sends = await sendsTo(system, phoneNumber);
      return sends.length > 0 ? sends : undefined;
    });
    expect(send!.payload.recipient).toEqual({ phone_number: `+${phoneNumber}`, name: { first_name: 'Dave', last_name: 'Smith' } });
  });

  it('of a plugin is reached by user_ref, and the receipts are those of the message', async () => {
    const messageId = await system.send({ to: { userRef: 'visit-4711' }, ...PLAIN });
    await system.messageWith(messageId, 'delivered');
    expect((await sendsTo(system, 'visit-4711')).map(({ payload }) => payload.recipient)).toEqual([{ user_ref: 'visit-4711' }]);
    // The read names nobody but the person, whom the receipts before it have told.
    const [attempt] = await system.database.query<{ address: string }>('select address from attempt where message_id = $1', [messageId]);
    await system.simulate('POST', 'read', { psid: attempt!.address });
    await system.messageWith(messageId, 'read');
  });

  it('is texted at mobileNumber, which is another name of phoneNumber, when Messenger can’t reach them', async () => {
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({ to: { fbMessengerId: '9000551000000000', mobileNumber: phoneNumber, firstName: 'Dave', lastName: 'Smith' }, body: 'Hi', rules: ['fbMessenger', 'sms'] });
    const message = await system.messageWith(messageId, 'delivered');
    expect(message['to']).toMatchObject({ phoneNumber });
    expect(await sendsTo(system, phoneNumber)).toHaveLength(1);
  });
});

describe('message parts', () => {
  it('go out in order, the image as an attachment, and the message is delivered and read as a whole', async () => {
    const psid = newPsid();
    const url = 'https://cdn.example.com/laptop.png';
    const messageId = await system.send({
      title: 'Dispatched',
      to: { fbMessengerId: psid },
      rules: ['fbMessenger'],
      messageParts: [{ name: 'Body text', type: 'text/plain', data: 'Your order has been dispatched.' }, { type: 'image/png', url }],
    });
    await system.messageWith(messageId, 'delivered');
    const sends = await sendsTo(system, psid);
    expect(sends.map(({ payload }) => payload.message)).toEqual([
      { text: 'Your order has been dispatched.', metadata: expect.any(String) },
      { attachment: { type: 'image', payload: { url } }, metadata: expect.any(String) },
    ]);
    await system.simulate('POST', 'read', { psid });
    await system.messageWith(messageId, 'read');
    const events = await system.database.query<{ name: string }>('select name from event where entity_id = $1 order by revision', [messageId]);
    expect(events.map(({ name }) => name)).toEqual(['message.sent', 'message.delivered', 'message.read']);
  });

  it('that are meant for another channel are left out', async () => {
    const psid = newPsid();
    await graphCall(psid, { messageParts: [{ type: 'text/plain', data: 'for all' }, { type: 'text/plain', data: 'for sms', channels: ['sms'] }] });
    expect((await sendsTo(system, psid)).map(({ payload }) => payload.message?.['text'])).toEqual(['for all']);
  });
});

describe('a custom body', () => {
  const BODIES: Record<string, object> = {
    attachment: { attachment: { type: 'image', payload: { url: 'https://cdn.example.com/a.jpg?oh=1&oe=2' } } },
    'quick replies': {
      text: 'Pick a colour:',
      quick_replies: [{ content_type: 'text', title: 'Red', payload: 'PICKED_RED' }, { content_type: 'text', title: 'Green', payload: 'PICKED_GREEN' }],
    },
    'receipt template': {
      attachment: {
        type: 'template',
        payload: {
          template_type: 'receipt', recipient_name: 'Ada Example', order_number: '12345678902', currency: 'EUR', payment_method: 'Visa 2345',
          timestamp: '1428444852', elements: [{ title: 'T-shirt', subtitle: 'Cotton', quantity: 2, price: 50, currency: 'EUR', image_url: 'https://cdn.example.com/t.png' }],
          address: { street_1: '1 Main Street', street_2: '', city: 'Leeds', postal_code: 'LS1', state: 'W', country: 'GB' },
          summary: { subtotal: 75, shipping_cost: 4.95, total_tax: 6.19, total_cost: 56.14 },
          adjustments: [{ name: 'New customer', amount: 20 }],
        },
      },
    },
  };

  it.each(Object.entries(BODIES))('(%s) reaches Facebook as it was written, in place of the body', async (_, customBody) => {
    const { payload } = await graphCall(newPsid(), { body: 'left out', customBody: { fbMessenger: customBody } });
    expect(payload.message).toEqual(customBody);
  });

  it('may stand beside messagingType and messageTag', async () => {
    const { payload } = await graphCall(newPsid(), {
      customBody: { fbMessenger: { text: 'Hi' } },
      channelOptions: { fbMessenger: { messagingType: 'MESSAGE_TAG', messageTag: 'HUMAN_AGENT' } },
    });
    expect(payload).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { text: 'Hi' } });
  });

  it('of one channel leaves the other channels the body', async () => {
    const phoneNumber = newPhoneNumber();
    const messageId = await system.send({ to: { phoneNumber }, rules: ['fbMessenger', 'sms'], body: 'For sms', customBody: { fbMessenger: { text: 'For Messenger' } } });
    await system.messageWith(messageId, 'delivered');
    expect((await sendsTo(system, phoneNumber)).map(({ payload }) => payload['Body'])).toEqual(['For sms']);
  });
});

describe('messaging type and tag', () => {
  it.each([
    [{ messagingType: 'RESPONSE' }, { messaging_type: 'RESPONSE' }],
    [{ messagingType: 'UPDATE' }, { messaging_type: 'UPDATE' }],
    [{ messagingType: 'MESSAGE_TAG', messageTag: 'HUMAN_AGENT' }, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }],
    [{ messageTag: 'HUMAN_AGENT' }, { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }],
    [undefined, { messaging_type: 'UPDATE' }],
  ])('%j becomes %j', async (options, expected) => {
    const { payload } = await graphCall(newPsid(), { body: 'Hi', ...(options ? { channelOptions: { fbMessenger: options } } : {}) });
    expect(payload).toMatchObject(expected);
    if (!('tag' in expected)) expect(payload).not.toHaveProperty('tag');
  });

  it('without a choice is RESPONSE to a person who has just written', async () => {
    const psid = newPsid();
    await openWindow(psid);
    expect((await graphCall(psid, { body: 'Hi' })).payload).toMatchObject({ messaging_type: 'RESPONSE' });
  });

  it.each(['NON_PROMOTIONAL_SUBSCRIPTION', 'SHIPPING_UPDATE', 'ACCOUNT_UPDATE'])('a retired tag (%s) outside the window fails the rule with what to use, and the next rule is taken', async (messageTag) => {
    const [psid, phoneNumber] = [newPsid(), newPhoneNumber()];
    const messageId = await system.send({
      to: { fbMessengerId: psid, phoneNumber },
      rules: ['fbMessenger', 'sms'],
      body: 'Back in stock',
      channelOptions: { fbMessenger: { messagingType: 'MESSAGE_TAG', messageTag } },
    });
    const { statusDetails } = await system.messageWith(messageId, 'delivered');
    expect(statusDetails.channel).toBe('sms');
    expect(statusDetails.channelStatus?.['fbMessenger']?.reason).toMatch(new RegExp(`${messageTag}.*HUMAN_AGENT`));
    expect(await sendsTo(system, psid)).toEqual([]);
  });

  it.each([
    [{ messagingType: 'MESSAGE_TAG', messageTag: 'NON_PROMOTIONAL_SUBSCRIPTION' }, 'RESPONSE'],
    [{ messagingType: 'UPDATE', messageTag: 'SHIPPING_UPDATE' }, 'UPDATE'],
  ])('a retired tag inside the window (%j) goes out as %s, with a warning', async (options, messagingType) => {
    const psid = newPsid();
    await openWindow(psid);
    const { message, payload } = await graphCall(psid, { body: 'Hi', channelOptions: { fbMessenger: options } });
    expect(payload).toMatchObject({ messaging_type: messagingType });
    expect(payload).not.toHaveProperty('tag');
    expect(message.statusDetails.warnings).toEqual([expect.stringContaining(options.messageTag)]);
  });
});

describe('content', () => {
  it('has its merge fields filled in from the profile, in body, custom body, options and metadata, and missing ones are empty', async () => {
    const psid = newPsid();
    const to = { profileId: 'merge', fbMessengerId: psid, firstName: 'Zoë', city: '{{profileId}}' };
    const messageId = await system.send({
      to,
      rules: ['fbMessenger'],
      body: 'Dear {{profile.firstName}}',
      customBody: { fbMessenger: { text: '{{body}} of {{profile.city}}{{profile.nothing}} ({{profileId}})' } },
      metadata: { who: '{{profile.firstName}}', deep: [{ id: '{{profileId}}', same: '{{profile.id}}' }] },
    });
    const message = await system.messageWith(messageId, 'delivered');
    expect((await sendsTo(system, psid))[0]!.payload.message).toEqual({ text: 'Dear Zoë of {{profileId}} (merge)' });
    expect(message['metadata']).toEqual({ who: 'Zoë', deep: [{ id: 'merge', same: 'merge' }] });
  });

  it('takes merge fields from `to` for a person without a profile', async () => {
    const psid = newPsid();
    await graphCall(psid, { to: { fbMessengerId: psid, firstName: 'Ada' }, body: 'Hi {{profile.firstName}}!' });
    expect((await sendsTo(system, psid))[0]!.payload.message).toMatchObject({ text: 'Hi Ada!' });
  });

  it('that is too long is cut, and the message says so', async () => {
    const { payload, message } = await graphCall(newPsid(), { body: 'é'.repeat(2_500) });
    expect((payload.message!['text'] as string).length).toBeLessThanOrEqual(2_000);
    expect(message.statusDetails.warnings).toHaveLength(1);
  });

  it('of every script arrives as it was written', async () => {
    const body = 'Žluťoučký 🐎 עברית 你好 <b>&amp; "quotes" \\ / \u2028 end';
    expect((await graphCall(newPsid(), { body })).payload.message).toMatchObject({ text: body });
  });

  it('has its metadata filled in once, however often it is put off: what was filled in is not searched for fields', async () => {
    const expiresOn = new Date(Date.now() + 2_500).toISOString();
    const to = { profileId: `filled-${Date.now()}`, dummyId: 'filled', first: '{{profile.second}}', second: 'not this' };
    const messageId = await system.send({ to, rules: ['dummy'], body: 'fail:unavailable', metadata: { given: '{{profile.first}}' }, expiresOn });
    await system.messageWith(messageId, 'expired');
    const [tries] = await system.database.query<{ count: string }>('select count(*) from attempt where message_id = $1', [messageId]);
    expect(Number(tries!.count)).toBeGreaterThan(1);
    const [event] = await system.database.query<{ payload: { metadata: object } }>('select payload from event where entity_id = $1', [messageId]);
    expect(event!.payload.metadata).toEqual({ given: '{{profile.second}}' });
  });

  it('is expired when its time passes before a channel takes it, and is not sent afterwards', async () => {
    const messageId = await system.send({ to: { dummyId: 'late' }, rules: ['dummy'], body: 'fail:unavailable', expiresOn: new Date(Date.now() + 1_500).toISOString() });
    const message = await system.messageWith(messageId, 'expired');
    expect(message.statusDetails).toMatchObject({ channel: 'dummy', reason: expect.stringContaining('expired'), channelStatus: { dummy: { status: 'expired', reason: expect.stringContaining('expired') } } });
    const events = await system.database.query<{ name: string }>('select name from event where entity_id = $1', [messageId]);
    expect(events).toEqual([{ name: 'message.expired' }]);
  });
});
