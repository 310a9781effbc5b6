import { type Answer, list, object, type Parameter, type Schema, string } from './resource.js';
import { ERROR_CODES, type ErrorCode } from '../http/api-error.js';

/** What each code means to a caller; a code without its own sentence gets its name. */
const MEANINGS: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'The access token is missing, is not valid or has been revoked.',
  forbidden: 'The access token belongs to another apiSpace, or lacks the permission of this call.',
  notFound: 'The apiSpace has no such thing.',
  conflict: 'What is to be made exists already, or what is to be changed is not in a state for it.',
  preconditionFailed: 'It has changed since the ETag in If-Match: read it again.',
  unsupportedMediaType: 'The body is not JSON.',
  unprocessable: 'The Idempotency-Key was used for another request.',
  tooManyRequests: 'The access token makes more calls than the gateway allows it, or it is not valid and too many such calls came from this address. Nothing was done; try again after `Retry-After` seconds.',
  queryTooSlow: 'The query reads more than the database can in its time, and was stopped: ask by id or by an address, or leave a filter out.',
  unavailable: 'The database is out of reach or too busy. A request whose commit lost its answer may have been accepted: repeat it after `Retry-After` seconds, a send request under its `Idempotency-Key`.',
  internal: 'The gateway failed on this request.',
};

export const SHARED_SCHEMAS: Readonly<Record<string, Schema>> = {
  ValidationErrors: object(
    {
      validationFailures: list(
        object({
          paramName: string('Which field: `to.phoneNumber`, `messageParts[0].type`, `[3].rules`; `request` for the body as a whole.'),
          message: string('What is wrong, and what would be right.'),
        }, ['paramName', 'message']),
        { minItems: 1 },
      ),
    },
    ['validationFailures'],
    { description: 'Every field that is wrong. Nothing was stored.' },
  ),
  Error: object(
    { message: string('What went wrong, for people.'), code: string('What went wrong, for programs.', { enum: Object.keys(ERROR_CODES) }) },
    ['message', 'code'],
  ),
};

export type SharedAnswer = ErrorCode | 'validation';

const json = (schema: string): object => ({ 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } });

/** `components.responses`: one for each error, so that an operation only names it. */
export const SHARED_RESPONSES: Readonly<Record<SharedAnswer, object>> = {
  validation: { description: 'The request is wrong; every wrong field is named.', content: json('ValidationErrors') },
  ...(Object.fromEntries(
    Object.keys(ERROR_CODES).map((code) => [
      code,
      {
        description: MEANINGS[code as ErrorCode] ?? code,
        ...(code === 'unavailable' || code === 'tooManyRequests' ? { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } } } : {}),
        content: json('Error'),
      },
    ]),
  ) as Record<ErrorCode, object>),
};

export const STATUS_OF_SHARED = { validation: 400, ...ERROR_CODES } as const;

/** What every returned thing says of its making. */
export const SYSTEM_FIELDS: Readonly<Record<string, Schema>> = {
  _createdOn: string('When it was made.', { format: 'date-time' }),
  _createdBy: string('Who made it: `access:<token id>`.'),
  _updatedOn: string('When it was last changed.', { format: 'date-time' }),
  _updatedBy: string('Who changed it last.'),
};
export const SYSTEM_FIELD_NAMES = Object.keys(SYSTEM_FIELDS);

/** The same, as it stands in examples. */
export const SYSTEM_FIELDS_EXAMPLE = {
  _createdOn: '2026-03-17T14:22:40.633Z',
  _createdBy: 'access:3dd1558a-9db3-406a-8460-cbe5100a7628',
  _updatedOn: '2026-03-17T14:22:40.633Z',
  _updatedBy: 'access:3dd1558a-9db3-406a-8460-cbe5100a7628',
} as const;

export const API_SPACE_ID: Parameter = {
  name: 'apiSpaceId',
  in: 'path',
  description: 'The apiSpace that the access token belongs to.',
  schema: { type: 'string', format: 'uuid' },
};

export const IF_MATCH: Parameter = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag of the state that you have seen; when it has changed since, the answer is 412 and nothing is done.',
  schema: { type: 'string' },
};

export const ETAG_HEADERS = { ETag: 'Names this state; send it in If-Match to change nothing but it.', 'Last-Modified': 'When it was last changed.' };

/** The parameters of a list that comes page by page. */
export const PAGE: readonly Parameter[] = [
  { name: 'limit', in: 'query', description: 'At most so many.', schema: { type: 'integer', minimum: 1, maximum: 1_000, default: 100 } },
  { name: 'after', in: 'query', description: '`next` of the page before.', schema: { type: 'string', format: 'uuid' } },
];

/** A path parameter. */
export const idOf = (name: string, description: string, schema: Schema = { type: 'string', format: 'uuid' }): Parameter => ({ name, in: 'path', description, schema });

/** A query parameter. */
export const query = (name: string, description: string, schema: Schema, rest: Partial<Parameter> = {}): Parameter => ({ name, in: 'query', description, schema, ...rest });

export const NO_CONTENT: Answer = { description: 'Done; the answer has no body.' };
