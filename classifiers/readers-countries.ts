/**
 * Whom an advert says that it wants: "Indians in UAE", "Ugandans preferred", "Maldives guys", "SG/MY friends".
 * World languages do not tell their readers' country; this does, and so does pay in a country's own money.
 */
import { currencyOfCountry } from '../src/facts/pay-words.ts';
import nationalities from './nationalities.json' with { type: 'json' };
import type { AdvertReading, FieldReading, PlaceMention } from './reading.ts';
import { fold } from './text/fold.ts';

const countryOfNationality = new Map<string, string>();
for (const [country, names] of Object.entries(nationalities))
  for (const name of names) countryOfNationality.set(fold(name).text, country);

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\-]/gu, '\\$&');
const nationality = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${[...countryOfNationality.keys()].map(escape).join('|')})(?![\\p{L}\\p{M}])`,
  'gu',
);

/** After a country's name: its people are meant, not the work place. */
const people =
  /^['’]?s? (?:guys|boys|girls|gang|people|folks?|candidates?|applicants?|citizens?|nationals?|passport holders?|frens?|friends|only)(?!\p{L})/u;

/** `SG/MY` before the readers: codes that are words elsewhere, so only as a pair. */
const codePair = /(?<![\p{L}/])(sg|my|id|ph|bn)\/(sg|my|id|ph|bn)(?![\p{L}/])/gu;

/** Money that is paid at home only; that of the destinations is paid to foreigners too. */
const paidAtHome = new Set(
  'IN PK BD NP LK MV ID KE UG TZ ET RW NG GH ZA ZM BR CO PE MX AR CL KZ KG UZ RU MA EG TN DZ'.split(' '),
);
const countryOfMoney = new Map(
  Object.entries(currencyOfCountry)
    .filter(([country]) => paidAtHome.has(country))
    .map(([country, currency]) => [currency, country]),
);

const isWorded = ({ field }: { field: string }): boolean => field !== 'location' && field !== 'employer';

const codesIn = (text: string): string[] =>
  text.includes('/')
    ? [...text.matchAll(codePair)]
        .flatMap(([, one, other]) => [one, other])
        .flatMap((code) => code?.toUpperCase() ?? [])
    : [];

const namedIn = ({ folded }: FieldReading): string[] => [
  ...[...folded.text.matchAll(nationality)].flatMap(([name]) => countryOfNationality.get(name) ?? []),
  ...codesIn(folded.text),
];

const isOfPeople = (mention: PlaceMention, fields: readonly FieldReading[]): boolean => {
  if (mention.place.kind !== 'country') return false;
  const original = fields.find((one) => one.field === mention.field)?.original ?? '';
  return people.test(original.slice(mention.end, mention.end + 40).toLowerCase());
};

const findReaders = (reading: AdvertReading): ReadonlySet<string> => {
  const fields = reading.fields.filter(isWorded);
  const named = [
    ...fields.flatMap(namedIn),
    ...reading.places.filter((one) => isOfPeople(one, fields)).map((one) => one.place.country),
  ];
  if (named.length > 0 || reading.homeCountries.size > 0) return new Set(named);
  return new Set(reading.pays.flatMap((pay) => countryOfMoney.get(pay.currency ?? '') ?? []));
};

const known = new WeakMap<AdvertReading, ReadonlySet<string>>();

/** ISO 3166-1 alpha-2; empty when the advert names nobody. */
export const readersCountries = (reading: AdvertReading): ReadonlySet<string> => {
  const found = known.get(reading) ?? findReaders(reading);
  known.set(reading, found);
  return found;
};
