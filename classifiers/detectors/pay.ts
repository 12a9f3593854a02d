/** Pay compared with what such work usually pays, and pay in a currency that is neither here nor there. */
import { currencyOfCountry } from '../../src/facts/pay-words.ts';
import { countryName } from '../country-name.ts';
import { readersCountries } from '../readers-countries.ts';
import type { AdvertReading, Detector, DraftFinding } from '../reading.ts';
import type { TableData } from '../table-format.ts';

type FieldPay = AdvertReading['pays'][number];

/** So many times the usual upper end is far above it. */
const farAbove = 1.7;
/** At home the best paid of a trade are seen as well. */
const farAboveAtHome = 2.2;
const farAboveThere = 2;
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
const denials = new Set(['no-diploma', 'no-experience']);

/** On a long page other jobs, menus and terms follow; what the work is stands in the title or near the beginning. */
const openingCharacters = 800;

/** Trades that are learned, though a lexicon's word for office work may cover them. */
const learnedTrade =
  /engineer|developer|programmer|architect|accountant|nurse|doctor|lawyer|инженер|разработчик|программист|бухгалтер|工程师|工程師|程序员|程式設計|会计师|kỹ sư|lập trình|kế toán|วิศวกร|โปรแกรมเมอร์|นักบัญชี|엔지니어|개발자|프로그래머|insinyur|programer|akuntan|jurutera|mühendis|yazılımcı|engenheiro|ingeniero|desarrollador|ingénieur|développeur|エンジニア|इंजीनियर/iu;

const riskPlace = new Set(['compound', 'hotspot', 'transit', 'country', 'ordinary']);
const certainRisk = new Set(['compound', 'hotspot', 'transit']);
/** From this on the bare name of a country speaks of a journey to compounds. */
const riskFactor = 0.4;

/** The country whose money it is, for an advert that names none. */
const countryOfMoney: ReadonlyMap<string, string> = new Map([
  ...Object.entries(currencyOfCountry)
    .reverse()
    .map(([country, currency]): [string, string] => [currency, country]),
  ['EUR', 'DE'],
]);

/** Where the people asked live: of the board, of those it names, where the money is at home, of the language. */
const originOf = (pay: FieldPay, reading: AdvertReading): string | undefined => {
  if (reading.postedCountry) return reading.postedCountry;
  const homes = [...readersCountries(reading), ...reading.homeCountries];
  return homes.find((country) => currencyOfCountry[country] === pay.currency) ?? homes[0];
};

/** A stated place of work yields only to one that speaks of compounds as clearly as Cambodia does. */
const clearRisk = 1;

/** Of several places the one that speaks most of compounds; an office in Dubai hires for Myawaddy. */
const workCountryOf = (reading: AdvertReading, tables: TableData): string | undefined => {
  const riskOf = ({ place }: AdvertReading['places'][number]): number =>
    certainRisk.has(place.kind) ? 2 : (tables.destinationFactors[place.country] ?? 0);
  const least = reading.locationCountry === undefined ? 0 : clearRisk;
  const [place] = reading.places
    .filter((one) => riskPlace.has(one.place.kind) && riskOf(one) >= least)
    .sort((one, other) => riskOf(other) - riskOf(one));
  return place?.place.country ?? reading.locationCountry ?? reading.places[0]?.place.country;
};

const isAtBeginning = (draft: DraftFinding): boolean =>
  draft.field !== 'text' || draft.start < openingCharacters;

/** "No diploma needed" holds the words for "diploma needed". */
const isDenied = (skill: DraftFinding, drafts: readonly DraftFinding[]): boolean =>
  drafts.some(
    (draft) =>
      denials.has(draft.indicator) &&
      draft.field === skill.field &&
      draft.start < skill.end &&
      skill.start < draft.end,
  );

type Level = 'simple' | 'skilled';

