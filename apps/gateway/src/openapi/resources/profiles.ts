import { list, type Operation, object, ref, type Resource, type Schema, string } from '../resource.js';
import { ETAG_HEADERS, idOf, IF_MATCH, NO_CONTENT, query, SYSTEM_FIELDS, SYSTEM_FIELDS_EXAMPLE } from '../shared.js';
import { PROFILE_BULK_PATHS, PROFILE_BULK_SCHEMAS } from './profiles-bulk.js';

const ID: Schema = string('Any text of up to 255 characters; in paths it is URL-encoded.', { minLength: 1, maxLength: 255 });
const FIELDS: Readonly<Record<string, Schema>> = {
  firstName: { type: 'string' },
  lastName: { type: 'string' },
  email: { type: 'string' },
  phoneNumber: string('Digits, with country code.'),
  fbMessengerId: string('The person’s id on the page.'),
};
const EXAMPLE = { firstName: 'Joe', lastName: 'Blogs', email: 'joe.blogs@acme.com', phoneNumber: '447123123123' };
const SHOWN = { id: 'joe.blogs@acme.com', ...EXAMPLE, ...SYSTEM_FIELDS_EXAMPLE };
const PROFILE_ID = idOf('profileId', 'The profile.', { type: 'string' });
const flag: Schema = { type: 'boolean' };
const one = (description: string): Operation['answers'][number] => ({ description, schema: ref('Profile'), example: SHOWN, headers: ETAG_HEADERS });
const body = (summary: string, value: object): NonNullable<Operation['body']> => ({
  schema: ref('ProfileFields'),
  examples: { person: { summary, value }, wrong: { summary: 'A name with an underscore: 400', value: { ...value, _mine: 1 }, status: 400 } },
});

export const profiles: Resource = {
  name: 'Profiles',
  description: 'What is known of a person: any JSON up to 100,000 characters, with the addresses that messages go to.',
  scope: 'apiSpace',
  schemas: {
    ProfileFields: object({ id: ID, ...FIELDS }, [], { additionalProperties: true, description: 'Names at the top have no underscore.' }),
    Profile: object({ id: ID, ...FIELDS, ...SYSTEM_FIELDS, _systemProfile: { type: 'boolean' }, _deletedOn: string('When it was deleted.', { format: 'date-time' }) }, ['id'], { additionalProperties: true }),
    ...PROFILE_BULK_SCHEMAS,
  },
  paths: {
    '/profiles': {
      get: {
        id: 'queryProfiles',
        summary: 'Find profiles',
        description: 'Besides the parameters below, any field is a condition: `k=v` equal, `k=!v` not, `k=>v`, `k=<v`, `k=>=v`, `k=<=v`, `k=^v` begins, `k=$v` ends, `k=~v` contains, `k=` is there, `k=!` is not, `k[]=a&k[]=b` one of. All have to hold; dots lead into objects. Ids and addresses are found at once; a query by other fields that takes longer than 5 s is stopped (`queryTooSlow`). Page with `id=>` and the last id.',
        permission: 'profiles:read',
        parameters: [query('$limit', 'At most so many.', { type: 'integer', minimum: 1, maximum: 1_000, default: 100 }), query('$skip', 'Leaves out the first.', { type: 'integer', minimum: 0 }), query('$fields', 'Only these fields, with commas between.', { type: 'string' }), query('$sort', 'By these fields, with commas between; `-` before a name turns it round.', { type: 'string' }), query('$includeDeleted', 'Deleted ones too.', flag), query('$includeSystem', 'With the system fields.', flag), query('$schemaOnly', 'Only the names of the fields that were found.', flag)],
        answers: { 200: { description: 'What was found; with `$schemaOnly` the names of its fields.', schema: { anyOf: [list(ref('Profile')), list({ type: 'string' })] }, example: [SHOWN] } },
        errors: ['validation', 'queryTooSlow'],
      },
      post: { id: 'createProfile', summary: 'Make a profile', permission: 'profiles:write', body: body('A person', { id: 'jane.roe@acme.com', ...EXAMPLE }), answers: { 201: one('Made.') }, errors: ['conflict'] },
    },
    '/profiles/{profileId}': {
      get: { id: 'getProfile', summary: 'Read a profile', permission: 'profiles:read', parameters: [PROFILE_ID, query('includeDeleted', 'A deleted one too.', flag)], answers: { 200: one('The profile.') }, errors: ['notFound'] },
      put: { id: 'replaceProfile', summary: 'Replace a profile', description: '`undelete=true` with an empty body brings a deleted one back.', permission: 'profiles:write', parameters: [PROFILE_ID, query('undelete', 'Brings it back.', flag), IF_MATCH], body: { ...body('A person', EXAMPLE), isOptional: true }, answers: { 200: one('Replaced.') }, errors: ['notFound', 'conflict', 'preconditionFailed'] },
      patch: { id: 'mergeProfile', summary: 'Change some fields of a profile', permission: 'profiles:write', parameters: [PROFILE_ID, query('allowcreate', 'Makes it when it is not there.', flag), query('deletes', 'Takes these fields out, with commas between.', { type: 'string' }), IF_MATCH], body: body('A new number', { phoneNumber: '447123123124' }), answers: { 200: one('Changed.') }, errors: ['notFound', 'conflict', 'preconditionFailed'] },
      delete: { id: 'deleteProfile', summary: 'Delete a profile', description: 'It can be brought back, unless `forget=true`: that erases the person, and what their messages say, for good.', permission: 'profiles:write', parameters: [PROFILE_ID, query('forget', 'Erases for good.', flag), IF_MATCH], answers: { 204: NO_CONTENT }, errors: ['notFound', 'preconditionFailed'] },
    },
    ...PROFILE_BULK_PATHS,
  },
};
