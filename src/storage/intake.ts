/** What partners handed in, and their keys, on PostgreSQL. Every step of a person is audited. */
import { NotThereError } from '../domain/failure.ts';
import { type IntakeView, intakeState, type PartnerView, visitName } from '../domain/intake.ts';
import type { Protection } from '../domain/protected-identifier.ts';
import type { IntakeItem, IntakeStore } from '../pipeline/intake.ts';
import { newId } from '../platform/ids.ts';
import { appendAuditRow } from './audit.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';
import { keepPrepared } from './flush/keep-prepared.ts';
import { writeBlobs } from './flush/write-captures.ts';
import { storable } from './insert-rows.ts';
import { protectedAmong, protectIdentifiers, requireProtectionKey } from './protected-identifiers.ts';
import { removeSupplied } from './remove-supplied.ts';

const shown = 200;

export const createIntakeStore = (
  { pool }: Pick<Database, 'pool'>,
  { protection }: { protection: Protection },
): IntakeStore => ({
  addPartner: ({ name, tokenHash, actor }) =>
    inTransaction(pool, async (client) => {
      const id = newId();
      await client.query('insert into intake_partner (id, name, "tokenHash") values ($1, $2, $3)', [
        id,
        name,
        tokenHash,
      ]);
      await appendAuditRow(client, { actor, action: 'partner.added', subjectType: 'partner', subjectId: id });
      return id;
    }),

  revokePartner: ({ id, actor }) =>
    inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(
        'update intake_partner set "revokedAt" = now() where id = $1 and "revokedAt" is null',
        [id],
      );
      if (rowCount !== 1)
        throw new NotThereError('this partner, or a key of it that still works, is not there');
      await appendAuditRow(client, {
        actor,
        action: 'partner.revoked',
        subjectType: 'partner',
        subjectId: id,
      });
    }),

  partners: async () => {
    const { rows } = await pool.query(
      'select id, name, "createdAt", "lastUsedAt", "revokedAt" from intake_partner order by "createdAt" desc',
    );
    return rows.map(
      (row): PartnerView => ({
        id: row.id,
        name: row.name,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        revokedAt: row.revokedAt?.toISOString() ?? null,
      }),
    );
  },

  partnerOf: async (tokenHash) => {
    const { rows } = await pool.query<{ id: string }>(
      'update intake_partner set "lastUsedAt" = now() where "tokenHash" = $1 and "revokedAt" is null returning id',
      [tokenHash],
    );
    return rows[0]?.id ?? null;
  },

  protectedAmong: (hashes) => protectedAmong(pool, hashes),

  add: (item) =>
    inTransaction(pool, async (client) => {
      await requireProtectionKey(client, protection);
      await writeBlobs(client, item.images);
      const id = newId();
      await protectIdentifiers(client, { hashes: item.protectedHashes, sourceId: id });
      const { rows } = await client.query<{ id: string }>(
        `insert into intake_item (id, "partnerId", reference, url, title, text, employer, location, "postedIn", images)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)
         on conflict ("partnerId", reference) do update set reference = excluded.reference returning id`,
        [
          id,
          item.partnerId,
          item.reference,
          item.url,
          storable(item.title),
          storable(item.text),
          item.employer,
          item.location,
          item.postedIn,
          JSON.stringify(item.images),
        ],
      );
      return rows[0]?.id ?? id;
    }),

  list: async (state) => {
    const { rows } = await pool.query(
      `select n.*, p.name as partner, v.id as "visitId", coalesce(n."leadId", v."leadId") as "shownLeadId"
       from intake_item n join intake_partner p on p.id = n."partnerId" left join lateral (${visitSql}) v on true
       where n.state = $1 order by n."createdAt" desc limit $2`,
      [state, shown],
    );
    return rows.map(
      (row): IntakeView => ({
        id: row.id,
        partner: row.partner,
        reference: row.reference,
        state: intakeState.parse(row.state),
        url: row.url,
        title: row.title,
        text: row.text,
        employer: row.employer,
        location: row.location,
        images: row.images.length,
        reason: row.reason,
        leadId: row.shownLeadId,
        targetId: row.visitId,
        createdAt: row.createdAt.toISOString(),
      }),
    );
  },

  byId: async (id) =>
    (await pool.query<IntakeItem>('select * from intake_item where id = $1', [id])).rows[0] ?? null,

  visitOf: async (id) => {
    const { rows } = await pool.query<{ id: string }>(
      `select v.id from intake_item n, lateral (${visitSql}) v where n.id = $1`,
      [id],
    );
    return rows[0]?.id ?? null;
  },

  imageHash: ({ id, number, readerId }) =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ hash: string }>(
        `select b.hash from intake_item n join blob b on b.hash = n.images -> $2::int ->> 'hash'
         where n.id = $1 and b."quarantinedAt" is null and b."destroyedAt" is null`,
        [id, number],
      );
      if (!rows[0]) return null;
      await audit(client, { id, actor: readerId, action: 'intake.image.read' });
      return rows[0].hash;
    }),

  accept: ({ id, actor, items }) =>
    inTransaction(pool, async (client) => {
      await takeNew(client, id, 'accepted', { actor, reason: '' });
      const kept = await keepPrepared(client, { items, suppliedBy: actor, protection });
      const leadId = kept.find((one) => one.leadId !== null)?.leadId ?? null;
      await client.query('update intake_item set "captureIds" = $2, "leadId" = $3 where id = $1', [
        id,
        items.map((item) => item.capture.id),
        leadId,
      ]);
      await audit(client, { id, actor, action: 'intake.accepted' });
      return { leadId };
    }),

  reject: ({ id, actor, reason }) =>
    inTransaction(pool, async (client) => {
      await takeNew(client, id, 'rejected', { actor, reason });
      await audit(client, { id, actor, action: 'intake.rejected' });
    }),

  undo: ({ id, actor, reassess }) =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ captureIds: string[] }>(
        `select "captureIds" from intake_item where id = $1 and state <> 'new' for update`,
        [id],
      );
      if (!rows[0]) throw new NotThereError('a decision on this is not there');
      const { rows: visited } = await client.query<{ id: string }>(
        `select c.id from capture c join run r on r.id = c."runId" join target t on t.id = r."targetId" where t.name = $1`,
        [visitName(id)],
      );
      const captureIds = [...rows[0].captureIds, ...visited.map((capture) => capture.id)];
      const { blobs } = await removeSupplied(client, { captureIds, reassess });
      await client.query(
        `update intake_item set state = 'new', reason = '', "captureIds" = '{}', "leadId" = null,
           "decidedById" = null, "decidedAt" = null where id = $1`,
        [id],
      );
      await audit(client, { id, actor, action: 'intake.undone' });
      return blobs;
    }),
});

/** Of `n`: the target that its address became, and a lead that it brought. */
const visitSql = `
  select t.id, (select l.id from sighting s join lead l on l."postingId" = s."postingId"
    where s."targetId" = t.id order by l."tierRank" desc, l.id limit 1) as "leadId"
  from target t where n.url is not null and n.state = 'accepted' and t."removedAt" is null
    and t.name = '${visitName('')}' || n.id order by t."createdAt" desc limit 1`;

const takeNew = async (
  client: Queryable,
  id: string,
  state: 'accepted' | 'rejected',
  { actor, reason }: { actor: string; reason: string },
): Promise<void> => {
  const { rowCount } = await client.query(
    `update intake_item set state = $2, reason = $3, "decidedById" = $4, "decidedAt" = now() where id = $1 and state = 'new'`,
    [id, state, reason, actor],
  );
  if (rowCount !== 1) throw new NotThereError('this was decided by somebody else meanwhile, or it');
};

const audit = (client: Queryable, entry: { id: string; actor: string; action: string }): Promise<void> =>
  appendAuditRow(client, {
    actor: entry.actor,
    action: entry.action,
    subjectType: 'intake',
    subjectId: entry.id,
  });
