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
  await holdContacts(
    client,
    // Sorted, so that two transactions lock in the same order.
    [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact),
  );
  await client.query(
    `insert into contact_mention (id, "revisionId", "contactId", role, field, start, "end", text)
     select m.id, m."revisionId", c.id, m.role, m.field, m.start, m."end", m.text
     from ${recordset(1, 'm', mentionColumns)} join contact c on c.type = m.type and c.value = m.value
     on conflict ("revisionId", "contactId", field, start) do nothing`,
    [JSON.stringify(mentions)],
  );
};

const maxTries = 5;

/** Made where they are missing, and kept from being removed as long as this transaction lasts. */
const holdContacts = async (
  client: Queryable,
  contacts: { id: string; type: string; value: string }[],
): Promise<void> => {
  const columns = { id: 'uuid', type: 'text', value: 'text' };
  for (let tries = 1; tries <= maxTries; tries += 1) {
    await insertRows(client, {
      table: 'contact',
      columns,
      rows: contacts,
      after: 'on conflict (type, value) do nothing',
    });
    const { rowCount } = await client.query(
      `select from ${recordset(1, 'm', columns)} join contact c on c.type = m.type and c.value = m.value
       order by c.type, c.value for key share of c`,
      [JSON.stringify(contacts)],
    );
    if (rowCount === contacts.length) return;
  }
  throw new Error('contacts were removed as fast as they were written');
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
