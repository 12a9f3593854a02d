/** The rows behind the grouping of leads. */
import type { Queryable } from '../database.ts';
import { insertRows, recordset } from '../insert-rows.ts';
import { type Grouping, type GroupState, linkingTypes, phoneTypes } from './group-leads.ts';
import type { LeadChange } from './write-leads.ts';

/** Groups of other leads with the same text or a shared contact to answer to, by lead. */
export const linkedGroups = async (
  client: Queryable,
  changes: LeadChange[],
): Promise<Map<string, string[]>> => {
  const given = changes.map((change) => ({
    leadId: change.leadId,
    revisionId: change.written.revisionId,
    textHash: change.textHash,
    isDemonstration: change.written.isDemonstration,
  }));
  const columns = { leadId: 'uuid', revisionId: 'uuid', textHash: 'text', isDemonstration: 'boolean' };
  const { rows } = await client.query<{ leadId: string; groupId: string }>(
    `with fresh as materialized (select * from ${recordset(1, 'x', columns)})
     select f."leadId", l."groupId" from fresh f
       join lead l on l."textHash" = f."textHash" and l."isDemonstration" = f."isDemonstration" and l.id <> f."leadId"
     union
     select f."leadId", l."groupId" from fresh f
       join contact_mention m on m."revisionId" = f."revisionId" and m.role = 'offer'
       join contact c on c.id = m."contactId" and c.type = any($2::text[])
       join contact d on d.value = c.value and d.type = any($2::text[])
         and (d.type = c.type or (c.value like '+%' and c.type = any($3::text[]) and d.type = any($3::text[])))
       join contact_mention n on n."contactId" = d.id and n.role = 'offer'
       join revision r on r.id = n."revisionId"
       join lead l on l."postingId" = r."postingId" and l."revisionId" = r.id
         and l."isDemonstration" = f."isDemonstration" and l.id <> f."leadId"`,
    [JSON.stringify(given), linkingTypes, phoneTypes],
  );
  const groups = new Map<string, string[]>();
  for (const row of rows) groups.set(row.leadId, [...(groups.get(row.leadId) ?? []), row.groupId]);
  return groups;
};

/** Locked until the transaction ends, so that nobody decides on a group while it is merged. */
export const lockGroups = async (client: Queryable, ids: string[]): Promise<GroupState[]> => {
  const { rows } = await client.query<GroupState>(
    `select g.id, g.state, g."createdAt",
       (g.state <> 'new' or g."claimedById" is not null
         or exists (select from decision d where d."groupId" = g.id)) as "isTouched"
     from lead_group g where g.id = any($1::uuid[]) order by g.id for update of g`,
    [[...new Set(ids)]],
  );
  return rows;
};

export const saveGroups = async (client: Queryable, grouping: Grouping, at: Date): Promise<void> => {
  const opened = grouping.newGroupIds.filter((id) => !grouping.merged.has(id));
  if (opened.length > 0)
    await insertRows(client, {
      table: 'lead_group',
      columns: { id: 'uuid', state: 'text', createdAt: 'timestamptz', updatedAt: 'timestamptz' },
      rows: opened.map((id) => ({ id, state: 'new', createdAt: at, updatedAt: at })),
    });
  const resolve = (id: string): string => {
    const next = grouping.merged.get(id);
    return next === undefined ? id : resolve(next);
  };
  for (const from of grouping.merged.keys()) {
    await client.query('update lead set "groupId" = $2, "updatedAt" = $3 where "groupId" = $1', [
      from,
      resolve(from),
      at,
    ]);
    await client.query('delete from lead_group where id = $1', [from]);
  }
};

/** Leads whose new revision gives other contacts to answer to than the one before. */
export const changedContacts = async (client: Queryable, changes: LeadChange[]): Promise<Set<string>> => {
  const pairs = changes.flatMap(({ leadId, before, written }) =>
    before ? [{ leadId, was: before.revisionId, is: written.revisionId }] : [],
  );
  const contactsOf = (revision: string): string =>
    `array(select distinct m."contactId" from contact_mention m
       where m."revisionId" = ${revision} and m.role = 'offer' order by 1)`;
  const { rows } = await client.query<{ leadId: string }>(
    `select "leadId" from ${recordset(1, 'given', { leadId: 'uuid', was: 'uuid', is: 'uuid' })}
     where ${contactsOf('given.was')} <> ${contactsOf('given."is"')}`,
    [JSON.stringify(pairs)],
  );
  return new Set(rows.map((row) => row.leadId));
};