/** Each pay of an advert asks for it. */
const levels = new WeakMap<AdvertReading, Level>();
const levelOf = (reading: AdvertReading): Level => {
  const known = levels.get(reading);
  if (known) return known;
  const level = readLevel(reading);
  levels.set(reading, level);
  return level;
};

/** A few words that ask for nothing are held to be simple work; a long text would say what it asks. */
const readLevel = (reading: AdvertReading): Level => {
  const has = (indicators: ReadonlySet<string>): boolean =>
    reading.drafts.some((draft) => indicators.has(draft.indicator) && isAtBeginning(draft));
  const isShort = reading.input.text.length < shortText;
  const opening = `${reading.input.title ?? ''} ${reading.input.text.slice(0, openingCharacters)}`;
  const asksForSkill =
    learnedTrade.test(opening) ||
    reading.drafts.some((draft) => skilledWork.has(draft.indicator) && !isDenied(draft, reading.drafts));
  return (has(simpleWork) || isShort) && !asksForSkill ? 'simple' : 'skilled';
};

interface Comparison {
  country: string;
  usd: number;
  /** Part of the indicator's weight that counts. */
  factor: number;
}

/**
 * What the offer is far above: the usual pay both where the work is and where the people live, or, at half the
 * weight, that of a destination alone, where nobody pays a foreigner more for such work.
 */
const compare = (
  offered: number,
  pay: FieldPay,
  { reading, tables }: { reading: AdvertReading; tables: TableData },
): Comparison | undefined => {
  const work = workCountryOf(reading, tables);
  const origin = originOf(pay, reading) ?? (work ? undefined : countryOfMoney.get(pay.currency ?? ''));
  const level = levelOf(reading);
  const usualIn = (country: string | undefined): { country: string; usd: number }[] => {
    const usd = country === undefined ? undefined : tables.usualPay[country]?.[level];
    return country === undefined || usd === undefined ? [] : [{ country, usd }];
  };
  const [highest] = [...usualIn(work), ...usualIn(origin)].sort((a, b) => b.usd - a.usd);
  if (!highest) return undefined;
  const isAtHome = work !== undefined && work === origin;
  if (offered >= highest.usd * (isAtHome ? farAboveAtHome : farAbove)) return { ...highest, factor: 1 };
  const [abroad] = isAtHome ? [] : usualIn(work);
  const isRisk = abroad !== undefined && (tables.destinationFactors[abroad.country] ?? 0) >= riskFactor;
  const isSeparate = origin !== undefined && level === 'simple';
  return isRisk && isSeparate && offered >= abroad.usd * farAboveThere
    ? { ...abroad, factor: 0.5 }
    : undefined;
};

const detectAboveUsual = (pay: FieldPay, reading: AdvertReading, tables: TableData): DraftFinding[] => {
  const { monthlyUsdMin, monthlyUsdMax } = pay;
  if (monthlyUsdMin === undefined || monthlyUsdMax === undefined || monthlyUsdMax > maxMonthlyUsd) return [];
  const offered = (monthlyUsdMin + monthlyUsdMax) / 2;
  const compared = compare(offered, pay, { reading, tables });
  if (!compared) return [];
  const { country, usd, factor } = compared;
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
        comparedWith: `${levelOf(reading)} work in ${countryName(country)} (up to about USD ${usd})`,
      },
      ...(factor < 1 ? { factor } : {}),
    },
  ];
};

const detectForeignCurrency = (pay: FieldPay, reading: AdvertReading): DraftFinding[] => {
  const readers = readersCountries(reading);
  const homes = readers.size > 0 ? [...readers] : [...reading.homeCountries];
  const origins = reading.postedCountry ? [reading.postedCountry] : homes;
  const { currency } = pay;
  if (!currency || origins.length === 0 || origins.some((country) => dollarised.has(country))) return [];
  if (origins.some((country) => currencyOfCountry[country] === currency)) return [];
  const { locationCountry } = reading;
  if (locationCountry && (currencyOfCountry[locationCountry] === currency || dollarised.has(locationCountry)))
    return [];
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
