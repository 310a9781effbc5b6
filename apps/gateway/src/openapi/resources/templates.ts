import { list, object, type Operation, ref, type Resource, type Schema, string } from '../resource.js';
import { ETAG_HEADERS, idOf, IF_MATCH, NO_CONTENT, SYSTEM_FIELDS, SYSTEM_FIELDS_EXAMPLE } from '../shared.js';

const FIELDS: Readonly<Record<string, Schema>> = {
  id: string('Its name in `templateId`; made up when there is none.', { pattern: '^[\\w.~-]{1,100}$' }),
  name: string('For people.', { minLength: 1 }),
  description: string('What it is for.'),
  messageParts: list(ref('MessagePart'), { minItems: 1 }),
};
const EXAMPLE = { id: 'order-ready', name: 'Order is ready', description: 'Sent from the shop floor', messageParts: [{ type: 'text/plain', data: 'Your order is ready, {{profile.firstName}}.' }] };
const SHOWN = { ...EXAMPLE, ...SYSTEM_FIELDS_EXAMPLE };
const TEMPLATE_ID = idOf('templateId', 'The template.', { type: 'string' });
const one = (description: string): Operation['answers'][number] => ({ description, schema: ref('Template'), example: SHOWN, headers: ETAG_HEADERS });
/** The id is taken once the first was made, so each call of the example makes its own. */
const { id: _id, ...WITHOUT_ID } = EXAMPLE;
const BODY = { schema: ref('TemplateSettings'), examples: { text: { summary: 'A text with a merge field', value: WITHOUT_ID }, wrong: { summary: 'Without parts: 400', value: { name: 'Empty' }, status: 400 } } };

export const templates: Resource = {
  name: 'Templates',
  description: 'Message parts under a name, for `templateId` of a send request. An apiSpace has a thousand at most.',
  scope: 'apiSpace',
  schemas: { TemplateSettings: object(FIELDS, ['name', 'messageParts']), Template: object({ ...FIELDS, ...SYSTEM_FIELDS }, ['id', 'name', 'messageParts']) },
  paths: {
    '/templates': {
      get: { id: 'listTemplates', summary: 'List the templates', permission: 'messages:read', answers: { 200: { description: 'All of them.', schema: list(ref('Template')), example: [SHOWN] } } },
      post: { id: 'createTemplate', summary: 'Make a template', permission: 'templates:write', body: BODY, answers: { 201: one('Made.') }, errors: ['conflict'] },
    },
    '/templates/{templateId}': {
      get: { id: 'getTemplate', summary: 'Read a template', permission: 'messages:read', parameters: [TEMPLATE_ID], answers: { 200: one('The template.') }, errors: ['notFound'] },
      put: { id: 'replaceTemplate', summary: 'Replace a template', permission: 'templates:write', parameters: [TEMPLATE_ID, IF_MATCH], body: BODY, answers: { 200: one('Replaced.') }, errors: ['notFound', 'conflict', 'preconditionFailed'] },
      delete: { id: 'deleteTemplate', summary: 'Delete a template', permission: 'templates:write', parameters: [TEMPLATE_ID, IF_MATCH], answers: { 204: NO_CONTENT }, errors: ['notFound', 'preconditionFailed'] },
    },
  },
};
