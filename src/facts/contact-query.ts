/** What an analyst types into a search box, in any notation, as the normal forms under which contacts are kept. */
import type { ContactType } from '../domain/contact.ts';
import { findBareHosts, findEmails, findUrls } from './addresses.ts';
import { contactsOfLink } from './contact-links.ts';
import { foldCharacters } from './fold-characters.ts';
import { findHandles } from './handles.ts';
import { lazyRegions } from './likely-regions.ts';
import { phoneValueOf } from './phones.ts';
import { findSpelledNumbers } from './spelled-digits.ts';
import { walletOf } from './wallets.ts';

export interface ContactQuery {
  /** Absent when any type may carry the value: a number may be a phone, a WhatsApp or a Zalo account. */
  type?: ContactType;
  value: string;
}

/** Tried for a number in national notation when nobody says which country: where the adverts come from and go to. */
const usualRegions =
  'TH VN ID PH MY KH MM LA CN TW HK SG KR IN BD NP LK PK KZ KG UZ RU KE UG ET BR AE JP US GB'.split(' ');

const ofPhone = (text: string, region: string | undefined): ContactQuery[] => {
  const digits = text.replace(/\D/g, '');
  if (!/^[+\d\s().\-–—‑/·•*]+$/.test(text) || digits.length < 6 || digits.length > 18) return [];
  const regions = region ? [region] : usualRegions;
  const values = text.startsWith('+')
    ? [phoneValueOf(text, [])]
    : [
        phoneValueOf(`+${digits}`, []),
        phoneValueOf(text, []),
        ...regions.map((one) => phoneValueOf(text, [one])),
      ];
  const known = values.filter((value): value is string => value !== undefined);
  return [...new Set([...known, digits])].map((value) => ({ value }));
};

const unique = (queries: ContactQuery[]): ContactQuery[] => {
  const seen = new Map(queries.map((query) => [`${query.type ?? ''} ${query.value}`, query]));
  return [...seen.values()];
};

/** Normal forms, most certain first; empty when the text can be no contact. */
export const normaliseContactQuery = (text: string, options: { region?: string } = {}): ContactQuery[] => {
  const folded = foldCharacters(text.slice(0, 2048)).text.trim();
  if (folded === '') return [];
  const linked = contactsOfLink(folded, options);
  if (linked.length > 0) return linked;
  const wallet = walletOf(folded);
  if (wallet) return [{ type: 'wallet', value: wallet }];
  const addresses = [...findUrls(folded), ...findEmails(folded), ...findBareHosts(folded)];
  if (addresses.length > 0) return unique(addresses.map(({ type, value }) => ({ type, value })));
  const phone = ofPhone(folded, options.region);
  if (phone.length > 0) return phone;
  const handles = findHandles(folded, lazyRegions(folded, options.region));
  if (handles.length > 0) return unique(handles.map(({ type, value }) => ({ type, value })));
  const spelled = findSpelledNumbers(folded)[0];
  if (spelled) return ofPhone(spelled.digits, options.region);
  const labelled = /^[^\d+]{1,40}?[:：\s]\s*(\+?[\d\s().\-–—]{6,30})$/u.exec(folded);
  if (labelled) return ofPhone((labelled[1] as string).trim(), options.region);
  const handle = /^@?([\w][\w.-]{1,60})$/u.exec(folded)?.[1];
  return handle ? [{ value: handle.toLowerCase() }] : [];
};
