/** The rows behind the grouping of leads. */

import type { Contact, ContactType } from '../../domain/contact.ts';
import type { Queryable } from '../database.ts';
import { insertRows, recordset, storable } from '../insert-rows.ts';
import { type Grouping, type GroupState, linkingTypes, linkKey, linkKeys } from './group-leads.ts';
import type { LeadChange } from './write-leads.ts';

/** Groups of other leads with the same text or a shared contact to answer to, by lead. */
export const linkedGroups = async (
  client: Queryable,
  changes: LeadChange[],
): Promise<Map<string, string[]>> => {
  const contacts = changes.flatMap(linkingContacts);
  const links = [
    ...(await leadsByText(client, [...new Set(changes.map((change) => change.textHash))])),
    ...(await leadsByContact(client, [...new Set(contacts.map((contact) => storable(contact.value)))])),
  ];
  const byKey = new Map<string, Link[]>();
  for (const link of links) byKey.set(link.key, [...(byKey.get(link.key) ?? []), link]);
  return new Map(
    changes.map((change) => {
      const found = [`text:${change.textHash}`, ...linkKeys(linkingContacts(change))]
        .flatMap((key) => byKey.get(key) ?? [])
        .filter(
          (link) => link.leadId !== change.leadId && link.isDemonstration === change.written.isDemonstration,
        );
      return [change.leadId, [...new Set(found.map((link) => link.groupId))]];
    }),
  );
};

/** What the classifier found in the text, and what the target type read from the page's links. */
export const linkingContacts = ({ written: { assessed } }: LeadChange): Contact[] => [
  ...assessed.assessment.contacts,
  ...assessed.posting.contacts,
];

interface Link {
  key: string;
  leadId: string;
  groupId: string;
  isDemonstration: boolean;
}

const leadsByText = async (client: Queryable, hashes: string[]): Promise<Link[]> => {
  const { rows } = await client.query<Link>(
    `select 'text:' || "textHash" as key, id as "leadId", "groupId", "isDemonstration"
     from lead where "textHash" = any($1::text[])`,
    [hashes],
  );
  return rows;
};

const leadsByContact = async (client: Queryable, values: string[]): Promise<Link[]> => {
  if (values.length === 0) return [];
  const { rows } = await client.query<Omit<Link, 'key'> & { type: ContactType; value: string }>(
    `select distinct c.type, c.value, l.id as "leadId", l."groupId", l."isDemonstration"
     from contact c
       join contact_mention m on m."contactId" = c.id and m.role = 'offer'
       join revision r on r.id = m."revisionId"
       join lead l on l."postingId" = r."postingId" and l."revisionId" = r.id
     where c.type = any($1::text[]) and c.value = any($2::text[])`,
    [linkingTypes, values],
  );
  return rows.map((row) => ({ ...row, key: linkKey(row) }));
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
