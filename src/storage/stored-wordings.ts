/** Texts beside the adverts in which a person may stand: what people wrote, addresses, what was handed in. */
import type { StoredWording } from '../pipeline/protect-person.ts';
import type { Queryable } from './database.ts';
import { recordset, storableJson } from './insert-rows.ts';

interface WordingTable {
  /** A column, or an expression over columns, that is unique. */
  key: string;
  columns: Record<string, 'text' | 'jsonb'>;
}

const tables: Record<string, WordingTable> = {
  posting: { key: 'id::text', columns: { url: 'text' } },
  capture: {
    key: 'id::text',
    columns: {
      requestedUrl: 'text',
      finalUrl: 'text',
      redirects: 'jsonb',
      headers: 'jsonb',
      problem: 'text',
    },
  },
  contact_mention: { key: 'id::text', columns: { text: 'text' } },
  intake_item: {
    key: 'id::text',
    columns: {
      reference: 'text',
      url: 'text',
      title: 'text',
      text: 'text',
      employer: 'text',
      location: 'text',
      reason: 'text',
    },
  },
  import: { key: 'id::text', columns: { name: 'text', basis: 'text', error: 'text' } },
  import_problem: {
    key: `"importId"::text || '/' || number`,
    columns: { position: 'text', reason: 'text' },
  },
  decision: { key: 'id::text', columns: { note: 'text' } },
  person_at_risk: { key: 'id::text', columns: { note: 'text' } },
  posting_image: { key: 'id::text', columns: { url: 'text', fetchedUrl: 'text', problem: 'text' } },
  run: { key: 'id::text', columns: { notices: 'jsonb', problem: 'text' } },
  bundle: { key: 'id::text', columns: { purpose: 'text', recipient: 'text' } },
  dead_letter: { key: 'id::text', columns: { payload: 'jsonb', error: 'text' } },
};

export const wordingTables = Object.keys(tables);

const tableOf = (name: string): WordingTable => {
  const table = tables[name];
  if (!table) throw new Error(`there is no table of wordings '${name}'`);
  return table;
};

const quoted = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

export const readWordings = async (
  client: Queryable,
  { table, after, limit }: { table: string; after: string; limit: number },
): Promise<StoredWording[]> => {
  const { key, columns } = tableOf(table);
  const { rows } = await client.query(
    `select ${key} as key, ${quoted(Object.keys(columns))} from ${table} where ${key} > $1 order by ${key} limit $2`,
    [after, limit],
  );
  return rows.map(({ key: found, ...texts }) => ({ key: found, texts }));
};

export const saveWordings = async (
  client: Queryable,
  table: string,
  rows: readonly StoredWording[],
): Promise<void> => {
  const { key, columns } = tableOf(table);
  const set = Object.keys(columns).map((column) => `"${column}" = given."${column}"`);
  await client.query(
    `update ${table} set ${set.join(', ')} from ${recordset(1, 'given', { key: 'text', ...columns })}
     where ${key.replace(/"?\b(id|importId|number)\b"?/g, `${table}."$1"`)} = given.key`,
    [storableJson(rows.map((row) => ({ ...row.texts, key: row.key })))],
  );
};
