import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildDocument } from './build-document.js';

it("the TypeScript client's types are those of the document; `node scripts/client.mjs` makes them", async () => {
  const kept = await readFile('clients/typescript/src/schema.d.ts', 'utf8');
  const made = astToString(await openapiTS(JSON.stringify(buildDocument()), { defaultNonNullable: false }));
  expect(kept.slice(kept.indexOf('export interface')).trimEnd()).toBe(made.slice(made.indexOf('export interface')).trimEnd());
}, 30_000);
