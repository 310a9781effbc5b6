import type { Permission } from '@app/access';
import type { ErrorCode } from '../http/api-error.js';

export type Schema = Readonly<Record<string, unknown>>;

/** A body as an example. A test sends or compares each of them. */
export interface Example {
  summary: string;
  value: unknown;
  /** The status that this request is answered with, where it is not the operation's first answer. */
  status?: number;
  /** Why no test sends it: it needs what a document can't set up. */
  notRun?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description: string;
  schema: Schema;
  required?: boolean;
  example?: unknown;
  /** Beyond Comapi's contract. */
  isExtension?: boolean;
}

export interface RequestBody {
  schema: Schema;
  /** By name; at least one. */
  examples: Readonly<Record<string, Example>>;
  contentType?: string;
  isOptional?: boolean;
}

export interface Answer {
  description: string;
  schema?: Schema;
  example?: unknown;
  contentType?: string;
  /** What else it may be, by content type. */
  otherContent?: Readonly<Record<string, Schema>>;
  headers?: Readonly<Record<string, string>>;
}

export interface Operation {
  /** Unique in the document: the name of the method in generated clients. */
  id: string;
  summary: string;
  description?: string;
  /** Beyond Comapi's contract. */
  isExtension?: boolean;
  /** What the access token needs; only where the resource is an apiSpace's. */
  permission?: Permission;
  parameters?: readonly Parameter[];
  body?: RequestBody;
  /** By status; the first is what a good request gets. */
  answers: Readonly<Record<number, Answer>>;
  /** Besides those that each call may get. */
  errors?: readonly (ErrorCode | 'validation')[];
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Paths = Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;

/** One resource of the API: a heading on the page, its calls, the schemas that it brings along. */
export interface Resource {
  name: string;
  description: string;
  /**
   * `apiSpace`: the paths stand below `/apispaces/{apiSpaceId}` and below `/cpaas`, and need an access token.
   * `open`: the paths stand as they are, without a token.
   */
  scope: 'apiSpace' | 'open';
  /** Paths with `{names}`; each name is a path parameter of its own in `parameters`. */
  paths: Paths;
  schemas?: Readonly<Record<string, Schema>>;
  /** Schemes in place of the access token's, for calls that are signed otherwise. */
  security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** An object whose named fields are required. */
export function object(properties: Readonly<Record<string, Schema>>, required: readonly string[] = [], rest: Schema = {}): Schema {
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), ...rest };
}

export const string = (description: string, rest: Schema = {}): Schema => ({ type: 'string', description, ...rest });
export const list = (items: Schema, rest: Schema = {}): Schema => ({ type: 'array', items, ...rest });

/** A field beyond Comapi's contract. */
export const extension = (schema: Schema): Schema => ({
  ...schema,
  'x-extension': true,
  description: `Extension of this gateway. ${(schema['description'] as string | undefined) ?? ''}`.trim(),
});
