import { createHmac, randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { buildDocument } from '../../apps/gateway/src/openapi/build-document.js';
import { type Prepared, PREPARATIONS } from './openapi-preparations.js';
import { APP_SECRET, SMS_TOKEN, type System } from './system.js';

interface Media {
  schema: object;
  examples?: Record<string, { value: unknown; 'x-status': number; 'x-not-run'?: string }>;
}
interface Response {
  $ref?: string;
  content?: Record<string, Media>;
}
export interface DocumentedOperation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Response>;
  security: object[];
  /** Where it is not the lowest of the responses. */
  'x-status'?: number;
}

/** One call that the document shows: an operation with one of its examples. */
export interface DocumentedCall {
  name: string;
  method: string;
  path: string;
  operation: DocumentedOperation;
  contentType?: string;
  body?: unknown;
  status: number;
  /** Why it can't be made as the document shows it. */
  notRun?: string;
}

export interface RawAnswer {
  status: number;
  contentType: string;
  body: unknown;
}

const document = buildDocument();

/** Every operation of the document with each of its examples; operations without a body once. */
export const DOCUMENTED_CALLS: readonly DocumentedCall[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, value]) => callsOf(path, method.toUpperCase(), value as DocumentedOperation)),
);

function callsOf(path: string, method: string, operation: DocumentedOperation): DocumentedCall[] {
  const good = operation['x-status'] ?? Number(Object.keys(operation.responses)[0]);
  const [media] = Object.entries(operation.requestBody?.content ?? {});
  if (!media) return [{ name: `${method} ${path}`, method, path, operation, status: good }];
  const [contentType, { examples = {} }] = media;
  return Object.entries(examples).map(([name, { value, 'x-status': status, 'x-not-run': notRun }]) => ({ name: `${method} ${path}, ${name}`, method, path, operation, contentType, body: value, status, ...reason(notRun) }));
}

function reason(notRun: string | undefined): Pick<DocumentedCall, 'notRun'> {
  return notRun === undefined ? {} : { notRun };
}

export const needsToken = ({ operation }: DocumentedCall): boolean => operation.security.length > 0;
export const namesThing = ({ path }: DocumentedCall): boolean => /\{(?!apiSpaceId\})/.test(path);

/**
 * Makes the call. What its path names is made first: as PREPARATIONS says, else by the document's own call for that.
 * `token` in place of the system's.
 */
export async function makeCall(system: System, call: DocumentedCall, token: string | undefined = system.token): Promise<RawAnswer> {
  const prepared = call.status < 400 ? await PREPARATIONS[call.operation.operationId.replace('cpaas_', '')]?.(system) : undefined;
  const path = await fillPath(system, call.path, call.operation, prepared);
  const query = new URLSearchParams((call.operation.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required).map(({ name, example }): [string, string] => [name, String(example)]));
  const url = `${system.gatewayUrl}${path}${query.size > 0 ? `?${query.toString()}` : ''}`;
  const body = call.body === undefined ? undefined : call.contentType?.includes('json') ? JSON.stringify(freshBody(call)) : new URLSearchParams(call.body as Record<string, string>).toString();
  const response = await fetch(url, {
    method: call.method,
    redirect: 'manual',
    headers: {
      ...(needsToken(call) && token ? { authorization: `Bearer ${token}` } : {}),
      ...(call.contentType ? { 'content-type': call.contentType } : {}),
      ...(needsToken(call) ? {} : signatures(url, call, body ?? '')),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, body: text !== '' && contentType.includes('json') ? JSON.parse(text) : text };
}

/** A thing that names its own id is made under another one each time: the id of the example is taken after the first. */
function freshBody({ method, body, status }: DocumentedCall): unknown {
  const namesId = method === 'POST' && status < 300 && typeof body === 'object' && body !== null && 'id' in body;
  return namesId ? { ...body, id: `made-${randomUUID()}` } : body;
}

/** Where the collection of a thing is not what stands before it in the path. */
const COLLECTIONS: Readonly<Record<string, string>> = { linkedId: '/profiles' };

/** `{thingId}` becomes its example, or the id of a thing that the POST (or PUT) of the collection before it made, with its first example. */
async function fillPath(system: System, path: string, operation: DocumentedOperation, prepared: Prepared = {}): Promise<string> {
  const [collection, name] = /^(.*?)\/\{((?!apiSpaceId)\w+)\}/.exec(path)?.slice(1) ?? [];
  if (!name) return path.replace('{apiSpaceId}', system.apiSpaceId);
  const example = operation.parameters?.find((parameter) => parameter.name === name)?.example as string | undefined;
  const id = prepared[name] ?? example ?? (await makeThing(system, COLLECTIONS[name] ? `/cpaas${COLLECTIONS[name]}` : collection!, name));
  return fillPath(system, path.replace(`{${name}}`, encodeURIComponent(id)), operation, prepared);
}

async function makeThing(system: System, collection: string, name: string): Promise<string> {
  const maker = DOCUMENTED_CALLS.find((call) => ['POST', 'PUT'].includes(call.method) && call.path === collection && call.status < 300);
  if (!maker) throw new Error(`No call of the document makes a {${name}}: there is no POST ${collection} with an example.`);
  const { body, status } = await makeCall(system, maker);
  const made = body as Record<string, string>;
  const id = made[name] ?? made['id'];
  if (!id) throw new Error(`POST ${collection} answered ${status} without ${name} or id: ${JSON.stringify(body)}`);
  return id;
}

/** As Meta and the sms provider sign their calls. */
function signatures(url: string, call: DocumentedCall, body: string): Record<string, string> {
  if (!call.contentType) return {};
  if (call.contentType.includes('json')) return { 'x-hub-signature-256': `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}` };
  const fields = Object.entries(call.body as Record<string, string>).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { 'x-twilio-signature': createHmac('sha1', SMS_TOKEN).update(url + fields.flat().join('')).digest('base64') };
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

/** What in the answer is not as the document says; nothing when all is. */
export function deviations(call: DocumentedCall, answer: RawAnswer): unknown[] {
  const documented = call.operation.responses[answer.status];
  if (!documented) return [`the status ${answer.status} is not in the document: ${JSON.stringify(answer.body)}`];
  const { content } = documented.$ref ? resolve(documented.$ref) : documented;
  const media = Object.entries(content ?? {}).toSorted(([one], [other]) => Number(answer.contentType.startsWith(other)) - Number(answer.contentType.startsWith(one)))[0];
  if (!media) return answer.body === '' ? [] : [`a body, where the document has none: ${JSON.stringify(answer.body)}`];
  const [contentType, { schema }] = media;
  return [...(answer.contentType.startsWith(contentType) ? [] : [`the content type ${answer.contentType}`]), ...schemaProblems(schema, answer.body)];
}

/** What in a value is not as a schema of the document says. */
export function schemaProblems(schema: object, value: unknown): unknown[] {
  const check = ajv.compile({ ...schema, components: document.components });
  return check(value) ? [] : check.errors!;
}

/** The schema of what the gateway posts for an event. */
export function schemaOfEvent(name: string): object {
  const { post } = document.webhooks[name] as { post: DocumentedOperation };
  return post.requestBody!.content['application/json']!.schema;
}

function resolve(ref: string): Response {
  return ref.slice(2).split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as Response;
}
