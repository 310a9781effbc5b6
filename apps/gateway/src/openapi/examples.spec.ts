import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { buildDocument } from './build-document.js';

interface Content {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown; 'x-status': number }>;
}
interface Operation {
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { content?: Record<string, Content> }>;
}

const document = buildDocument();
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

function problems(schema: object, value: unknown): unknown[] {
  const check = ajv.compile({ ...schema, components: document.components });
  return check(value) ? [] : check.errors!;
}

/** The alias below /cpaas has the same bodies. */
const operations = Object.entries(document.paths)
  .filter(([path]) => !path.startsWith('/cpaas/'))
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation: operation as Operation })));

const requests = operations.flatMap(({ name, operation }) =>
  Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema, examples }) =>
    Object.entries(examples ?? {}).flatMap(([example, { value, 'x-status': status }]) => (status < 300 ? [{ name: `${name}, ${example}`, schema, value }] : [])),
  ),
);
const answers = operations.flatMap(({ name, operation }) =>
  Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.values(content ?? {}).flatMap(({ schema, example }) => (example === undefined ? [] : [{ name: `${name}, ${status}`, schema, value: example }])),
  ),
);

describe('an example in the document fits its schema', () => {
  it.each(requests)('request: $name', ({ schema, value }) => expect(problems(schema, value)).toEqual([]));
  it.each(answers)('answer: $name', ({ schema, value }) => expect(problems(schema, value)).toEqual([]));
});
