import { list, object, type Operation, ref, type Resource, type Schema, string } from '../resource.js';
import { ETAG_HEADERS, idOf, IF_MATCH, NO_CONTENT, SYSTEM_FIELD_NAMES, SYSTEM_FIELDS, SYSTEM_FIELDS_EXAMPLE } from '../shared.js';

const FIELDS: Readonly<Record<string, Schema>> = {
  id: string('Its name in `ruleSet`; made up when there is none.', { pattern: '^[\\w.~-]{1,100}$' }),
  rules: list(ref('Rule'), { minItems: 1, maxItems: 20, description: 'As in a send request.' }),
};
const RULES = { rules: ['fbMessenger', 'sms'] };
const SHOWN = { id: 'Facebook-First', ...RULES, ...SYSTEM_FIELDS_EXAMPLE };
const RULE_SET_ID = idOf('ruleSetId', 'The rule set.', { type: 'string' });
const one = (description: string): Operation['answers'][number] => ({ description, schema: ref('RuleSet'), example: SHOWN, headers: ETAG_HEADERS });
const BODY = {
  schema: ref('RuleSetSettings'),
  examples: { facebookFirst: { summary: 'Messenger, then sms', value: RULES }, wrong: { summary: 'No such channel: 400', value: { rules: ['pigeon'] }, status: 400 } },
};
const shared = { isExtension: true } as const;

export const ruleSets: Resource = {
  name: 'Rule sets',
  description: 'Rules under a name, for `ruleSet` of a send request. An apiSpace has a thousand at most.',
  scope: 'apiSpace',
  schemas: { RuleSetSettings: object(FIELDS, ['rules']), RuleSet: object({ ...FIELDS, ...SYSTEM_FIELDS }, ['id', 'rules', ...SYSTEM_FIELD_NAMES]) },
  paths: {
    '/rulesets': {
      get: { ...shared, id: 'listRuleSets', summary: 'List the rule sets', permission: 'messages:read', answers: { 200: { description: 'All of them.', schema: list(ref('RuleSet')), example: [SHOWN] } } },
      post: { ...shared, id: 'createRuleSet', summary: 'Make a rule set', permission: 'templates:write', body: BODY, answers: { 201: one('Made.') }, errors: ['conflict'] },
    },
    '/rulesets/{ruleSetId}': {
      get: { ...shared, id: 'getRuleSet', summary: 'Read a rule set', permission: 'messages:read', parameters: [RULE_SET_ID], answers: { 200: one('The rule set.') }, errors: ['notFound'] },
      put: { ...shared, id: 'replaceRuleSet', summary: 'Replace a rule set', permission: 'templates:write', parameters: [RULE_SET_ID, IF_MATCH], body: BODY, answers: { 200: one('Replaced.') }, errors: ['notFound', 'preconditionFailed'] },
      delete: { ...shared, id: 'deleteRuleSet', summary: 'Delete a rule set', permission: 'templates:write', parameters: [RULE_SET_ID, IF_MATCH], answers: { 204: NO_CONTENT }, errors: ['notFound', 'preconditionFailed'] },
    },
  },
};
