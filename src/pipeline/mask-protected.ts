/** What people write themselves: the contacts of somebody protected are not kept in it either. */
import { findContacts } from '../facts/contacts.ts';
import type { FoundContact } from '../facts/fact-contract.ts';

type ContactQuery = Pick<FoundContact, 'type' | 'value'>;

export interface MaskProtectedNeeds {
  /** Asked once for all contacts of a text. */
  protectedAmong(contacts: readonly ContactQuery[]): Promise<(contact: ContactQuery) => boolean>;
}

/** The text with as many blocks as characters in the place of each; itself when there is none. */
export const maskProtected = async (
  { protectedAmong }: MaskProtectedNeeds,
  text: string,
): Promise<string> => {
  const contacts = findContacts(text);
  if (contacts.length === 0) return text;
  const hits = contacts.filter(await protectedAmong(contacts));
  const characters = text.split('');
  for (const { start, end } of hits) characters.fill('█', start, end);
  return characters.join('');
};
