import { EVENT_NAMES, type EventName, TEST_EVENT } from '@app/webhooks';
import { list, object, ref, type Schema, string } from './resource.js';

const date = (description: string): Schema => string(description, { format: 'date-time' });
const anything: Schema = { type: 'object', additionalProperties: true };

/** What an event is about, by the first word of its name; `message.inbound` stands apart. */
const PAYLOADS: Readonly<Record<string, string>> = { message: 'MessageReceipt', profile: 'ProfileChange', facebook: 'FacebookOptIn', interaction: 'LinkClick' };

/** The name of the schema in EVENT_SCHEMAS. */
export const payloadOf = (name: EventName): string => (name === 'message.inbound' ? 'InboundMessage' : PAYLOADS[name.split('.')[0]!]!);

export const EVENT_SCHEMAS: Readonly<Record<string, Schema>> = {
  EventEnvelope: object(
    {
      eventId: string('The same when it is delivered again: leave out what you have seen.', { format: 'uuid' }),
      accountId: { type: 'integer', description: 'The apiSpace’s number.' },
      apiSpaceId: string('The apiSpace.', { format: 'uuid' }),
      name: string('What happened.', { enum: [...EVENT_NAMES, TEST_EVENT] }),
      payload: anything,
      revision: { type: 'integer', description: 'Grows with each change of the same thing: an event with a lower one is older.' },
      etag: string('Names this state of the thing.'),
      timestamp: date('When it was recorded.'),
    },
    ['eventId', 'accountId', 'apiSpaceId', 'name', 'payload', 'timestamp'],
  ),
  MessageReceipt: object(
    {
      id: string('The message.', { format: 'uuid' }),
      messageId: string('The same as `id`.', { format: 'uuid' }),
      details: ref('StatusDetails'),
      metadata: anything,
      conversationId: string('As it was sent.'),
      updatedOn: date('When.'),
    },
    ['id', 'messageId', 'details', 'updatedOn'],
  ),
  InboundMessage: object(
    {
      id: string('The inbound.'),
      messageId: string('The same as `id`.'),
      channel: string('The channel that it came by.'),
      status: string('Always `received` at first; on a custom channel `delivered` and `read` may follow.'),
      receivedOn: date('When.'),
      from: { type: 'object', description: 'The person: `profileId`, and the address on the channel.', additionalProperties: true },
      to: anything,
      body: string('The text.'),
      messageParts: list(ref('MessagePart'), { description: 'Media; left out when there is none.' }),
      title: string('The title.'),
      conversationId: string('As it was posted.'),
      metadata: anything,
      channelStatus: anything,
      channelMessageId: string('The custom channel’s own id of it.'),
      channelData: anything,
      correlation: { ...anything, description: 'The message that it answers.' },
      _createdOn: date('When it was recorded.'),
      _createdBy: string('Who told of it: `access:<token id>` on a custom channel, else `system`.'),
      _updatedOn: date('When its status changed last.'),
      _updatedBy: string('By whom.'),
    },
    ['id', 'messageId', 'receivedOn', 'channel', 'from'],
  ),
  ProfileChange: object({ id: string('The profile.') }, ['id'], { additionalProperties: true, description: 'The profile after the change; of a deleted one only its id, the time and who did it.' }),
  FacebookOptIn: object(
    { fbMessengerId: string('The person on the page.'), userRef: string('In place of it, from a plugin that knows the person only by this.'), profileId: string('The profile; none with a `userRef` alone.'), pageId: string('The page.'), ref: string('What the page passed on.'), stateData: anything, rawData: anything },
    ['pageId'],
  ),
  LinkClick: object(
    {
      id: string('The message.', { format: 'uuid' }),
      messageId: string('The same as `id`.', { format: 'uuid' }),
      channel: string('The channel that the link went out on.'),
      url: string('Where it leads; left out once the message is redacted.'),
      link: string('The short link.'),
      clickedOn: date('When.'),
      userAgent: string('Which program followed it, as it says itself.'),
      to: { type: 'object', description: 'The person, as the message was addressed.', additionalProperties: true },
      profileId: string('The person’s profile.'),
      metadata: anything,
      conversationId: string('As it was sent.'),
    },
    ['id', 'messageId', 'channel', 'link', 'clickedOn'],
    { description: 'Programs that look at links before the person does (previews, virus scanners) count too. `revision` of the envelope counts the clicks of the link.' },
  ),
};

const SIGNATURES = [
  ['X-Comapi-Signature', 'Hex HMAC-SHA1 of the raw body with the webhook’s secret.'],
  ['webhook-id', 'Standard Webhooks: the event’s id.'],
  ['webhook-timestamp', 'Standard Webhooks: seconds since 1970.'],
  ['webhook-signature', 'Standard Webhooks: `v1,` and the base64 HMAC-SHA256 of id, timestamp and body.'],
] as const;

/** `webhooks` of the document: what the gateway posts to a customer. */
export function eventWebhooks(): Record<string, unknown> {
  return Object.fromEntries(EVENT_NAMES.map((name) => [name, { post: postOf(name) }]));
}

function postOf(name: EventName): object {
  return {
    operationId: `on_${name.replace('.', '_')}`,
    summary: name,
    description: 'Posted to each webhook that is subscribed to it; to one with `batch`, as a JSON array of such events, maybe of several kinds. Answer 2xx within 10 seconds. 400 and 401 end it, 410 switches the webhook off, all else is tried again for a day.',
    parameters: SIGNATURES.map(([header, description]) => ({ name: header, in: 'header', description, schema: { type: 'string' } })),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { allOf: [ref('EventEnvelope'), object({ name: { const: name }, payload: ref(payloadOf(name)) })] } } },
    },
    responses: { 200: { description: 'Taken.' } },
  };
}
