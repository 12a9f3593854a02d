/**
 * Who of a private file is never stored: recognises protected people, and takes their names and numbers out of what
 * others wrote, before anything is kept.
 */
import { UsageError } from '../domain/failure.ts';
import type { ProtectionAnswer } from '../domain/import-view.ts';
import {
  identifierOfContact,
  identifierOfName,
  type Protection,
  protectedMark,
} from '../domain/protected-identifier.ts';
import { foldText } from '../domain/search-terms.ts';
import { findContacts, normaliseContactQuery } from '../facts/contacts.ts';
import type { ImportedText, Participant } from '../importers/importer.ts';
import { type ImportParticipant, saysExporter } from './import-participants.ts';

export interface Redactor {
  isProtected(person: Participant): boolean;
  /** The text with `[protected]` wherever a protected name, number, address or handle stands. */
  text(written: string): string;
  /** Of everybody protected: names, numbers, addresses, handles. */
  identifiers: string[];
}

export const noRedactor: Redactor = { isProtected: () => false, text: (written) => written, identifiers: [] };

/** Refuses an answer that is none: a private file without one stays unread. */
export const checkAnswer = (answer: ProtectionAnswer, people: readonly ImportParticipant[]): void => {
  if (answer.basis.length < 5)
    throw new UsageError(
      'this file is private: say on what basis it was handed in (for example: "given by a relative on 3 March, consent on file 12")',
    );
  const isAnswered = answer.isNobody || answer.people.length > 0 || answer.others.length > 0;
  if (!isAnswered)
    throw new UsageError(
      'this file is private: say who in it is to be protected (the reporter, a victim, relatives), or that nobody is',
    );
  const unknown = answer.people.find((id) => !people.some((person) => person.id === id));
  if (unknown !== undefined) throw new UsageError(`nobody in this file is called '${unknown}'`);
};

/** The person who exported the file is protected too, unless it was said on purpose that nobody is. */
export const createRedactor = (answer: ProtectionAnswer, people: readonly ImportParticipant[]): Redactor => {
  const chosen = people.filter(
    (person) => answer.people.includes(person.id) || (person.isExporter && !answer.isNobody),
  );
  const contacts = [...chosen.flatMap((person) => [person.id, ...person.contacts]), ...answer.others];
  const names = [
    ...chosen.flatMap((person) => [person.name, person.id]),
    ...answer.others.filter((other) => !/[@\d]/.test(other)),
  ].filter((name) => name.trim().length > 1 && !saysExporter(name));
  const identifiers = new Set([...contacts.flatMap(identifiersOf), ...names.map(identifierOfName)]);
  const ids = new Set(chosen.map((person) => person.id));
  const wordings = wordingsOf([...names, ...contacts]);
  return {
    identifiers: [...identifiers],
    isProtected: (person) =>
      ids.has(person.id) ||
      identifiers.has(identifierOfName(person.name)) ||
      [person.id, ...person.contacts].flatMap(identifiersOf).some((one) => identifiers.has(one)),
    text: (written) => redact(written, { wordings, identifiers }),
  };
};

const looksLikeContact = /@|\d{4}|:\/\//;

/** All normal forms that the text may stand for. A plain name is no contact. */
export const identifiersOf = (contact: string): string[] =>
  looksLikeContact.test(contact)
    ? normaliseContactQuery(contact).map(({ type = 'phone', value }) => identifierOfContact({ type, value }))
    : [];

/** A first name alone is that of many: it tells nobody apart from one file to another. */
export const tellingIdentifiers = ({ id, name, contacts }: Participant): string[] => [
  ...[id, ...contacts].flatMap(identifiersOf),
  ...[id, name].filter((one) => isWholeName(one) && !saysExporter(one)).map(identifierOfName),
];

export const isWholeName = (name: string): boolean =>
  /\S\s+\S/u.test(name.trim()) || /^\p{Script=Han}{3,}$/u.test(name.trim()) || /\d/.test(name);

/** Before the file was read, when only the answer is known. */
export const redactorOfAnswer = (answer: ProtectionAnswer): Redactor =>
  createRedactor({ ...answer, others: [...answer.others, ...answer.people] }, []);

