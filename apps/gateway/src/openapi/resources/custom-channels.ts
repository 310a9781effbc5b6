import { list, object, type Operation, ref, type Resource, type Schema, string, extension } from '../resource.js';
import { idOf } from '../shared.js';

const ANYTHING: Schema = { type: 'object', additionalProperties: true };
const MESSAGE_STATUSES = ['failed', 'delivered', 'read', 'expired', 'sent', 'filtered'];
const INBOUND_STATUSES = ['delivered', 'read'];
const NOT_RUN = 'The custom channel has to be connected first.';

const STATUS_FIELDS: Readonly<Record<string, Schema>> = {
  channel: string('The custom channel; the one in hand when it is left out.', { maxLength: 100 }),
  timestamp: string('When it happened; now when it is left out.', { format: 'date-time' }),
  failureReason: string('Why it failed, in plain words.', { maxLength: 1_000 }),
  channelStatus: { ...ANYTHING, description: 'Yours; it stands in `statusDetails.channelStatus.<channel>.details`.' },
  additionalInfo: { ...ANYTHING, description: 'The same.' },
};
const INBOUND_FIELDS: Readonly<Record<string, Schema>> = {
  channel: string('A custom channel that the apiSpace has connected.'),
  from: { type: 'object', description: 'The person: `profileId` or the channel’s `idField`, and further fields, which are kept on the profile that `profileId` names.', additionalProperties: { type: 'string' } },
  messageId: extension(string('Your own id of it: posted again under the same id it is the same inbound.', { minLength: 1, maxLength: 255 })),
  to: ANYTHING,
  title: string('Title.'),
  body: string('The text.'),
  messageParts: list(ref('MessagePart'), { maxItems: 100, description: 'Media.' }),
  conversationId: string('Ties messages together.', { maxLength: 255 }),
  metadata: ANYTHING,
  channelData: ANYTHING,
  correlation: object({ messageId: string('The message that it answers; its metadata is added.', { minLength: 1, maxLength: 255 }) }, ['messageId']),
};

const STATUS_EXAMPLE = { channel: 'partnerApp', timestamp: '2026-03-17T14:22:45.000Z', channelStatus: { code: 7 } };
const INBOUND_EXAMPLE = { channel: 'partnerApp', from: { profileId: 'joe.blogs@acme.com' }, body: 'Where is my order?', messageId: 'app-1017' };
const INBOUND_SHOWN = {
  id: '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90',
  messageId: '0199f3a2-7c1e-7d4b-9a52-3f1b0c6d8e90',
  channel: 'partnerApp',
  from: { profileId: 'joe.blogs@acme.com' },
  to: { channelId: 'partnerApp' },
  body: 'Where is my order?',
  channelMessageId: 'app-1017',
  status: 'received',
  receivedOn: '2026-03-17T14:22:40.633Z',
};
const path = (name: string, description: string, known: readonly string[]): NonNullable<Operation['parameters']>[number] => ({ ...idOf(name, description, { type: 'string', enum: known }), example: 'delivered' });
/** No call of the document makes one without a connected channel. */
const INBOUND_ID = { ...idOf('inboundMessageId', 'The id from the answer to the inbound.'), example: INBOUND_SHOWN.id };
const report: Pick<Operation, 'permission'> = { permission: 'messages:report' };

export const customChannels: Resource = {
  name: 'Custom channels',
  description: 'A channel that you run yourself: messages are posted to your server, and it tells what became of them and what people wrote. It is connected as an account.',
  scope: 'apiSpace',
  schemas: {
    StatusReport: object(STATUS_FIELDS),
    ReportedStatus: object({ ...STATUS_FIELDS, messageId: string('The message.', { format: 'uuid' }), status: ref('MessageStatus') }, ['messageId', 'channel', 'status', 'timestamp']),
    NewInbound: object(INBOUND_FIELDS, ['channel', 'from']),
    InboundStatusReport: object({ timestamp: string('When it happened.', { format: 'date-time' }), channelStatus: { ...ANYTHING, description: 'Yours; kept with the inbound.' } }, ['timestamp']),
  },
  paths: {
    '/messages/{messageId}/statuses/{status}': {
      post: {
        ...report,
        id: 'reportMessageStatus',
        summary: 'Report a status of a message',
        description: 'For a message that a custom channel was given. The status only moves forward, and is told as an event; reporting it twice is once. `sent` settles a call that was not answered.',
        parameters: [idOf('messageId', 'The id that came with the message.'), path('status', 'What became of it.', MESSAGE_STATUSES)],
        body: {
          schema: ref('StatusReport'),
          examples: {
            delivered: { summary: 'It has arrived', value: STATUS_EXAMPLE, notRun: NOT_RUN },
            wrong: { summary: 'No such time: 400', value: { timestamp: 'yesterday' }, status: 400 },
          },
        },
        answers: { 200: { description: 'Taken; `status` is the message’s now.', schema: ref('ReportedStatus'), example: { messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628', status: 'delivered', ...STATUS_EXAMPLE } } },
        errors: ['notFound', 'conflict'],
      },
    },
    '/messages/inbounds': {
      post: {
        ...report,
        id: 'postInbound',
        summary: 'Post what a person wrote',
        description: 'On a custom channel. It is told as `message.inbound` and shows in the person’s history.',
        body: {
          schema: ref('NewInbound'),
          examples: {
            text: { summary: 'A question', value: INBOUND_EXAMPLE, notRun: NOT_RUN },
            wrong: { summary: 'Not connected: 400', value: { ...INBOUND_EXAMPLE, channel: 'pigeon' }, status: 400 },
          },
        },
        answers: { 201: { description: 'Kept.', schema: ref('InboundMessage'), example: INBOUND_SHOWN } },
      },
    },
    '/messages/inbounds/{inboundMessageId}/statuses/{status}': {
      post: {
        ...report,
        id: 'reportInboundStatus',
        summary: 'Report a status of an inbound',
        description: 'Moves forward only: received, delivered, read.',
        parameters: [INBOUND_ID, path('status', 'What became of it.', INBOUND_STATUSES)],
        body: {
          schema: ref('InboundStatusReport'),
          examples: {
            read: { summary: 'Somebody has read it', value: { timestamp: '2026-03-17T14:25:00.000Z' }, notRun: NOT_RUN },
            wrong: { summary: 'Without a time: 400', value: {}, status: 400 },
          },
        },
        answers: { 200: { description: 'The inbound.', schema: ref('InboundMessage'), example: { ...INBOUND_SHOWN, status: 'delivered' } } },
        errors: ['notFound', 'conflict'],
      },
    },
  },
};
