// TypeScript types of an OpenAPI document, as they stand in clients/typescript/src/schema.d.ts.
import openapiTS, { astToString } from 'openapi-typescript';

const HEAD = '// Made by `node scripts/client.mjs` from the OpenAPI document; not written by hand.\n\n';

/** `document` is an object as buildDocument makes it. */
export async function typesOfDocument(document) {
  return HEAD + astToString(await openapiTS(JSON.stringify(document), { defaultNonNullable: false }));
}
