/** Pay compared with what such work usually pays, and pay in a currency that is neither here nor there. */
import { currencyOfCountry } from '../../src/facts/pay-words.ts';
import { countryName } from '../country-name.ts';
import type { AdvertReading, Detector, DraftFinding } from '../reading.ts';
import type { TableData } from '../table-format.ts';

type FieldPay = AdvertReading['pays'][number];

/** So many times the usual upper end is far above it. */
const farAbove = 1.7;
/** Above this the number is no wage: a prize, a turnover, a capital. */
const maxMonthlyUsd = 60_000;
const shortText = 400;
const dollarised = new Set(['KH', 'TL', 'ZW', 'EC', 'SV', 'PA', 'LB']);
/** What marks the work as simple; other work is compared with what skilled people earn. */
const simpleWork = new Set([
  'chat-role',
  'customer-service-role',
  'data-entry-role',
  'telesales-role',
  'office-role',
  'online-marketing-role',
  'translator-role',
  'gambling-role',
  'dating-role',
  'task-work',
  'manual-role',
  'no-experience',
  'no-diploma',
  'easy-work',
  'typing-only',
  'any-age-or-sex',
  'high-pay-wording',
]);
const skilledWork = new Set(['qualifications-asked']);

const riskPlace = new Set(['compound', 'hotspot', 'country', 'transit']);

/** An advert in a world language that names no country, paid in its money. */
const countryOfWorldCurrency: Record<string, string> = {
  USD: 'US',
  GBP: 'GB',
  EUR: 'DE',
  AUD: 'AU',
  CAD: 'CA',
};

/** The country of the people asked: of the board, else where the money is at home, else of the language. */
const originOf = (pay: FieldPay, reading: AdvertReading): string | undefined => {
  if (reading.postedCountry) return reading.postedCountry;
  const homes = [...reading.homeCountries];
  return homes.find((country) => currencyOfCountry[country] === pay.currency) ?? homes[0];
};

/** Countries whose usual pay the offer may fairly be held against: of the work, and of the people asked. */
const comparedCountries = (pay: FieldPay, reading: AdvertReading, tables: TableData): string[] => {
  const work =
    reading.places.find((one) => riskPlace.has(one.place.kind))?.place.country ??
    reading.locationCountry ??
    reading.places[0]?.place.country;
  const origin = originOf(pay, reading);
  const known = [work, origin].filter(
    (country) => country !== undefined && tables.usualPay[country],
  ) as string[];
  const byMoney = countryOfWorldCurrency[pay.currency ?? ''];
  return known.length > 0 ? known : byMoney ? [byMoney] : [];
};

const detectAboveUsual = (pay: FieldPay, reading: AdvertReading, tables: TableData): DraftFinding[] => {
  const { monthlyUsdMin, monthlyUsdMax } = pay;
  if (monthlyUsdMin === undefined || monthlyUsdMax === undefined || monthlyUsdMax > maxMonthlyUsd) return [];
  const offered = (monthlyUsdMin + monthlyUsdMax) / 2;
  const has = (indicators: ReadonlySet<string>): boolean =>
    reading.drafts.some((draft) => indicators.has(draft.indicator));
  // a few words that ask for nothing are held to be simple work; a long text would say what it asks
  const isSimple = has(simpleWork) || reading.input.text.length < shortText;
  const level = isSimple && !has(skilledWork) ? 'simple' : 'skilled';
  const compared = comparedCountries(pay, reading, tables)
    .map((country) => ({ country, usd: tables.usualPay[country]?.[level] ?? 0 }))
    .sort((a, b) => b.usd - a.usd)[0];
  if (!compared || offered < compared.usd * farAbove) return [];
  return [
    {
      indicator: 'pay-above-usual',
      rule: 'detector/pay-above-usual',
      field: pay.field,
      start: pay.start,
      end: pay.end,
      isReviewed: false,
      params: {
        monthlyUsd: String(Math.round(offered / 10) * 10),
        comparedWith: `${level} work in ${countryName(compared.country)} (up to about USD ${compared.usd})`,
      },
    },
  ];
};

const detectForeignCurrency = (pay: FieldPay, reading: AdvertReading): DraftFinding[] => {
  const origins = reading.postedCountry ? [reading.postedCountry] : [...reading.homeCountries];
  const { currency } = pay;
  if (!currency || origins.length === 0 || origins.some((country) => dollarised.has(country))) return [];
  if (origins.some((country) => currencyOfCountry[country] === currency)) return [];
  if (reading.locationCountry && currencyOfCountry[reading.locationCountry] === currency) return [];
  return [
    {
      indicator: 'pay-in-foreign-currency',
      rule: 'detector/pay-in-foreign-currency',
      field: pay.field,
      start: pay.start,
      end: pay.end,
      isReviewed: false,
      params: { currency },
    },
  ];
};

const detector: Detector = {
  id: 'pay',
  detect: (reading, tables) => {
    const above = reading.pays.flatMap((pay) => detectAboveUsual(pay, reading, tables));
    const foreign = reading.pays.flatMap((pay) => detectForeignCurrency(pay, reading));
    return [...above.slice(0, 2), ...foreign.slice(0, 1)];
  },
};
export default detector;
