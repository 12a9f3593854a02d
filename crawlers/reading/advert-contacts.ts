/** Contacts of an advert: from its words and from the links that stand in it. */
import type { Contact, ContactType } from '../../src/domain/contact.ts';
import { contactsOfLink, findContacts } from '../../src/facts/contacts.ts';

/** Web addresses are often only mentioned; the other kinds are given to answer to. */
const mentionedTypes: readonly ContactType[] = ['url', 'domain'];

const roleOf = (type: ContactType): Contact['role'] => (mentionedTypes.includes(type) ? 'other' : 'offer');

const maxContacts = 100;
/** A link is a contact only as a messenger's, a phone's or an e-mail's. */
const isReachable = (type: ContactType): boolean => !mentionedTypes.includes(type);

export const advertContacts = (input: {
  text: string;
  title: string;
  links: readonly string[];
  /** Country whose phone notation is assumed. */
  region?: string | undefined;
}): Contact[] => {
  const options = input.region === undefined ? {} : { region: input.region };
  const found: Contact[] = [];
  const known = new Set<string>();
  const add = (contact: Contact): void => {
    const key = `${contact.type} ${contact.value}`;
    if (known.has(key) || found.length >= maxContacts) return;
    known.add(key);
    found.push(contact);
  };
  for (const field of ['text', 'title'] as const)
    for (const { type, value, start, end, text } of findContacts(input[field], options))
      add({ type, value, role: roleOf(type), field, start, end, text });
  input.links.forEach((link, index) => {
    for (const { type, value } of contactsOfLink(link, options))
      if (isReachable(type))
        add({ type, value, role: 'offer', field: `link:${index}`, start: 0, end: link.length, text: link });
  });
  return found;
};
