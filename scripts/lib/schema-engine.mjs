// Prisma's schema engine for making migrations. The gateway has its own, smaller one in libs/infra: a migration has to be
// made before the project builds, so this one can't lean on dist.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

/** `shadowDatabaseUrl`: an empty database that the engine may fill and leave behind. */
export async function openSchemaEngine(databaseUrl, shadowDatabaseUrl) {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = await WebAssembly.compile(await readFile(script.replace(/\.js$/, '.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPgWithShadow(databaseUrl, shadowDatabaseUrl));
  return engine.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
}

class PrismaPgWithShadow extends PrismaPg {
  #urls;

  constructor(databaseUrl, shadowDatabaseUrl) {
    super({ connectionString: databaseUrl });
    this.#urls = { databaseUrl, shadowDatabaseUrl };
  }

  connect() {
    return connectToCatalog(this.#urls.databaseUrl);
  }

  /** Not the adapter's own one: that drops its database while its connections are still open, which Postgres refuses. */
  connectToShadowDb() {
    return connectToCatalog(this.#urls.shadowDatabaseUrl);
  }
}

const INTERNAL_CHAR = 18;
const INTERNAL_CHAR_ARRAY = 1002;

/**
 * Postgres's catalog has columns of its one-byte type "char", which the adapter knows only as an array: so they are
 * passed through it as arrays and named by their right type again behind it.
 */
async function connectToCatalog(connectionString) {
  const adapter = await new PrismaPg(new CatalogPool({ connectionString }), { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  return adapter;
}

class CatalogPool extends pg.Pool {
  async query(...query) {
    const result = await super.query(...query);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = INTERNAL_CHAR_ARRAY;
    }
    return result;
  }
}
