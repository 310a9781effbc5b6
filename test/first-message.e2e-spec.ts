import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QUEUE_KINDS, System } from './support/system.js';

describe.each(QUEUE_KINDS)('a first message, with BullMQ on %s', (queue) => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({ queue });
  }, 60_000);
  afterAll(() => system?.stop());

  it('reaches the person, and its receipts reach the message and the webhook in order', async () => {
    await system.subscribe();
    const messageId = await system.send({ to: { fbMessengerId: '7000000000000001' }, rules: ['fbMessenger'], body: 'Hello', metadata: { order: 17 } });
    await system.messageWith(messageId, 'delivered');
    await system.simulate('POST', 'read', { psid: '7000000000000001' });
    const message = await system.messageWith(messageId, 'read');
    expect(message.statusDetails.channelStatus?.['fbMessenger']?.status).toBe('read');
    const calls = await system.receiver.received(3);
    const events = calls.map((call) => call.body as { name: string; revision: number; payload: { id: string; metadata: unknown } });
    // Calls may overtake each other; the revision says what came first.
    expect(events.toSorted((a, b) => a.revision - b.revision).map((event) => event.name)).toEqual(['message.sent', 'message.delivered', 'message.read']);
    expect(new Set(events.map((event) => event.revision)).size).toBe(3);
    for (const event of events) expect(event.payload).toMatchObject({ id: messageId, messageId, metadata: { order: 17 } });
    const { messages } = await system.simulate<{ messages: { payload: unknown }[] }>('GET', 'messages');
    expect(messages).toHaveLength(1);
  });

  it('goes on to sms when Messenger refuses it, and shows both channels', async () => {
    const messageId = await system.send({ to: { fbMessengerId: '9000551000000000', phoneNumber: '+44 7123 123123' }, rules: ['fbMessenger', 'sms'], body: 'Hello' });
    const message = await system.messageWith(messageId, 'delivered');
    expect(message.statusDetails.channel).toBe('sms');
    expect(message.statusDetails.channelStatus).toMatchObject({ fbMessenger: { status: 'failed' }, sms: { status: 'delivered' } });
  });
});
