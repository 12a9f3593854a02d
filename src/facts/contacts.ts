/** Contacts in a text, in normal form and with their spans. */
import type { ContactType } from '../domain/contact.ts';
import { findBareHosts, findEmails, findUrls } from './addresses.ts';
import { findBareHandles } from './bare-handles.ts';
import type { FindContacts, FoundContact } from './fact-contract.ts';
import { type FoldedText, foldCharacters } from './fold-characters.ts';
import { findHandles } from './handles.ts';
import { lazyRegions } from './likely-regions.ts';
import { findPhones } from './phones.ts';
import { walletOf, walletWord } from './wallets.ts';

export { contactsOfLink } from './contact-links.ts';
export { normaliseContactQuery } from './contact-query.ts';

interface Hit {
  type: ContactType;
  value: string;
  start: number;
  end: number;
  isDisguised: boolean;
}

const findWallets = (folded: string): Hit[] =>
  [...folded.matchAll(walletWord)].flatMap((match) => {
    const value = walletOf(match[0]);
    const place = { start: match.index, end: match.index + match[0].length, isDisguised: false };
    return value ? [{ type: 'wallet' as const, value, ...place }] : [];
  });

/** What is part of a longer contact is no contact of its own; two readings of the very same span may stand. */
const withoutOverlaps = (hits: readonly Hit[]): Hit[] => {
  const kept: Hit[] = [];
  let end = 0;
  for (const hit of hits.toSorted((one, other) => one.start - other.start)) {
    const last = kept.at(-1);
    const isSameSpan = last?.start === hit.start && last.end === hit.end;
    if (isSameSpan && last.type === hit.type && last.value === hit.value) continue;
    if (!isSameSpan && hit.start < end) continue;
    kept.push(hit);
    end = hit.end;
  }
  return kept;
};

/** The kinds in order of trust: a later one yields where an earlier one has already read the characters. */
const collectHits = (folded: string, region: string | undefined): Hit[] => {
  const taken = new Uint8Array(folded.length);
  const hits: Hit[] = [];
  const regions = lazyRegions(folded, region);
  const take = (found: Hit[]): void => {
    const free = found.filter((hit) => !taken[hit.start] && !taken[hit.end - 1]);
    for (const hit of free) taken.fill(1, hit.start, hit.end);
    hits.push(...free);
  };
  take(findUrls(folded));
  take(findEmails(folded));
  take(findWallets(folded));
  take(findBareHosts(folded));
  take(findHandles(folded, regions));
  take(findBareHandles(folded));
  take(
    findPhones(folded, regions).map((phone) => ({
      type: 'phone' as const,
      isDisguised: phone.isSpelled,
      ...phone,
    })),
  );
  return hits;
};

const inOriginal = (hit: Hit, folded: FoldedText, original: string): FoundContact => {
  const start = folded.startOf(hit.start);
  const end = folded.endOf(hit.end);
  return {
    type: hit.type,
    value: hit.value,
    start,
    end,
    text: original.slice(start, end),
    isDisguised: hit.isDisguised || folded.isDressedUp(start, end),
  };
};

export const findContacts: FindContacts = (text, options = {}) => {
  const folded = foldCharacters(text);
  const hits = withoutOverlaps(collectHits(folded.text, options.region));
  return hits.map((hit) => inOriginal(hit, folded, text));
};