/** Of somebody protected, and their own words: what they forwarded of others is what they wish to be read. */
export const isWithheld = (
  redactor: Redactor,
  { sender, forwardedFrom }: Pick<ImportedText, 'sender' | 'forwardedFrom'>,
): boolean => {
  if (!sender || !redactor.isProtected(sender)) return false;
  if (!forwardedFrom?.trim()) return true;
  return (
    redactor.text(forwardedFrom) !== forwardedFrom ||
    foldText(forwardedFrom).includes(foldText(sender.name)) ||
    redactor.isProtected({ id: forwardedFrom, name: forwardedFrom, contacts: [] })
  );
};

/** Without a trace of who forwarded it. */
export const withoutProtectedSender = (redactor: Redactor, item: ImportedText): ImportedText => {
  if (!item.sender || !redactor.isProtected(item.sender)) return item;
  const { sender: _sender, ...rest } = item;
  return rest;
};

/** Words that are no part of a name to look for alone. */
const fewestLetters = 3;
const fewestDigits = 7;
const tellingDigits = 8;
const separator = '[\\s().\\-\\u2010-\\u2015/·\\u00a0\\u202f]{0,3}';

const wordingsOf = (known: readonly string[]): RegExp[] =>
  [...new Set(known)]
    .flatMap((one) => (looksLikeContact.test(one) ? [contactWording(one)] : nameWordings(one)))
    .sort((one, other) => other.length - one.length)
    .map((source) => new RegExp(source, 'giu'));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** In any grouping, with or without the country's code: by its last eight digits, as the search does. */
export const contactWording = (contact: string): string => {
  const digits = contact.replace(/\D/g, '');
  const isNumber = digits.length >= fewestDigits && !/[\p{L}@]/u.test(contact);
  if (!isNumber) return escaped(contact.replace(/^@/, ''));
  const last = [...digits.slice(-tellingDigits)].join(separator);
  return `(?:\\+?\\d[\\d\\s().\\-\\u2010-\\u2015\\u00a0\\u202f]{0,12})?${last}(?!\\d)`;
};

/** The whole name, and each part of it that is long enough to be one. */
const nameWordings = (name: string): string[] => {
  const whole = name.trim().split(/\s+/u);
  const parts = whole.flatMap((part) => part.split(/[^\p{L}\p{M}]+/u));
  const given = parts
    .filter((part) => /^\p{Script=Han}{3,4}$/u.test(part))
    .map((part) => [...part].slice(1).join(''));
  return [
    nameWording(name),
    ...parts.filter((part) => [...part].length >= fewestLetters).map((part) => bounded(escaped(part))),
    ...given.map(escaped),
  ];
};

/** The whole name alone. */
export const nameWording = (name: string): string =>
  bounded(name.trim().split(/\s+/u).map(escaped).join('\\s+'));

/** Scripts without spaces have no word's end to wait for. */
const bounded = (source: string): string =>
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u.test(source)
    ? `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`
    : source;

const redact = (written: string, known: { wordings: RegExp[]; identifiers: Set<string> }): string => {
  const spans = [...contactSpans(written, known.identifiers), ...wordingSpans(written, known.wordings)].sort(
    (one, other) => one.start - other.start,
  );
  let text = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start >= at) text += written.slice(at, start) + protectedMark;
    at = Math.max(at, end);
  }
  return text + written.slice(at);
};

export interface Place {
  start: number;
  end: number;
}

/** Also those that were written so that nobody finds them: spelled out, in other digits, as a link. */
const contactSpans = (written: string, identifiers: Set<string>): Place[] =>
  findContacts(written).filter((contact) => identifiers.has(identifierOfContact(contact)));

const wordingSpans = (written: string, wordings: RegExp[]): Place[] => {
  const plain = asciiDigits(written);
  return wordings.flatMap((wording) =>
    [...plain.matchAll(wording)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
};

/** Digits of other scripts as ours, one character for one. */
export const asciiDigits = (text: string): string =>
  text.replace(/(?![0-9])[\u0660-\uffff]/g, (character) => {
    if (!/\p{Nd}/u.test(character)) return character;
    const own = character.charCodeAt(0);
    let zero = own;
    while (own - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero -= 1;
    return String(own - zero);
  });

/** Equal for equal answers; kept instead of them. */
export const answerHash = (answer: ProtectionAnswer, redactor: Redactor, protection: Protection): string =>
  protection.hashOf(JSON.stringify(['answer', answer.isNobody, [...redactor.identifiers].sort()]));
