import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { schemaOf, sessionSettings } from './session-settings.js';

type Engine = typeof import('@prisma/schema-engine-wasm');

/** The part of Node's WebAssembly that is used here; its types come only with those of a browser. */
interface WebAssemblyLoader {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Record<string, object>): Promise<{ exports: Record<string, unknown> }>;
}

const ENGINE_MODULE = '@prisma/schema-engine-wasm/schema_engine_bg';
let loading: Promise<Engine> | undefined;

/**
 * Hands `work` Prisma's schema engine on one database. It is the WebAssembly build that npm has, so that nothing is
 * downloaded when a container or a laptop migrates. Throws what the engine throws when it can't connect.
 */
export async function withSchemaEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loading ??= loadEngine();
  const { SchemaEngine } = await loading;
  // The engine takes a lock of its own and never gives it back: it goes with the connections, so these end here.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'migrate',
    max: 2,
    // The pool waits for what it returns; its types don't say so.
    onConnect: ((client: pg.ClientBase) => client.query(sessionSettings(databaseUrl))) as (client: pg.ClientBase) => void,
  });
  pool.on('error', () => undefined); // shows in the query that needs the connection
  const adapterFactory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool, { schema: schemaOf(databaseUrl) }));
  try {
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, adapterFactory);
    return await work(engine);
  } finally {
    await pool.end();
  }
}

/** The package's own entry needs a bundler that imports .wasm files; Node 20 has none, so the two halves are joined here. */
async function loadEngine(): Promise<Engine> {
  const script = createRequire(import.meta.url).resolve(ENGINE_MODULE);
  const [engine, bytes] = await Promise.all([
    import(ENGINE_MODULE) as Promise<Engine & { __wbg_set_wasm(exports: object): void }>,
    readFile(script.replace(/\.js$/, '.wasm')),
  ]);
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyLoader };
  const module = await WebAssembly.compile(bytes);
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  tellPanics();
  return engine;
}

/** Where the engine leaves the text of a panic before it dies with a bare `unreachable`. */
function tellPanics(): void {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => {
        throw new Error(`Prisma's schema engine failed: ${message}`);
      },
    },
  });
}
