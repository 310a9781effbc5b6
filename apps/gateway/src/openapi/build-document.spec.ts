import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { buildDocument } from './build-document.js';

const document = buildDocument('https://gateway.example.com');
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation: operation as Record<string, unknown> })));

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document) as object as Record<string, unknown>);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
  });

  it('has no reference that leads nowhere', () => {
    const missing = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].filter(([, path]) => !path!.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document));
    expect(missing.map(([text]) => text)).toEqual([]);
  });

  it('has a name of its own for each operation', () => {
    const ids = operations.map(({ operation }) => operation['operationId']);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(operations)('$name: its path parameters are those of its path', ({ path, operation }) => {
    const named = ((operation['parameters'] ?? []) as { name: string; in: string }[]).filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    expect(named.toSorted()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted());
  });

  it.each(operations)('$name: has an example for what is sent', ({ operation }) => {
    const body = operation['requestBody'] as { content: Record<string, { examples: object }> } | undefined;
    for (const { examples } of Object.values(body?.content ?? {})) expect(Object.keys(examples)).not.toHaveLength(0);
  });

  it.each(operations.filter(({ operation }) => operation['x-extension']))('$name: says in words that it is an extension', ({ operation }) => {
    expect(operation['description']).toContain('Extension of this gateway');
  });

  it('names the public address as its server', () => {
    expect(document.servers).toEqual([{ url: 'https://gateway.example.com' }]);
  });
});
