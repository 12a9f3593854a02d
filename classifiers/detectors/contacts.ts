/** How the advert wants to be answered: by messenger only, by a foreign number, by a company's address. */
import { messengerTypes } from '../../src/facts/messenger-types.ts';
import { countryName } from '../country-name.ts';
import type { AdvertReading, Detector, DraftFinding } from '../reading.ts';
import type { TableData } from '../table-format.ts';

type FieldContact = AdvertReading['contacts'][number];

const messengers: ReadonlySet<string> = new Set(messengerTypes);
const companyChannels = new Set(['email', 'url', 'domain']);
const phoneLike = new Set(['phone', 'whatsapp', 'viber', 'zalo']);

const draft = (indicator: string, contact: FieldContact, params: Record<string, string>): DraftFinding => ({
  indicator,
  rule: `detector/${indicator}`,
  field: contact.field,
  start: contact.start,
  end: contact.end,
  isReviewed: false,
  params,
});

const detectMessagingOnly = (reading: AdvertReading): DraftFinding[] => {
  const messenger = reading.contacts.find((one) => messengers.has(one.type));
  const hasCompanyChannel = reading.contacts.some((one) => companyChannels.has(one.type));
  if (!messenger || hasCompanyChannel || (reading.input.employer ?? '').trim() !== '') return [];
  return [draft('messaging-only', messenger, { service: messenger.type })];
};

/** ISO country of an E.164 number, by its longest known calling code. */
export const countryOfNumber = (value: string, codes: Record<string, string>): string | undefined => {
  if (!value.startsWith('+')) return undefined;
  for (const length of [3, 2, 1]) {
    const country = codes[value.slice(1, 1 + length)];
    if (country) return country;
  }
  return undefined;
};

const detectForeignPhone = (reading: AdvertReading, tables: TableData): DraftFinding[] => {
  const origins = reading.postedCountry ? [reading.postedCountry] : [...reading.homeCountries];
  if (origins.length === 0) return [];
  for (const contact of reading.contacts) {
    if (!phoneLike.has(contact.type)) continue;
    const country = countryOfNumber(contact.value, tables.callingCodes);
    if (!country || origins.includes(country) || country === reading.locationCountry) continue;
    return [draft('foreign-phone', contact, { country: countryName(country) })];
  }
  return [];
};

const detectCompanyEmail = (reading: AdvertReading, tables: TableData): DraftFinding[] => {
  const contact = reading.contacts.find(
    (one) => one.type === 'email' && !tables.freeMailDomains.includes(one.value.split('@')[1] ?? ''),
  );
  return contact ? [draft('company-email', contact, {})] : [];
};

const detectDisguised = (reading: AdvertReading): DraftFinding[] =>
  reading.contacts
    .filter((one) => one.isDisguised)
    .slice(0, 3)
    .map((one) => draft('disguised-contact', one, { service: one.type }));

const detector: Detector = {
  id: 'contacts',
  detect: (reading, tables) => [
    ...detectMessagingOnly(reading),
    ...detectForeignPhone(reading, tables),
    ...detectCompanyEmail(reading, tables),
    ...detectDisguised(reading),
  ],
};
export default detector;
