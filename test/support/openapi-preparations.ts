import { randomBytes, randomUUID } from 'node:crypto';
import type { System } from './system.js';

/** Ids of what was made for a call, by the names in its path. */
export type Prepared = Readonly<Record<string, string>>;

/** What has to be there before a good call is made, beyond what the document's own calls make; by operationId. */
export const PREPARATIONS: Readonly<Record<string, (system: System) => Promise<Prepared>>> = {
  /** The stored things that an example of a send request names. */
  sendMessage: async (system) => {
    await system.call('POST', '/rulesets', { id: 'Facebook-First', rules: ['fbMessenger', 'sms'] });
    await system.call('POST', '/templates', { id: 'order-ready', name: 'Order ready', messageParts: [{ type: 'text/plain', data: 'Your order is ready.' }] });
    return {};
  },
  /** No worker runs here, so what a worker would write is written by hand: the message is out. */
  redactMessage: async (system) => {
    const messageId = await newMessage(system);
    await system.database.query("update message set status = 'sent', due_at = null, sweep_at = null where id = $1", [messageId]);
    return { messageId };
  },
  followLink: async (system) => {
    const code = randomBytes(5).toString('hex');
    await system.database.query(
      "insert into short_link (code, api_space_id, message_id, channel, url, url_hash) values ($1, $2, $3, 'sms', 'https://www.example.com/', $1)", [code, system.apiSpaceId, await newMessage(system)]);
    return { code };
  },
  unlinkProfiles: async (system) => {
    const [profileId, linkedId] = [`made-${randomUUID()}`, `made-${randomUUID()}`];
    for (const id of [profileId, linkedId]) await system.call('POST', '/profiles', { id });
    for (const kind of ['primary', 'link']) await system.call('PUT', `/profiles/${profileId}/rels/${kind}/${linkedId}`);
    return { profileId, linkedId };
  },
  /** Of the test's own receiver: the example's address is out in the world. */
  testWebhook: async (system) => ({ webhookId: await system.subscribe() }),
};

function newMessage(system: System): Promise<string> {
  return system.send({ to: { phoneNumber: '447123123123' }, rules: ['sms'], body: 'Hello' });
}
