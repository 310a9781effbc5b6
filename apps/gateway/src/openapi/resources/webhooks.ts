import { EVENT_NAMES, FILTER_NAMES } from '@app/webhooks';
import { list, object, ref, type Resource, type Schema, string } from '../resource.js';
import { ETAG_HEADERS, idOf, IF_MATCH, NO_CONTENT, SYSTEM_FIELD_NAMES, SYSTEM_FIELDS, SYSTEM_FIELDS_EXAMPLE } from '../shared.js';

const SETTINGS: Readonly<Record<string, Schema>> = {
  name: string('For people.', { minLength: 1, maxLength: 200 }),
  url: string('Where events are posted: https, and not in a private network.', { format: 'uri', maxLength: 2_000 }),
  subscriptions: list(ref('Subscription'), { maxItems: 100, description: 'Which events; all of them when there is none.' }),
};

const WEBHOOK_SCHEMAS: Readonly<Record<string, Schema>> = {
  Subscription: object(
    {
      type: string('The event.', { enum: [...EVENT_NAMES] }),
      filters: list(
        object({ name: string('What is compared.', { enum: [...FILTER_NAMES] }), value: string('What it has to be.', { maxLength: 200 }) }, ['name', 'value']),
        { maxItems: 20, description: 'Only events that pass all of them.' },
      ),
    },
    ['type'],
  ),
  WebhookSettings: object(
    { ...SETTINGS, secret: string('Signs what is posted. It is never shown again.', { minLength: 16, maxLength: 1_000, writeOnly: true }) },
    ['name', 'url'],
  ),
  Webhook: object(
    { id: string('The webhook.', { format: 'uuid' }), ...SETTINGS, disabledReason: string('Why nothing is posted any more: the receiver answered 410 Gone.'), ...SYSTEM_FIELDS },
    ['id', 'name', 'url', 'subscriptions', ...SYSTEM_FIELD_NAMES],
  ),
};

const SETTINGS_EXAMPLE = {
  name: 'Receipts of Messenger',
  url: 'https://www.example.com/receipts',
  subscriptions: [{ type: 'message.delivered', filters: [{ name: 'channel', value: 'fbMessenger' }] }, { type: 'message.inbound' }],
};
const WEBHOOK_EXAMPLE = { id: '0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11', ...SETTINGS_EXAMPLE, ...SYSTEM_FIELDS_EXAMPLE };
const REQUEST_EXAMPLES = {
  filtered: { summary: 'Two events, one of them on one channel', value: { ...SETTINGS_EXAMPLE, secret: 'one-that-nobody-can-guess-4711' } },
  wrong: { summary: 'No such event: 400', value: { ...SETTINGS_EXAMPLE, subscriptions: [{ type: 'message.lost' }] }, status: 400 },
};
const WEBHOOK_ID = idOf('webhookId', 'The webhook.');

export const webhooks: Resource = {
  name: 'Webhooks',
  description: 'Where the gateway posts your events. What it posts stands under “Webhooks” of the document, and below as schemas.',
  scope: 'apiSpace',
  schemas: WEBHOOK_SCHEMAS,
  paths: {
    '/webhooks': {
      get: {
        id: 'listWebhooks',
        summary: 'List the webhooks',
        permission: 'webhooks:read',
        answers: { 200: { description: 'All webhooks of the apiSpace.', schema: list(ref('Webhook')), example: [WEBHOOK_EXAMPLE] } },
      },
      post: {
        id: 'createWebhook',
        summary: 'Make a webhook',
        permission: 'webhooks:write',
        body: { schema: ref('WebhookSettings'), examples: REQUEST_EXAMPLES },
        answers: { 201: { description: 'Made.', schema: ref('Webhook'), example: WEBHOOK_EXAMPLE, headers: ETAG_HEADERS } },
      },
    },
    '/webhooks/{webhookId}': {
      get: {
        id: 'getWebhook',
        summary: 'Read a webhook',
        permission: 'webhooks:read',
        parameters: [WEBHOOK_ID],
        answers: { 200: { description: 'The webhook, without its secret.', schema: ref('Webhook'), example: WEBHOOK_EXAMPLE, headers: ETAG_HEADERS } },
        errors: ['notFound'],
      },
      put: {
        id: 'replaceWebhook',
        summary: 'Replace a webhook',
        description: 'Without `secret` the old one stays.',
        permission: 'webhooks:write',
        parameters: [WEBHOOK_ID, IF_MATCH],
        body: { schema: ref('WebhookSettings'), examples: REQUEST_EXAMPLES },
        answers: { 200: { description: 'Replaced.', schema: ref('Webhook'), example: WEBHOOK_EXAMPLE, headers: ETAG_HEADERS } },
        errors: ['notFound', 'preconditionFailed'],
      },
      delete: {
        id: 'deleteWebhook',
        summary: 'Delete a webhook',
        permission: 'webhooks:write',
        parameters: [WEBHOOK_ID, IF_MATCH],
        answers: { 204: NO_CONTENT },
        errors: ['notFound', 'preconditionFailed'],
      },
    },
  },
};
