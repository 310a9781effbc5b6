import { type Example, list, ref, type Resource } from '../resource.js';
import { idOf, SYSTEM_FIELDS_EXAMPLE } from '../shared.js';
import { MESSAGE_SCHEMAS } from './messages.schemas.js';

const MESSAGE_EXAMPLE = {
  ...SYSTEM_FIELDS_EXAMPLE,
  messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628',
  to: { phoneNumber: '447123123123' },
  rules: ['sms'],
  body: 'I love Comapi',
  channelOptions: { sms: { from: 'Comapi', allowUnicode: false } },
  senderProfileId: 'M0rsy',
  submittedOn: '2026-03-17T14:22:40.633Z',
  sentOn: '2026-03-17T14:22:40.633Z',
};

const SEND_EXAMPLES: Readonly<Record<string, Example>> = {
  sms: {
    summary: 'A text by sms',
    value: { to: { phoneNumber: '447123123123' }, rules: ['sms'], body: 'I love Comapi', channelOptions: { sms: { from: 'Comapi', allowUnicode: false } } },
  },
  fallback: {
    summary: 'Messenger first, sms when Messenger does not take it',
    value: {
      to: { profileId: 'joe.blogs@acme.com', fbMessengerId: '1924625477645988', phoneNumber: '447123123123' },
      rules: ['fbMessenger', 'sms'],
      body: 'Hello {{profileId}}, your order is ready.',
      channelOptions: { fbMessenger: { messagingType: 'UPDATE' } },
      metadata: { order: 1017 },
    },
  },
  timedFallback: {
    summary: 'Sms when it was not read on Messenger within five minutes (extension)',
    value: { to: { fbMessengerId: '1924625477645988', phoneNumber: '447123123123' }, rules: [{ channel: 'fbMessenger', until: 'read', within: 'PT5M' }, 'sms'], body: 'Your driver is outside.' },
  },
  media: {
    summary: 'A text and a picture',
    value: {
      to: { fbMessengerId: '1924625477645988' },
      rules: ['fbMessenger'],
      messageParts: [
        { type: 'text/plain', data: 'Your ticket:' },
        { name: 'ticket.png', type: 'image/png', url: 'https://www.example.com/ticket.png' },
      ],
    },
  },
  customBody: {
    summary: 'Messenger’s own payload, with quick replies',
    value: {
      to: { fbMessengerId: '1924625477645988' },
      rules: ['fbMessenger'],
      customBody: { fbMessenger: { text: 'Shall we deliver it?', quick_replies: [{ content_type: 'text', title: 'Yes', payload: 'deliver' }, { content_type: 'text', title: 'No', payload: 'keep' }] } },
      channelOptions: { fbMessenger: { messagingType: 'RESPONSE' } },
    },
  },
  wrong: {
    summary: 'Wrong in two places: 400 names both',
    value: { to: { phoneNumber: 'my neighbour' }, rules: ['pigeon'], body: 'Hello' },
    status: 400,
  },
};

export const messages: Resource = {
  name: 'Messages',
  description: 'Send to a person on the first channel that takes it, and learn what became of it.',
  scope: 'apiSpace',
  schemas: MESSAGE_SCHEMAS,
  paths: {
    '/messages': {
      post: {
        id: 'sendMessage',
        summary: 'Send a message',
        description: 'Answered once the message is stored; it then goes out by itself. More than one rule needs the permission `messages:branch` too.',
        permission: 'messages:send',
        body: { schema: ref('SendRequest'), examples: SEND_EXAMPLES },
        answers: {
          201: { description: 'Accepted: the request, with the message’s id and first status.', schema: ref('Message'), example: { ...MESSAGE_EXAMPLE, status: 'processing', statusDetails: { channel: 'sms', channelId: 'sms' } } },
        },
      },
    },
    '/messages/batch': {
      post: {
        id: 'sendBatch',
        summary: 'Send up to 5,000 messages',
        description: 'All are accepted, or none: one that is wrong refuses the batch, with names such as `[3].to.phoneNumber`. 10 MB at most.',
        permission: 'messages:send',
        body: {
          schema: list(ref('SendRequest'), { minItems: 1, maxItems: 5_000 }),
          examples: {
            mixed: {
              summary: 'Two people, two channels',
              value: [
                { to: { phoneNumber: '447123123123' }, rules: ['sms'], body: 'Doors open at seven.' },
                { to: { fbMessengerId: '1924625477645988' }, rules: ['fbMessenger'], body: 'Doors open at seven.' },
              ],
            },
            wrong: { summary: 'The second is wrong: 400, and nothing is sent', value: [{ to: { phoneNumber: '447123123123' }, rules: ['sms'], body: 'Hello' }, { to: {}, rules: ['sms'], body: 'Hello' }], status: 400 },
          },
        },
        answers: {
          202: {
            description: 'Accepted.',
            schema: list(ref('BatchItem')),
            example: [{ index: 0, messageId: '07f7af42-0ee5-45a5-834e-c98a28003b7c' }, { index: 1, messageId: 'dd6f4341-70e0-4307-8408-5ac88b8c836a' }],
          },
        },
      },
    },
    '/messages/{messageId}': {
      get: {
        id: 'getMessage',
        summary: 'Read a message and its status',
        permission: 'messages:read',
        parameters: [idOf('messageId', 'The id from the answer to the send request.')],
        answers: {
          200: {
            description: 'The message.',
            schema: ref('Message'),
            example: {
              ...MESSAGE_EXAMPLE,
              status: 'delivered',
              statusDetails: { channel: 'sms', channelId: 'sms', channelStatus: { sms: { status: 'delivered', updatedOn: '2026-03-17T14:22:43.705Z' } } },
            },
          },
        },
        errors: ['notFound'],
      },
    },
  },
};
