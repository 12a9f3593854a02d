/** Imports on PostgreSQL: what was handed in, how far it is, and what it brought. */

import { NotThereError } from '../domain/failure.ts';
import { type ImportProblem, type ImportView, importLimits, importState } from '../domain/import-view.ts';
import type { Protection } from '../domain/protected-identifier.ts';
import type { ImportBatch, ImportStore, PostingKey } from '../pipeline/import-contract.ts';
import { newId } from '../platform/ids.ts';
import { appendAuditRow } from './audit.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';
import { keepPrepared } from './flush/keep-prepared.ts';
import { insertRows, recordset, storableJson } from './insert-rows.ts';
import { protectedAmong, protectIdentifiers, requireProtectionKey } from './protected-identifiers.ts';
import { removeSupplied } from './remove-supplied.ts';

export const createImportStore = (
  { pool }: Pick<Database, 'pool'>,
  { protection }: { protection: Protection },
): ImportStore => ({
  open: (input) =>
    inTransaction(pool, async (client) => {
      await requireProtectionKey(client, protection);
      // Two processes that start with the same file go on with one import.
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [input.fileHash]);
      const options = storableJson(input.options);
      const { rows } = await client.query<{ id: string }>(
        `select id from import where "fileHash" = $1 and importer = $2 and options = $3::jsonb
           and "protectionHash" = $4 and state in ('running', 'failed') order by "createdAt" desc limit 1`,
        [input.fileHash, input.importer, options, input.protectionHash],
      );
      const id = rows[0]?.id ?? input.id ?? newId();
      await protectIdentifiers(client, { hashes: input.protectedHashes, sourceId: id });
      if (rows[0])
        await client.query(
          `update import set state = 'running', error = null, "updatedAt" = now() where id = $1`,
          [id],
        );
      else await insertImport(client, { ...input, id, options });
      await appendAuditRow(client, {
        actor: input.suppliedBy ?? 'command',
        action: rows[0] ? 'import.resumed' : 'import.started',
        subjectType: 'import',
        subjectId: id,
        details: {
          importer: input.importer,
          fileHash: input.fileHash,
          // Its words may name somebody, and the log can never be mended: they stand in the import alone.
          basisHash: protection.hashOf(`basis:${input.basis}`),
          protectedIdentifiers: input.protectedHashes.length,
        },
      });
      return { ...(await requireView(client, id)), isNew: !rows[0] };
    }),

  byId: (id) => readView(pool, id),
  list: (limit) => readViews(pool, '', [limit]),

  problems: async (id) => {
    const { rows } = await pool.query<ImportProblem>(
      'select kind, position, reason from import_problem where "importId" = $1 order by number',
      [id],
    );
    return rows;
  },

  running: async () => {
    const { rows } = await pool.query<{ id: string }>(
      `select id from import where state = 'running' order by id`,
    );
    return rows.map((row) => row.id);
  },

  known: (keys) => knownPostings(pool, keys),
  protectedAmong: (hashes) => protectedAmong(pool, hashes),
  protect: (input) => protectIdentifiers(pool, input),

  unused: async (hashes) => {
    const { rows } = await pool.query<{ hash: string }>(
      'select hash from unnest($1::text[]) as put(hash) where not exists (select from blob b where b.hash = put.hash)',
      [[...new Set(hashes)]],
    );
    return rows.map((row) => row.hash);
  },

  saveBatch: (batch) => inTransaction(pool, (client) => saveBatch(client, batch, protection)),

  finish: (id) =>
    inTransaction(pool, async (client) => {
      await client.query(
        `update import set state = 'done', "finishedAt" = now(), "updatedAt" = now(), "totalItems" = position
         where id = $1 and state = 'running'`,
        [id],
      );
      const view = await requireView(client, id);
      await appendAuditRow(client, {
        actor: view.suppliedBy ?? 'command',
        action: 'import.finished',
        subjectType: 'import',
        subjectId: id,
        details: { ...view.counts },
      });
      return view;
    }),

  fail: async (id, reason) => {
    await pool.query(
      `update import set state = 'failed', error = $2, "updatedAt" = now() where id = $1 and state = 'running'`,
      [id, reason.slice(0, 1000)],
    );
  },

  resume: async (id) => {
    await pool.query(
      `update import set state = 'running', error = null, "updatedAt" = now() where id = $1 and state = 'failed'`,
      [id],
    );
  },

  undo: (id, { actor, reassess }) =>
    inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(
        `update import set state = 'undone', "undoneAt" = now(), "updatedAt" = now() where id = $1 and state <> 'undone'`,
        [id],
      );
      if (rowCount !== 1) throw new NotThereError('this import, or something of it to undo, is not there');
      const { rows } = await client.query<{ captureId: string }>(
        'select distinct "captureId" from import_item where "importId" = $1',
        [id],
      );
      const captureIds = rows.map((row) => row.captureId);
      await client.query('delete from import_item where "importId" = $1', [id]);
      await client.query('delete from import_problem where "importId" = $1', [id]);
      const removed = await removeSupplied(client, { captureIds, reassess });
      await appendAuditRow(client, {
        actor,
        action: 'import.undone',
        subjectType: 'import',
        subjectId: id,
        details: { captures: captureIds.length, postings: removed.postings, decisions: removed.decisions },
      });
      return removed.blobs;
    }),
});

