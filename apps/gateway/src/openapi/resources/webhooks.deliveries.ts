import { DELIVERY_STATES, EVENT_NAMES, FILTER_NAMES } from '@app/webhooks';
import { list, object, ref, type Resource, type Schema, string } from '../resource.js';
import { idOf, query } from '../shared.js';

const WEBHOOK_ID = idOf('webhookId', 'The webhook.');
const time = (description: string): Schema => string(description, { format: 'date-time' });
const FILTERS: Schema = list(object({ name: string('What is compared.', { enum: [...FILTER_NAMES] }), value: { type: 'string', maxLength: 200 } }, ['name', 'value']), { maxItems: 20, description: 'Only events that pass all of them.' });

export const DELIVERY_SCHEMAS: Readonly<Record<string, Schema>> = {
  AvailableEvent: object(
    { type: string('The event.', { enum: [...EVENT_NAMES] }), description: string('When it comes.'), filters: list(ref('AvailableFilter')), schema: { type: 'object', additionalProperties: true, description: 'JSON Schema of what is posted, with `includeSchemas`.' } },
    ['type', 'description', 'filters'],
  ),
  AvailableFilter: object({ name: string('As a subscription names it.'), required: { type: 'boolean' }, description: string('What it leaves over.') }, ['name', 'required', 'description']),
  AvailableTemplate: object(
    { name: string('Its name.'), description: string('What it is for.'), events: list({ type: 'string' }), subscriptions: list(ref('Subscription')) },
    ['name', 'description', 'events', 'subscriptions'],
  ),
  Delivery: object(
    {
      eventId: string('The event.', { format: 'uuid' }),
      name: string('What happened.', { enum: [...EVENT_NAMES] }),
      state: string('`dead` was refused, or tried for too long.', { enum: [...DELIVERY_STATES] }),
      attempts: { type: 'integer', minimum: 0 },
      lastStatus: { type: 'integer', description: 'What the receiver answered last.' },
      lastError: string('What went wrong last.'),
      dueOn: time('When it is tried next.'),
      _createdOn: time('When it was recorded.'),
      _updatedOn: time('When it was last tried.'),
    },
    ['eventId', 'name', 'state', 'attempts', '_createdOn', '_updatedOn'],
  ),
  Replay: object({
    state: string('`dead`: what was given up. `all`: what was delivered too, 7 days at most.', { enum: ['dead', 'all'], default: 'dead' }),
    from: time('From then on; needed with `all`.'),
    to: time('Until then; now when left out.'),
    types: list({ type: 'string', enum: [...EVENT_NAMES] }, { maxItems: 100, description: 'Only these events.' }),
    filters: FILTERS,
  }),
};

export const AVAILABLE_PATHS: Resource['paths'] = {
  '/webhooks/availableevents': {
    get: {
      id: 'listAvailableEvents',
      summary: 'List the events that there are',
      permission: 'webhooks:read',
      parameters: [query('includeSchemas', 'With the JSON Schema of each.', { type: 'boolean' })],
      answers: { 200: { description: 'All of them.', schema: list(ref('AvailableEvent')), example: [{ type: 'message.read', description: 'The person has read the message.', filters: [{ name: 'channel', required: false, description: 'Only events of this channel.' }] }] } },
      errors: ['validation'],
    },
  },
  '/webhooks/availabletemplates': {
    get: {
      id: 'listAvailableTemplates',
      summary: 'List ready-made subscriptions',
      permission: 'webhooks:read',
      answers: { 200: { description: 'All of them.', schema: list(ref('AvailableTemplate')) } },
    },
  },
};

export const DELIVERY_PATHS: Resource['paths'] = {
  '/webhooks/{webhookId}/deliveries': {
    get: {
      id: 'listDeliveries',
      summary: 'List what a webhook was told, and what it refused',
      isExtension: true,
      permission: 'webhooks:read',
      parameters: [
        WEBHOOK_ID,
        query('state', 'Only these.', { type: 'string', enum: [...DELIVERY_STATES] }),
        query('limit', 'At most so many.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
        query('after', '`next` of the page before.', { type: 'string', format: 'uuid' }),
      ],
      answers: { 200: { description: 'One page, newest first. It may be short, even empty, and still have a `next`: one call looks at so many events.', schema: object({ deliveries: list(ref('Delivery')), next: string('For `after` of the next page.', { format: 'uuid' }) }, ['deliveries']) } },
      errors: ['validation', 'notFound'],
    },
  },
  '/webhooks/{webhookId}/replay': {
    post: {
      id: 'replayEvents',
      summary: 'Deliver events again',
      description: 'Without a body: all that is dead.',
      isExtension: true,
      permission: 'webhooks:write',
      parameters: [WEBHOOK_ID],
      body: {
        isOptional: true,
        schema: ref('Replay'),
        examples: {
          dead: { summary: 'What was given up, of one kind', value: { state: 'dead', types: ['message.inbound'] } },
          wrong: { summary: 'All, without saying since when: 400', value: { state: 'all' }, status: 400 },
        },
      },
      answers: { 202: { description: 'They go out by themselves.', schema: object({ count: { type: 'integer', description: 'How many.' } }, ['count']), example: { count: 12 } } },
      errors: ['notFound', 'conflict'],
    },
  },
  '/webhooks/{webhookId}/test': {
    post: {
      id: 'testWebhook',
      summary: 'Post a made-up event now',
      description: 'Signed like any other, named `webhook.test`. It is neither recorded nor tried again.',
      isExtension: true,
      permission: 'webhooks:write',
      parameters: [WEBHOOK_ID],
      answers: { 200: { description: 'What the receiver made of it.', schema: object({ delivered: { type: 'boolean' }, status: { type: 'integer', description: 'The receiver’s answer.' }, error: string('Why it was not delivered.') }, ['delivered']), example: { delivered: true, status: 200 } } },
      errors: ['notFound'],
    },
  },
};
