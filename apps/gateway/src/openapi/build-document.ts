import type { Answer, Method, Operation, Parameter, Resource } from './resource.js';
import { RESOURCES } from './resources.js';
import { API_SPACE_ID, SHARED_RESPONSES, SHARED_SCHEMAS, type SharedAnswer, STATUS_OF_SHARED } from './shared.js';
import { EVENT_SCHEMAS, eventWebhooks } from './events.js';

export interface OpenApiDocument {
  openapi: string;
  info: object;
  servers: { url: string; description?: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, unknown>>;
  webhooks: Record<string, unknown>;
  components: { schemas: Record<string, unknown> } & Record<string, unknown>;
}

const ALIAS_TAG = 'cpaas';
const EXTENSION = 'Extension of this gateway: not part of Comapi’s API.';

const DESCRIPTION = `One API in front of every messaging channel: name a person and an order of channels, and learn what became of the message.

It speaks Comapi’s Enterprise Communications API. A client of that API needs another base URL and another token; what else differs is listed in docs/coming-from-comapi.md.
What goes beyond it is marked \`x-extension: true\` and says so in words.

Each call needs an access token, \`Authorization: Bearer <token>\`, and the token needs the call’s permission.
Wrong requests get a 400 that names every wrong field; other errors are \`{message, code}\`. Fields of a send request that are not known are ignored, with a warning in \`statusDetails.warnings\`.`;

/** The OpenAPI 3.1 document of the whole API. `publicUrl` is where callers reach the gateway. */
export function buildDocument(publicUrl?: string, resources: readonly Resource[] = RESOURCES): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'Omnichannel gateway', version: '1.0.0', description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl ?? '/' }],
    tags: [
      ...resources.map(({ name, description }) => ({ name, description })),
      { name: ALIAS_TAG, description: 'The same calls as below `/apispaces/{apiSpaceId}`; the apiSpace is the token’s own, and Basic with the token as password is taken too.' },
    ],
    paths: Object.assign({}, ...resources.map(pathsOf)) as OpenApiDocument['paths'],
    webhooks: eventWebhooks(),
    components: {
      schemas: Object.assign({}, SHARED_SCHEMAS, EVENT_SCHEMAS, ...resources.map(({ schemas }) => schemas ?? {})) as Record<string, unknown>,
      responses: SHARED_RESPONSES,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token of the apiSpace.' },
        basic: { type: 'http', scheme: 'basic', description: 'Below `/cpaas`: any user name, with the access token as password.' },
      },
    },
  };
}

function pathsOf(resource: Resource): OpenApiDocument['paths'] {
  const paths: OpenApiDocument['paths'] = {};
  for (const [path, operations] of Object.entries(resource.paths)) {
    for (const [method, operation] of Object.entries(operations) as [Method, Operation][]) {
      const put = (url: string, built: object): void => {
        (paths[url] ??= {})[method] = built;
      };
      if (resource.scope === 'open') put(path, operationOf(operation, resource, { security: resource.security ?? [] }));
      else {
        put(`/apispaces/{apiSpaceId}${path}`, operationOf(operation, resource, { security: [{ bearer: [] }], parameters: [API_SPACE_ID] }));
        put(`/cpaas${path}`, operationOf(operation, resource, { security: [{ bearer: [] }, { basic: [] }], alias: true }));
      }
    }
  }
  return paths;
}

interface Mounting {
  security: readonly object[];
  parameters?: readonly Parameter[];
  alias?: boolean;
}

function operationOf(operation: Operation, resource: Resource, mounting: Mounting): object {
  const { id, body, permission, isExtension } = operation;
  const parameters = [...(mounting.parameters ?? []), ...(operation.parameters ?? [])].map(parameterOf);
  const description = [
    isExtension ? EXTENSION : '',
    operation.description ?? '',
    permission ? `Needs the permission \`${permission}\`.` : '',
  ].filter(Boolean).join('\n\n');
  return {
    tags: [mounting.alias ? ALIAS_TAG : resource.name],
    operationId: mounting.alias ? `cpaas_${id}` : id,
    summary: operation.summary,
    ...(description ? { description } : {}),
    ...(isExtension ? { 'x-extension': true } : {}),
    ...(permission ? { 'x-permission': permission } : {}),
    ...(goodStatusOf(operation) >= 300 ? { 'x-status': goodStatusOf(operation) } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: !body.isOptional, content: { [body.contentType ?? 'application/json']: { schema: body.schema, examples: examplesOf(operation) } } } } : {}),
    responses: responsesOf(operation, resource),
    security: mounting.security,
  };
}

function parameterOf({ isExtension, description, ...parameter }: Parameter): object {
  return {
    ...parameter,
    description: isExtension ? `${EXTENSION} ${description}` : description,
    ...(parameter.in === 'path' ? { required: true } : {}),
    ...(isExtension ? { 'x-extension': true } : {}),
  };
}

/** `x-status` says what the request is answered with; a test holds it to it, unless `x-not-run` says why not. */
function examplesOf(operation: Operation): object {
  const { body } = operation;
  const good = goodStatusOf(operation);
  return Object.fromEntries(Object.entries(body!.examples).map(([name, { summary, value, status = good, notRun }]) => [name, { summary, value, 'x-status': status, ...(notRun ? { 'x-not-run': notRun } : {}) }]));
}

/** What a call that is as it should be is answered with. */
function goodStatusOf({ answers }: Operation): number {
  return Number(Object.keys(answers)[0]);
}

function responsesOf({ answers, errors = [], body }: Operation, { scope }: Resource): object {
  const shared: SharedAnswer[] = [...new Set<SharedAnswer>([
    ...errors,
    ...(body && scope === 'apiSpace' ? (['validation', 'unsupportedMediaType'] as const) : []),
    ...(scope === 'apiSpace' ? (['unauthorized', 'forbidden', 'tooManyRequests', 'unavailable'] as const) : []),
  ])];
  return Object.fromEntries([
    ...Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)]),
    ...shared.map((name) => [String(STATUS_OF_SHARED[name]), { $ref: `#/components/responses/${name}` }]),
  ]);
}

function responseOf({ description, schema, example, contentType = 'application/json', otherContent = {}, headers }: Answer): object {
  return {
    description,
    ...(headers ? { headers: Object.fromEntries(Object.entries(headers).map(([name, meaning]) => [name, { description: meaning, schema: { type: 'string' } }])) } : {}),
    ...(schema ? { content: { [contentType]: { schema, ...(example === undefined ? {} : { example }) }, ...Object.fromEntries(Object.entries(otherContent).map(([type, other]) => [type, { schema: other }])) } } : {}),
  };
}
