import { list, object, ref, type Resource, type Schema, string } from '../resource.js';
import { query } from '../shared.js';

const flag: Schema = { type: 'boolean' };
const RESULTS = { schema: list(ref('BulkResult')), example: [{ id: 'joe.blogs@acme.com', status: 200 }] };

export const PROFILE_BULK_SCHEMAS: Readonly<Record<string, Schema>> = {
  BulkResult: object({ id: string('The profile.'), status: { type: 'integer', description: 'What a call for it alone would have been answered with.' } }, ['id', 'status']),
  ProfileExport: object(
    {
      format: string('What comes. Cells of csv are as they are stored: a spreadsheet takes one that begins with `=` for a formula.', { enum: ['json', 'csv'] }),
      fields: list({ type: 'string' }, { minItems: 1, maxItems: 100, description: 'Only these; dots lead into objects.' }),
      fieldSeparator: string('Between the cells of csv.', { minLength: 1, maxLength: 1, default: ',' }),
      includeHeaders: { type: 'boolean', default: true, description: 'A first line of csv with the names.' },
    },
    ['format'],
  ),
};

export const PROFILE_BULK_PATHS: Resource['paths'] = {
  '/profiles/bulk': {
    patch: {
      id: 'mergeProfiles',
      summary: 'Change some fields of up to 5,000 profiles',
      description: 'One commit. When one is wrong nothing is changed; one that is not there gets 404 in its place of the answer.',
      permission: 'profiles:write',
      parameters: [query('allowcreate', 'Makes those that are not there; true unless it is said to be false.', flag)],
      body: {
        schema: list({ allOf: [ref('ProfileFields'), { type: 'object', required: ['id'] }] }, { minItems: 1, maxItems: 5_000 }),
        examples: {
          two: { summary: 'Two profiles', value: [{ id: 'joe.blogs@acme.com', phoneNumber: '447123123123' }, { id: 'jane.roe@acme.com', firstName: 'Jane' }] },
          wrong: { summary: 'One without id: 400', value: [{ firstName: 'Jane' }], status: 400 },
        },
      },
      answers: { 200: { description: 'One entry a profile, in order.', ...RESULTS } },
      errors: ['conflict'],
    },
    delete: {
      id: 'deleteProfiles',
      summary: 'Delete profiles',
      permission: 'profiles:write',
      parameters: [
        query('id', 'A profile; there once for each.', list({ type: 'string' }, { minItems: 1 }), { required: true, example: ['joe.blogs@acme.com'] }),
        query('forget', 'Erases the people for good, with what their messages say; at most 100 of them.', flag),
      ],
      answers: { 200: { description: 'One entry a profile: 204 or 404.', ...RESULTS } },
      errors: ['validation'],
    },
  },
  '/profiles/export': {
    post: {
      id: 'exportProfiles',
      summary: 'Export profiles',
      description: 'However many there are, as one file, sorted by id.',
      permission: 'profiles:read',
      parameters: [query('query', 'A query string as `GET …/profiles` takes it, percent-encoded; all profiles without it.', { type: 'string' })],
      body: {
        schema: ref('ProfileExport'),
        examples: {
          json: { summary: 'A JSON array', value: { format: 'json' } },
          csv: { summary: 'Two columns of csv', value: { format: 'csv', fields: ['id', 'email'], fieldSeparator: ';' } },
          wrong: { summary: 'No such format: 400', value: { format: 'xml' }, status: 400 },
        },
      },
      answers: { 200: { description: 'The file.', schema: list(ref('Profile')), otherContent: { 'text/csv': { type: 'string' } } } },
    },
  },
};
