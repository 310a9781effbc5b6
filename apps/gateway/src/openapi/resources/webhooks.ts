import { EVENT_NAMES, FILTER_NAMES, NEVER_TOLD } from '@app/webhooks';
import { extension, list, object, ref, type Resource, type Schema, string } from '../resource.js';
import { ETAG_HEADERS, idOf, IF_MATCH, NO_CONTENT, PAGE, query, SYSTEM_FIELD_NAMES, SYSTEM_FIELDS, SYSTEM_FIELDS_EXAMPLE } from '../shared.js';
import { AVAILABLE_PATHS, DELIVERY_PATHS, DELIVERY_SCHEMAS } from './webhooks.deliveries.js';

const SETTINGS: Readonly<Record<string, Schema>> = {
  name: string('For people.', { minLength: 1, maxLength: 200 }),
  url: string('Where events are posted: https (http is taken too), and not in a private network.', { format: 'uri', maxLength: 2_000 }),
  subscriptions: list(ref('Subscription'), { maxItems: 100, description: 'Which events; all of them when there is none.' }),
  batch: { type: 'boolean', default: false, description: 'Events come as a JSON array, also when it holds one.' },
  maxBatchSize: { type: 'integer', minimum: 1, maximum: 500, description: 'A batch goes out when it has so many.' },
  batchTimeout: { type: 'integer', minimum: 1, maximum: 60, description: 'A batch goes out after so many seconds at the latest.' },
};
const DELETED_TOO = query('includeDeleted', 'Deleted ones too.', { type: 'boolean' });

/** The body is the vendor's bare list, without room for `next`. */
const PAGE_BY_LAST_ID = PAGE.map((parameter) => ({ ...parameter, isExtension: true, ...(parameter.name === 'after' ? { description: 'The id of the last one of the page before.' } : {}) }));

const WEBHOOK_SCHEMAS: Readonly<Record<string, Schema>> = {
  Subscription: object(
    {
      type: string('The event. The vendor’s events of devices, complaints, conversations and chats are accepted, and never told.', { enum: [...EVENT_NAMES, ...NEVER_TOLD] }),
      filters: list(
        object({ name: string('What is compared.', { enum: [...FILTER_NAMES] }), value: string('What it has to be.', { maxLength: 200 }) }, ['name', 'value']),
        { maxItems: 20, description: 'Only events that pass all of them.' },
      ),
    },
    ['type'],
  ),
  WebhookSettings: object(
    {
      ...SETTINGS,
      secret: string('Signs what is posted. It is never shown again.', { minLength: 16, maxLength: 1_000, writeOnly: true }),
      secretOverlap: extension({ type: 'integer', minimum: 0, maximum: 604_800, writeOnly: true, description: 'For so many seconds the secret that a new one replaces signs too; 0 ends it at once.' }),
    },
    ['name', 'url'],
  ),
  Webhook: object(
    {
      id: string('The webhook.', { format: 'uuid' }),
      ...SETTINGS,
      disabledReason: string('Why nothing is posted any more: the receiver answered 410 Gone.'),
      oldSecretUntil: extension(string('Until then the replaced secret signs too.', { format: 'date-time' })),
      lag: extension(object({ seconds: { type: 'integer', minimum: 0 }, oldestDueOn: string('Since when the oldest waiting delivery is due.', { format: 'date-time' }) }, ['seconds'], { description: 'How far it is behind; only where one webhook is read.' })),
      ...SYSTEM_FIELDS,
      _deletedOn: string('When it was deleted.', { format: 'date-time' }),
    },
    ['id', 'name', 'url', 'subscriptions', 'batch', 'maxBatchSize', 'batchTimeout', ...SYSTEM_FIELD_NAMES],
  ),
};

const SETTINGS_EXAMPLE = {
  name: 'Receipts of Messenger',
  url: 'https://www.example.com/receipts',
  subscriptions: [{ type: 'message.delivered', filters: [{ name: 'channel', value: 'fbMessenger' }] }, { type: 'message.inbound' }],
};
const WEBHOOK_EXAMPLE = { id: '0b0a7a6e-5f0e-4c5b-9d0c-3a1d9f0d7c11', ...SETTINGS_EXAMPLE, batch: false, maxBatchSize: 100, batchTimeout: 5, ...SYSTEM_FIELDS_EXAMPLE };
const REQUEST_EXAMPLES = {
  filtered: { summary: 'Two events, one of them on one channel', value: { ...SETTINGS_EXAMPLE, secret: 'one-that-nobody-can-guess-4711' } },
  batch: { summary: 'All events, up to 100 in one call', value: { name: 'Warehouse', url: 'https://www.example.com/events', batch: true, maxBatchSize: 100, batchTimeout: 5 } },
  wrong: { summary: 'No such event: 400', value: { ...SETTINGS_EXAMPLE, subscriptions: [{ type: 'message.lost' }] }, status: 400 },
};
const WEBHOOK_ID = idOf('webhookId', 'The webhook.');

export const webhooks: Resource = {
  name: 'Webhooks',
  description: 'Where the gateway posts your events. What it posts stands under “Webhooks” of the document, and below as schemas.',
  scope: 'apiSpace',
  schemas: { ...WEBHOOK_SCHEMAS, ...DELIVERY_SCHEMAS },
  paths: {
    '/webhooks': {
      get: {
        id: 'listWebhooks',
        summary: 'List the webhooks',
        permission: 'webhooks:read',
        parameters: [DELETED_TOO, ...PAGE_BY_LAST_ID],
        answers: { 200: { description: 'One page, oldest first.', headers: { Link: '`<?…>; rel="next"` when there are more: the query of the next page.' }, schema: list(ref('Webhook')), example: [WEBHOOK_EXAMPLE] } },
        errors: ['validation'],
      },
      post: {
        id: 'createWebhook',
        summary: 'Make a webhook',
        permission: 'webhooks:write',
        body: { schema: ref('WebhookSettings'), examples: REQUEST_EXAMPLES },
        answers: { 201: { description: 'Made.', schema: ref('Webhook'), example: WEBHOOK_EXAMPLE, headers: ETAG_HEADERS } },
        errors: ['conflict'],
      },
    },
    ...AVAILABLE_PATHS,
    '/webhooks/{webhookId}': {
      get: {
        id: 'getWebhook',
        summary: 'Read a webhook',
        permission: 'webhooks:read',
        parameters: [WEBHOOK_ID, DELETED_TOO],
        answers: { 200: { description: 'The webhook, without its secret.', schema: ref('Webhook'), example: { ...WEBHOOK_EXAMPLE, lag: { seconds: 0 } }, headers: ETAG_HEADERS } },
        errors: ['validation', 'notFound'],
      },
      put: {
        id: 'replaceWebhook',
        summary: 'Replace a webhook',
        description: 'Without `secret` the old one stays. A webhook that was switched off is on again.',
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
    ...DELIVERY_PATHS,
  },
};
