import { EVENT_NAMES, type EventName } from './event-names.js';
import { FILTER_NAMES } from './subscriptions.js';

type Schema = Record<string, unknown>;

const ID = { type: 'string', format: 'uuid' };
const TIME = { type: 'string', format: 'date-time' };
const OBJECT = { type: 'object' };

/** Payloads of contract §3.4. The API document has the same (apps/gateway/src/openapi/events.ts); a spec there compares them. */
const RECEIPT: Schema = {
  type: 'object',
  required: ['id', 'messageId', 'details', 'updatedOn'],
  properties: {
    id: ID,
    messageId: ID,
    details: {
      type: 'object',
      properties: { channel: { type: 'string' }, additionalInfo: OBJECT, channelStatus: OBJECT, reason: { type: 'string' } },
    },
    metadata: OBJECT,
    updatedOn: TIME,
    conversationId: { type: 'string' },
  },
};
const INBOUND: Schema = {
  type: 'object',
  required: ['id', 'messageId', 'receivedOn', 'channel', 'from'],
  properties: {
    id: ID,
    messageId: ID,
    receivedOn: TIME,
    channel: { type: 'string' },
    status: { type: 'string' },
    from: OBJECT,
    to: OBJECT,
    title: { type: 'string' },
    body: { type: 'string' },
    messageParts: { type: 'array', items: OBJECT },
    conversationId: { type: 'string' },
    metadata: OBJECT,
    channelStatus: OBJECT,
    channelMessageId: { type: 'string' },
    channelData: OBJECT,
    correlation: OBJECT,
    _createdOn: TIME,
    _createdBy: { type: 'string' },
    _updatedOn: TIME,
    _updatedBy: { type: 'string' },
  },
};
const PROFILE: Schema = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const DELETED_PROFILE: Schema = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, date: TIME, by: { type: 'string' } },
};
const OPT_IN: Schema = {
  type: 'object',
  required: ['pageId'],
  properties: { fbMessengerId: { type: 'string' }, userRef: { type: 'string' }, profileId: { type: 'string' }, stateData: OBJECT, ref: { type: 'string' }, rawData: OBJECT, pageId: { type: 'string' } },
};
const CLICK: Schema = {
  type: 'object',
  required: ['id', 'messageId', 'channel', 'link', 'clickedOn'],
  properties: {
    id: ID,
    messageId: ID,
    channel: { type: 'string' },
    url: { type: 'string' },
    link: { type: 'string' },
    clickedOn: TIME,
    userAgent: { type: 'string' },
    to: OBJECT,
    profileId: { type: 'string' },
    metadata: OBJECT,
    conversationId: { type: 'string' },
  },
};

const EVENTS: Record<EventName, [description: string, payload: Schema]> = {
  'message.sent': ['The channel took the message.', RECEIPT],
  'message.delivered': ['The message has reached the person.', RECEIPT],
  'message.read': ['The person has read the message.', RECEIPT],
  'message.expired': ['The message was not sent before its time was over.', RECEIPT],
  'message.failed': ['No channel could bring the message to the person.', RECEIPT],
  'message.filtered': ['The message was not sent because the person does not want it.', RECEIPT],
  'message.inbound': ['A person wrote to the business.', INBOUND],
  'profile.create': ['A profile was made.', PROFILE],
  'profile.update': ['A profile was changed; the payload is the whole profile.', PROFILE],
  'profile.delete': ['A profile was deleted.', DELETED_PROFILE],
  'profile.undelete': ['A deleted profile was brought back.', PROFILE],
  'facebook.optin': ['A person let the business write to them on Messenger.', OPT_IN],
  'interaction.click': ['A short link of a message was followed, by the person or by a program.', CLICK],
};

/** Types of events that no filter can let through. */
export const HAS_NO_CHANNEL = /^profile\./;

/** An event that a webhook can subscribe to. `schema` is the JSON Schema of its envelope. */
export interface AvailableEvent {
  type: EventName;
  description: string;
  filters: { name: string; required: boolean; description: string }[];
  schema?: Schema;
}

export interface AvailableTemplate {
  name: string;
  description: string;
  events: string[];
  subscriptions: { type: string }[];
}

const FILTERS = FILTER_NAMES.map((name) => ({ name, required: false, description: 'Only events of this channel.' }));

/** `…/webhooks/availableevents` (contract §3.5). */
export function availableEvents(includeSchemas: boolean): AvailableEvent[] {
  return EVENT_NAMES.map((type) => {
    const [description, payload] = EVENTS[type];
    const filters = HAS_NO_CHANNEL.test(type) ? [] : FILTERS;
    return { type, description, filters, ...(includeSchemas ? { schema: envelopeSchema(type, payload) } : {}) };
  });
}

function envelopeSchema(type: EventName, payload: Schema): Schema {
  return {
    type: 'object',
    required: ['eventId', 'accountId', 'apiSpaceId', 'name', 'payload', 'timestamp'],
    properties: {
      eventId: ID,
      accountId: { type: 'integer' },
      apiSpaceId: ID,
      name: { const: type },
      payload,
      revision: { type: 'integer' },
      etag: { type: 'string' },
      timestamp: TIME,
    },
  };
}

/** The vendor's two templates (contract §3.3): the names of their events, and the same as `subscriptions` of a webhook; with `message.filtered`, which tells of a status that would else go untold. */
export function availableTemplates(): AvailableTemplate[] {
  const messages = EVENT_NAMES.filter((name) => name.startsWith('message.'));
  const profiles = EVENT_NAMES.filter((name) => name.startsWith('profile.'));
  const template = (name: string, description: string, events: string[]): AvailableTemplate => ({ name, description, events, subscriptions: events.map((type) => ({ type })) });
  return [
    template('Message events', 'All that happens to messages, and what people write.', messages),
    template('Message and Profile events', 'The same, and all changes of profiles.', [...messages, ...profiles, 'profile.devicesUpdated']),
  ];
}