const insertImport = async (
  client: Queryable,
  input: Omit<Parameters<ImportStore['open']>[0], 'options'> & { id: string; options: string },
): Promise<void> => {
  await client.query(
    `insert into import (id, name, "fileHash", importer, options, "isPrivate", basis, "protectionHash", "totalItems", "suppliedBy")
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10)`,
    [
      input.id,
      input.name.slice(0, 300),
      input.fileHash,
      input.importer,
      input.options,
      input.isPrivate,
      input.basis,
      input.protectionHash,
      input.totalItems,
      input.suppliedBy,
    ],
  );
};

const saveBatch = async (
  client: Queryable,
  batch: ImportBatch,
  protection: Protection,
): Promise<ImportView | null> => {
  const { rowCount } = await client.query(
    `update import set position = $3, "updatedAt" = now(), "totalItems" = greatest("totalItems", $3)
     where id = $1 and position = $2 and state = 'running'`,
    [batch.importId, batch.from, batch.to],
  );
  if (rowCount !== 1) return null;
  await requireProtectionKey(client, protection);
  await writeProblems(client, batch);
  const kept = await keepPrepared(client, {
    items: await withoutKnown(client, batch),
    suppliedBy: batch.suppliedBy,
    protection,
  });
  const offered = batch.items.reduce((sum, item) => sum + item.postings.length, 0);
  await insertRows(client, {
    table: 'import_item',
    columns: { id: 'uuid', importId: 'uuid', captureId: 'uuid', postingId: 'uuid', contentHash: 'text' },
    rows: kept.map(({ captureId, postingId, contentHash }) => ({
      id: newId(),
      importId: batch.importId,
      captureId,
      postingId,
      contentHash,
    })),
  });
  await client.query(
    `update import set "newCount" = "newCount" + $2, "changedCount" = "changedCount" + $3, "knownCount" = "knownCount" + $4,
       "protectedCount" = "protectedCount" + $5, "skippedCount" = "skippedCount" + $6, "badCount" = "badCount" + $7,
       "leadCount" = "leadCount" + $8
     where id = $1`,
    [
      batch.importId,
      kept.filter((one) => one.isNew).length,
      kept.filter((one) => !one.isNew).length,
      batch.counts.known + offered - kept.length,
      batch.counts.protected,
      batch.counts.skipped,
      batch.counts.bad,
      kept.filter((one) => one.isNewLead).length,
    ],
  );
  return requireView(client, batch.importId);
};

