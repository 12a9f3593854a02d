/** Contact details once each, and where each revision mentions them. */
import type { Contact } from '../../domain/contact.ts';
import type { Protection } from '../../domain/protected-identifier.ts';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import { insertRows, recordset, storable } from '../insert-rows.ts';
import { protectedContacts } from '../protected-identifiers.ts';

/** Those of protected people are left out, for ever. */
export const writeContacts = async (
  client: Queryable,
  given: { revisionId: string; contacts: Contact[] }[],
  protection?: Protection,
): Promise<void> => {
  const isProtected = await protectedContacts(
    client,
    given.flatMap(({ contacts }) => contacts),
    protection,
  );
  const mentions = given.flatMap(({ revisionId, contacts }) =>
    contacts
      .filter((contact) => !isProtected(contact))
      .map((contact) => ({
        ...contact,
        id: newId(),
        revisionId,
        value: storable(contact.value),
        text: storable(contact.text),
      })),
  );
  if (mentions.length === 0) return;
  const distinct = new Map(
    mentions.map(({ type, value }) => [`${type}\n${value}`, { id: newId(), type, value }]),
  );
  await insertRows(client, {
    table: 'contact',
    columns: { id: 'uuid', type: 'text', value: 'text' },
    // Sorted, so that two transactions lock in the same order.
    rows: [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact),
    after: 'on conflict (type, value) do nothing',
  });
  await client.query(
    `insert into contact_mention (id, "revisionId", "contactId", role, field, start, "end", text)
     select m.id, m."revisionId", c.id, m.role, m.field, m.start, m."end", m.text
     from ${recordset(1, 'm', mentionColumns)} join contact c on c.type = m.type and c.value = m.value
     on conflict ("revisionId", "contactId", field, start) do nothing`,
    [JSON.stringify(mentions)],
  );
};

const mentionColumns = {
  id: 'uuid',
  revisionId: 'uuid',
  type: 'text',
  value: 'text',
  role: 'text',
  field: 'text',
  start: 'int',
  end: 'int',
  text: 'text',
};
