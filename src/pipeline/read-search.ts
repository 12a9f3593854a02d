/** What stands in the search box: words, or a phone number, handle or address in any notation. */
import { searchTerms } from '../domain/search-terms.ts';
import { normaliseContactQuery } from '../facts/contact-query.ts';

/**
 * Alternatives: a lead is found when it has every term of any one of them. Empty when there is nothing to look for.
 * A contact beside other words stays one of the words: `Myawaddy @invented_hr` is not all of @invented_hr.
 */
export const readSearch = (text: string): string[][] => {
  const contacts = isOneContact(text) ? normaliseContactQuery(text) : [];
  const alternatives = [
    searchTerms(text),
    ...contacts.map(({ type = '', value }) => searchTerms('', [{ type, value }])),
  ].filter((terms) => terms.length > 0);
  return [...new Map(alternatives.map((terms) => [terms.join(' '), terms])).values()];
};

const isOneContact = (text: string): boolean => {
  const folded = text.normalize('NFKC').trim();
  const isOneWord = !/\s/u.test(folded);
  const isNumber = !/\p{L}/u.test(folded);
  const isLabelled = /^[^\s:@]{1,20}\s?:\s?\S/u.test(folded) && !/\p{L}\s+\p{L}/u.test(folded);
  return isOneWord || isNumber || isLabelled;
};