/** The same again within a batch, or stored since the batch was prepared. */
const withoutKnown = async (client: Queryable, batch: ImportBatch): Promise<ImportBatch['items']> => {
  const keyOf = (posting: ImportBatch['items'][number]['postings'][number]): PostingKey => ({
    site: posting.site,
    itemKey: posting.posting.itemKey,
    contentHash: posting.contentHash,
  });
  const known = await knownPostings(
    client,
    batch.items.flatMap((item) => item.postings.map(keyOf)),
  );
  const seen = new Set<string>();
  let number = 0;
  return batch.items
    .map((item) => ({
      ...item,
      postings: item.postings.filter((posting) => {
        const isKnown = known[number];
        number += 1;
        if (isKnown || seen.has(posting.contentHash)) return false;
        seen.add(posting.contentHash);
        return true;
      }),
    }))
    .filter((item) => item.postings.length > 0);
};

/** Just so at the same place, or the same in what any import brought. An older copy of a page than what is stored is known too. */
const knownPostings = async (client: Queryable, keys: readonly PostingKey[]): Promise<boolean[]> => {
  if (keys.length === 0) return [];
  const { rows } = await client.query<{ isKnown: boolean }>(
    `select (exists (select from posting p join revision r on r."postingId" = p.id
          where p.site = given.site and p."itemKey" = given."itemKey" and r."contentHash" = given."contentHash")
        or exists (select from posting p where p.site = given.site and p."itemKey" = given."itemKey"
          and p."lastSeenAt" > given."seenAt")
        or exists (select from import_item i where i."contentHash" = given."contentHash")) as "isKnown"
     from ${recordset(1, 'given', { number: 'int', site: 'text', itemKey: 'text', contentHash: 'text', seenAt: 'timestamptz' })}
     order by given.number`,
    [storableJson(keys.map((key, number) => ({ ...key, number })))],
  );
  return rows.map((row) => row.isKnown);
};

const writeProblems = async (client: Queryable, batch: ImportBatch): Promise<void> => {
  if (batch.problems.length === 0) return;
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from import_problem where "importId" = $1',
    [batch.importId],
  );
  const first = rows[0]?.count ?? 0;
  await insertRows(client, {
    table: 'import_problem',
    columns: { importId: 'uuid', number: 'int', kind: 'text', position: 'text', reason: 'text' },
    rows: batch.problems
      .slice(0, Math.max(0, importLimits.problems - first))
      .map((problem, index) => ({ ...problem, importId: batch.importId, number: first + index })),
  });
};

interface ImportRow {
  [column: string]: unknown;
  id: string;
}

const readViews = async (client: Queryable, where: string, values: unknown[]): Promise<ImportView[]> => {
  const { rows } = await client.query<ImportRow>(
    `select i.*, u.name as "userName" from import i left join app_user u on u.id = i."suppliedBy"
     ${where} order by i."createdAt" desc limit $1`,
    values,
  );
  return rows.map(toView);
};

const readView = async (client: Queryable, id: string): Promise<ImportView | null> =>
  (await readViews(client, 'where i.id = $2', [1, id]))[0] ?? null;

const requireView = async (client: Queryable, id: string): Promise<ImportView> => {
  const view = await readView(client, id);
  if (!view) throw new NotThereError('this import is not there');
  return view;
};

const timeOf = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);

const toView = (row: ImportRow): ImportView => ({
  id: row.id,
  name: String(row.name),
  importer: String(row.importer),
  isPrivate: row.isPrivate === true,
  basis: String(row.basis),
  state: importState.parse(row.state),
  position: Number(row.position),
  totalItems: row.totalItems === null ? null : Number(row.totalItems),
  counts: {
    new: Number(row.newCount),
    known: Number(row.knownCount),
    changed: Number(row.changedCount),
    protected: Number(row.protectedCount),
    skipped: Number(row.skippedCount),
    bad: Number(row.badCount),
    leads: Number(row.leadCount),
  },
  error: row.error === null ? null : String(row.error),
  suppliedBy: row.userName === null || row.userName === undefined ? null : String(row.userName),
  createdAt: timeOf(row.createdAt) ?? '',
  finishedAt: timeOf(row.finishedAt),
  undoneAt: timeOf(row.undoneAt),
});
