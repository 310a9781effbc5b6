// Makes clients/typescript/src/schema.d.ts, the types of the TypeScript client, from the OpenAPI document in the code.
// Run it after every change of apps/gateway/src/openapi: node scripts/client.mjs
import { writeFile } from 'node:fs/promises';
import { inProject } from './lib/project.mjs';
import { prepare } from './prepare.mjs';

await prepare();
const { buildDocument } = await import('../dist/apps/gateway/src/openapi/build-document.js');
const { typesOfDocument } = await import('./lib/types-of-document.mjs');
const path = inProject('clients', 'typescript', 'src', 'schema.d.ts');
await writeFile(path, await typesOfDocument(buildDocument()));
console.log(`Wrote ${path}`);
