/** Finds one person in texts that are stored already, by what is known of them, in any notation. */
import { UsageError } from '../domain/failure.ts';
import { identifierOfContact, identifierOfName } from '../domain/protected-identifier.ts';
import { findContacts, normaliseContactQuery } from '../facts/contacts.ts';
import { asciiDigits, contactWording, isWholeName, nameWording, type Place } from './import-protection.ts';

export interface PersonFinder {
  /** Of everything that was given: keyed hashes of these are stored. */
  identifiers: string[];
  /** What kinds were given, without what they are. */
  kinds: string[];
  shows(text: string): boolean;
  /** With as many blocks in the place of each character: spans into the text stay right. */
  mask(text: string): string;
  isContact(contact: { type: string; value: string }): boolean;
}

export interface KnownOfPerson {
  /** Numbers, addresses, handles. */
  contacts: readonly string[];
  names?: readonly string[];
}

interface Known {
  kind: string;
  identifiers: string[];
  wording: string;
}

const fewestDigits = 8;

/** Refuses what would be masked in half of all adverts, or in none. */
export const createPersonFinder = ({ contacts, names = [] }: KnownOfPerson): PersonFinder => {
  const known = [...contacts.map(readContact), ...names.map(readName)];
  const identifiers = new Set(known.flatMap((one) => one.identifiers));
  const wordings = known.map(({ wording }) => new RegExp(wording, 'giu'));
  const isContact: PersonFinder['isContact'] = (contact) => identifiers.has(identifierOfContact(contact));
  const placesIn = (text: string): Place[] => {
    const plain = asciiDigits(text);
    return [
      ...findContacts(text).filter(isContact),
      ...wordings.flatMap((wording) =>
        [...plain.matchAll(wording)].map(({ index, 0: { length } }) => ({
          start: index,
          end: index + length,
        })),
      ),
    ];
  };
  return {
    identifiers: [...identifiers],
    kinds: known.map(({ kind }) => kind),
    isContact,
    shows: (text) => placesIn(text).length > 0,
    mask: (text) => {
      const characters = text.split('');
      for (const { start, end } of placesIn(text)) characters.fill('█', start, end);
      return characters.join('');
    },
  };
};

const readContact = (written: string): Known => {
  const contact = written.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(contact)) return readEmail(contact.toLowerCase());
  if (/^[+\d\s().\-‐-―]+$/u.test(contact)) return readNumber(contact);
  return readHandle(contact);
};

const readEmail = (email: string): Known => ({
  kind: 'e-mail address',
  identifiers: [identifierOfContact({ type: 'email', value: email })],
  wording: `(?<![\\p{L}\\p{N}._%+-])${escaped(email)}(?![\\p{L}\\p{N}-])`,
});

/** With its country: in the notation of one country, the same digits are somebody else's number in another. */
const readNumber = (number: string): Known => {
  const digits = number.replace(/\D/g, '');
  if (!number.startsWith('+') || digits.length < fewestDigits)
    throw new UsageError(
      'give a number with its country, such as "+1 202 555 0177": it is found in every notation',
    );
  const values = normaliseContactQuery(number).map(({ value }) => value);
  return {
    kind: 'number',
    identifiers: [...new Set([`+${digits}`, ...values])].map((value) =>
      identifierOfContact({ type: 'phone', value }),
    ),
    wording: contactWording(number),
  };
};

const readHandle = (written: string): Known => {
  const found = normaliseContactQuery(written).filter(({ type }) => type !== 'url' && type !== 'domain');
  const [handle] = found.map(({ value }) => value.replace(/^@/, ''));
  const isGiven = /^@|:\/\/|\.(?:me|com)\//u.test(written);
  if (!isGiven || !handle || handle.startsWith('+') || handle.length < 3)
    throw new UsageError(
      `'${written}' is no number, address or handle: write +1 202 555 0177, name@example.com, @handle or the link to a profile; a name goes after --name`,
    );
  // A handle that may be a word of the language is looked for only where it is written as one.
  const isWord = /^\p{L}+$/u.test(handle);
  const before = isWord ? '(?<=[@/~=])' : '(?<![\\p{L}\\p{N}_])';
  return {
    kind: 'handle',
    identifiers: [...new Set([handle.toLowerCase(), ...found.map(({ value }) => value)])].map((value) =>
      identifierOfContact({ type: 'telegram', value }),
    ),
    wording: `${before}${escaped(handle)}(?![\\p{L}\\p{N}_])`,
  };
};

/** Whole: its parts are other people's names too. */
const readName = (written: string): Known => {
  const name = written.trim();
  if (!isWholeName(name) || name.length < 3)
    throw new UsageError(
      `'${written}' is the name of too many people: give the whole name, as it stands in the adverts`,
    );
  return { kind: 'name', identifiers: [identifierOfName(name)], wording: nameWording(name) };
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
