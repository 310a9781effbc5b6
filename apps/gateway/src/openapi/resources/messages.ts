import { type Answer, type Example, list, type Parameter, ref, type Resource } from '../resource.js';
import { idOf, NO_CONTENT, SYSTEM_FIELDS_EXAMPLE } from '../shared.js';
import { MESSAGE_SCHEMAS } from './messages.schemas.js';
import { HISTORY, SEARCH, SEARCH_SCHEMAS } from './messages.search.js';

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

const MESSAGE_ID = idOf('messageId', 'The id from the answer to the send request.');
const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Yours, a new one for each request. The same request under the same key is not sent again: it gets the first answer, with the header `Idempotency-Replayed: true`.',
  schema: { type: 'string', pattern: '^[ -~]{1,255}$' },
  isExtension: true,
};
const REPLAYED: NonNullable<Answer['headers']> = { 'Idempotency-Replayed': '`true`: an earlier request under this Idempotency-Key did it.' };

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
  stored: {
    summary: 'A stored template by stored rules, to who wants it',
    value: { to: { profileId: 'joe.blogs@acme.com' }, ruleSet: 'Facebook-First', templateId: 'order-ready', requireOptIn: true },
  },
  shortLinks: {
    summary: 'A text by sms with a short link',
    value: { to: { phoneNumber: '447123123123' }, rules: ['sms'], body: 'Your order is on its way: https://www.example.com/orders/1017?from=sms', shortenLinks: 'on' },
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
  schemas: { ...MESSAGE_SCHEMAS, ...SEARCH_SCHEMAS },
  paths: {
    '/messages': {
      get: SEARCH,
      post: {
        id: 'sendMessage',
        summary: 'Send a message',
        description: 'Answered once the message is stored; it then goes out by itself. More than one rule needs the permission `messages:branch` too.',
        permission: 'messages:send',
        parameters: [IDEMPOTENCY_KEY],
        body: { schema: ref('SendRequest'), examples: SEND_EXAMPLES },
        errors: ['conflict', 'unprocessable'],
        answers: {
          201: { description: 'Accepted: the request, with the message’s id and first status.', headers: REPLAYED, schema: ref('Message'), example: { ...MESSAGE_EXAMPLE, status: 'processing', statusDetails: { channel: 'sms', channelId: 'sms' } } },
        },
      },
    },
    '/messages/batch': {
      post: {
        id: 'sendBatch',
        summary: 'Send up to 5,000 messages',
        description: 'All are accepted, or none: one that is wrong refuses the batch, with names such as `[3].to.phoneNumber`. 10 MB at most.',
        permission: 'messages:send',
        parameters: [IDEMPOTENCY_KEY],
        errors: ['conflict', 'unprocessable'],
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
            headers: REPLAYED,
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
        parameters: [MESSAGE_ID],
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
      patch: {
        id: 'redactMessage',
        summary: 'Take the content out of a message',
        description: 'For good, once it is sent or has failed. Its status stays.',
        permission: 'messages:send',
        parameters: [MESSAGE_ID],
        body: {
          schema: ref('Redaction'),
          examples: {
            redact: { summary: 'Take it out', value: { redact: true } },
            wrong: { summary: 'Not said: 400', value: { redact: false }, status: 400 },
          },
        },
        answers: { 202: { description: 'Done; the answer has no body.' } },
        errors: ['notFound', 'conflict'],
      },
      delete: {
        id: 'takeBackMessage',
        summary: 'Take a message back',
        description: 'While it has not been sent; 409 from then on.',
        isExtension: true,
        permission: 'messages:send',
        parameters: [MESSAGE_ID],
        answers: { 204: NO_CONTENT },
        errors: ['notFound', 'conflict'],
      },
    },
    '/profiles/{profileId}/messages': HISTORY,
  },
};
