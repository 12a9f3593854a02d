/** Who is never stored: keyed hashes of protected identifiers, and how contacts and postings are freed of them. */
import type { Contact } from '../domain/contact.ts';
import { BadInputError, RetryableError } from '../domain/failure.ts';
import { maskLiterals, maskTexts } from '../domain/mask-texts.ts';
import { identifierOfContact, type Protection } from '../domain/protected-identifier.ts';
import { searchTerms } from '../domain/search-terms.ts';
import type { Queryable } from './database.ts';
import type { AssessedPosting } from './frontier-contract.ts';
import { insertRows } from './insert-rows.ts';

export const protectIdentifiers = async (
  client: Queryable,
  input: { hashes: readonly string[]; sourceId: string | null },
): Promise<void> => {
  await insertRows(client, {
    table: 'protected_identifier',
    columns: { hash: 'text', sourceId: 'uuid' },
    rows: [...new Set(input.hashes)].sort().map((hash) => ({ hash, sourceId: input.sourceId })),
    after: 'on conflict (hash) do nothing',
  });
};

/** Of no person: hashed under the right key it is there, under any other it is not. */
export const keyCheck = 'check:protection.key';

export const isAnybodyProtected = async (client: Queryable): Promise<boolean> => {
  const { rows } = await client.query<{ isAnybody: boolean }>(
    'select exists (select from protected_identifier) as "isAnybody"',
  );
  return rows[0]?.isAnybody ?? false;
};

/** Null when the key is the one under which people are protected, or nobody is yet. */
export const protectionKeyProblem = async (
  client: Queryable,
  protection: Protection,
): Promise<string | null> => {
  const { rows } = await client.query<{ isRight: boolean }>(
    'select exists (select from protected_identifier where hash = $1) or not exists (select from protected_identifier) as "isRight"',
    [protection.hashOf(keyCheck)],
  );
  return rows[0]?.isRight
    ? null
    : 'protection.key in the data folder is not the key under which people are protected: it was replaced, or was missing and made anew. Restore that file from the backup of the data folder and start again. Until then nobody protected would be recognised, so nothing is crawled, imported or handed in. Only when the key is lost for good: lurewatch protect start-anew --reason "…"';
};

/** Before anything that somebody hands in is stored. */
export const requireProtectionKey = async (client: Queryable, protection: Protection): Promise<void> => {
  const problem = await protectionKeyProblem(client, protection);
  if (problem !== null) throw new BadInputError(problem);
  await protectIdentifiers(client, { hashes: [protection.hashOf(keyCheck)], sourceId: null });
};

/** Those of the hashes that are protected. */
export const protectedAmong = async (client: Queryable, hashes: readonly string[]): Promise<Set<string>> => {
  if (hashes.length === 0) return new Set();
  const { rows } = await client.query<{ hash: string }>(
    'select hash from protected_identifier where hash = any($1::text[])',
    [[...new Set(hashes)]],
  );
  return new Set(rows.map((row) => row.hash));
};

/** A question about contacts that is asked of the database once for all of them. */
export const protectedContacts = async <One extends Pick<Contact, 'type' | 'value'>>(
  client: Queryable,
  contacts: readonly One[],
  protection: Protection | undefined,
): Promise<(contact: One) => boolean> => {
  if (!protection || contacts.length === 0) return () => false;
  const hashOf = (contact: One): string => protection.hashOf(identifierOfContact(contact));
  const check = protection.hashOf(keyCheck);
  const known = await protectedAmong(client, [check, ...contacts.map(hashOf)]);
  if (!known.has(check)) {
    // Nobody is protected yet, or somebody is by now under another key than this process has.
    const problem = await protectionKeyProblem(client, protection);
    if (problem !== null) throw new RetryableError(problem);
    return () => false;
  }
  return (contact) => known.has(hashOf(contact));
};

const contactsOf = ({ assessment, posting }: AssessedPosting): Contact[] => [
  ...assessment.contacts,
  ...posting.contacts,
];

/** A crawled page may show a protected number too: its text is kept with as many blocks in the number's place. */
export const withoutProtected = async <One extends { assessed: AssessedPosting }>(
  client: Queryable,
  seen: readonly One[],
  protection: Protection | undefined,
): Promise<{ seen: One[]; showing: { one: One; hits: Contact[] }[] }> => {
  const contacts = seen.flatMap(({ assessed }) => contactsOf(assessed));
  const isProtected = await protectedContacts(client, contacts, protection);
  const showing: { one: One; hits: Contact[] }[] = [];
  const masked = seen.map((one) => {
    const hits = contactsOf(one.assessed).filter(isProtected);
    if (hits.length === 0) return one;
    showing.push({ one, hits });
    return { ...one, assessed: maskContacts(one.assessed, hits) };
  });
  return { seen: masked, showing };
};

export const maskContacts = (assessed: AssessedPosting, hits: readonly Contact[]): AssessedPosting => {
  const isHit = ({ type, value }: Contact): boolean =>
    hits.some((hit) => identifierOfContact(hit) === identifierOfContact({ type, value }));
  const mask = maskLiterals(hits);
  const hasNone = (text: string): boolean => mask(text) === text;
  const { posting, assessment, lead } = assessed;
  const { itemKey, url } = posting;
  const masked = maskTexts(posting, mask);
  const maskedAssessment = maskTexts(assessment, mask);
  const kept = {
    posting: {
      ...masked,
      itemKey,
      url: hasNone(url) ? url : masked.url,
      contacts: posting.contacts.filter((contact) => !isHit(contact)),
      links: posting.links.filter(hasNone),
      images: posting.images.filter((image) => hasNone(image.url)),
    },
    assessment: {
      ...maskedAssessment,
      contacts: assessment.contacts.filter((contact) => !isHit(contact)),
    },
  };
  const searched = [kept.posting.title, kept.posting.text, kept.posting.employer, kept.posting.location];
  return {
    ...assessed,
    ...kept,
    lead: lead && {
      ...lead,
      title: mask(lead.title),
      searchTerms: searchTerms(searched.filter(Boolean).join('\n'), [
        ...kept.posting.contacts,
        ...kept.assessment.contacts,
      ]),
    },
  };
};
