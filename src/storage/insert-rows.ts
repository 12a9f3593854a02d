/** Many rows in one statement: PostgreSQL takes them apart from one JSON parameter. */
import { createHash } from 'node:crypto';
import type { QueryResult } from 'pg';
import type { Queryable } from './database.ts';

/** Column name → PostgreSQL type, in the order of the statement. */
export type ColumnTypes = Record<string, string>;

const nothingStored = /[\u0000]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * PostgreSQL holds neither U+0000 nor half a surrogate pair; each becomes U+FFFD, one UTF-16 unit like itself,
 * so that the offsets of findings stay right.
 */
export const storable = (text: string): string => text.replace(nothingStored, '\ufffd');

/** JSON.stringify writes the same characters as escapes; a doubled backslash is no escape. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g, (found) =>
    found === '\\\\' ? found : '\ufffd',
  );

/** `json_to_recordset($n) as name(columns)`, to stand in a from clause. */
export const recordset = (parameter: number, name: string, columns: ColumnTypes): string => {
  const list = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
  return `json_to_recordset($${parameter}::json) as ${name}(${list.join(', ')})`;
};

const names = new Map<string, string>();
const nameOf = (sql: string): string => {
  const name = names.get(sql) ?? `insert ${createHash('sha1').update(sql).digest('hex')}`;
  names.set(sql, name);
  return name;
};

/** `after` follows the statement: `on conflict … returning …`. */
export const insertRows = async <Row extends object>(
  client: Queryable,
  input: { table: string; columns: ColumnTypes; rows: object[]; after?: string },
): Promise<QueryResult<Row & Record<string, unknown>>> => {
  const columns = Object.keys(input.columns).map((column) => `"${column}"`);
  const sql = `insert into ${input.table} (${columns.join(', ')})
    select ${columns.join(', ')} from ${recordset(1, 'given', input.columns)} ${input.after ?? ''}`;
  // Named, so that each connection plans it once.
  return client.query({ name: nameOf(sql), text: sql, values: [storableJson(input.rows)] });
};
