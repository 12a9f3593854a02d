/** Texts beside the adverts in which a person may stand: what people wrote, addresses, what was handed in. */
import type { StoredWording } from '../pipeline/protect-person.ts';
import type { Queryable } from './database.ts';
import { recordset, storableJson } from './insert-rows.ts';

interface WordingTable {
  /** Of the primary key where it is no id; rows are read in its order. */
  key?: string;
  columns: Record<string, 'text' | 'jsonb'>;
}

const tables: Record<string, WordingTable> = {
  posting: { columns: { url: 'text' } },
  capture: {
    columns: {
      requestedUrl: 'text',
      finalUrl: 'text',
      redirects: 'jsonb',
      headers: 'jsonb',
      problem: 'text',
    },
  },
  // What its list told of an advert; its address stays: it is where the site has it.
  url: { columns: { carry: 'jsonb', lastProblem: 'text' } },
  contact_mention: { columns: { text: 'text' } },
  intake_item: {
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
  import: { columns: { name: 'text', basis: 'text', error: 'text' } },
  import_problem: {
    key: `(import_problem."importId"::text || '/' || import_problem.number)`,
    columns: { position: 'text', reason: 'text' },
  },
  decision: { columns: { note: 'text' } },
  person_at_risk: { columns: { note: 'text' } },
  posting_image: { columns: { url: 'text', fetchedUrl: 'text', problem: 'text' } },
  run: { columns: { notices: 'jsonb', problem: 'text' } },
  bundle: { columns: { purpose: 'text', recipient: 'text' } },
  dead_letter: { columns: { payload: 'jsonb', error: 'text' } },
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
  // By the id itself: as a text it would have no index, and each batch would read the whole table.
  const [order, from] = key === undefined ? ['id', '$1::uuid'] : [key, '$1'];
  const { rows } = await client.query(
    `select ${order}::text as key, ${quoted(Object.keys(columns))} from ${table}
     where ${order} > ${from} order by ${order} limit $2`,
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
  const isIt = key === undefined ? `${table}.id = given.key::uuid` : `${key} = given.key`;
  await client.query(
    `update ${table} set ${set.join(', ')} from ${recordset(1, 'given', { key: 'text', ...columns })} where ${isIt}`,
    [storableJson(rows.map((row) => ({ ...row.texts, key: row.key })))],
  );
};
