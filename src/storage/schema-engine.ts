/** Prisma's own migration engine as WebAssembly over the pg adapter: no program to download. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaContainer } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export type { MigrationList, SchemaContainer } from '@prisma/schema-engine-wasm';

/** Node's global, which TypeScript declares only together with a browser's. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

let loading: Promise<void> | undefined;

const loadEngine = async (): Promise<void> => {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const code = await readFile(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': bindings });
  const glue = bindings as unknown as { __wbg_set_wasm(exports: unknown): void };
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
};

const charOid = 18;
const charArrayOid = 1002;

/**
 * The engine reads "char" columns of the catalogue, a type that the adapter (7.10) refuses. The pool calls them
 * arrays of "char", which no catalogue query has and the adapter lets through; the factory calls them "char" again.
 */
class CataloguePool extends pg.Pool {
  // The overloads of `query` can't be spelled; the adapter uses only the one that resolves to a result.
  override query = (async (...args: unknown[]) => {
    const query = pg.Pool.prototype.query as (...all: unknown[]) => Promise<pg.QueryResult>;
    const result = await query.apply(this, args);
    for (const field of result.fields) if (field.dataTypeID === charOid) field.dataTypeID = charArrayOid;
    return result;
  }) as unknown as pg.Pool['query'];
}

const catalogueAdapters = (pool: CataloguePool): SqlMigrationAwareDriverAdapterFactory => {
  const factory: SqlMigrationAwareDriverAdapterFactory = new PrismaPg(pool);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (query) => {
        const result = await queryRaw(query);
        const columnTypes = result.columnTypes.map((type) =>
          type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      };
      return adapter;
    },
  };
};

export interface OpenEngine {
  engine: bindings.SchemaEngine;
  close(): Promise<void>;
}

/** Opens connections of its own to `connectionString`. */
export const openSchemaEngine = async (
  connectionString: string,
  schema: SchemaContainer,
): Promise<OpenEngine> => {
  await (loading ??= loadEngine());
  const pool = new CataloguePool({ connectionString, max: 2, options: '-c timezone=UTC' });
  const ignoreDebugLine = (): void => undefined;
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels: [[schema.path, schema.content]] },
      ignoreDebugLine,
      bindMigrationAwareSqlAdapterFactory(catalogueAdapters(pool)),
    );
    const close = async (): Promise<void> => {
      engine.free();
      await pool.end();
    };
    return { engine, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
};
