/** What a sign or a multiple means by the country: `$`, `元`, `lakh`. */
import { currencyOfCountry, dollarCountries, rupeeCountries } from './pay-words.ts';

export interface Place {
  country: string | undefined;
  /** The country that the text's script tells, most likely first. */
  regions: () => readonly string[];
}

/** Letters that only the traditional script has: there `元` is Taiwan's. */
const traditional = /[萬與臺灣錢個這們應經驗職務]/;

export const isoCurrency = (named: string | undefined, place: Place, text: string): string | undefined => {
  const { country } = place;
  const own = country ? currencyOfCountry[country] : undefined;
  switch (named) {
    case 'dollar':
      return country && dollarCountries.has(country) ? own : 'USD';
    case 'rupee':
      return country && rupeeCountries.has(country) ? own : 'INR';
    case 'yuan':
      if (own === 'TWD' || own === 'HKD' || own === 'MOP') return own;
      return !country && traditional.test(text) ? 'TWD' : 'CNY';
    case 'yen-or-yuan':
      return own === 'JPY' || (!country && place.regions()[0] === 'JP') ? 'JPY' : 'CNY';
    default:
      return named;
  }
};

export const dependsOnCountry: ReadonlySet<string> = new Set(['dollar', 'rupee', 'yuan', 'yen-or-yuan']);

const sharedHints: Readonly<Record<string, readonly string[]>> = {
  INR: ['INR', 'PKR', 'BDT', 'NPR', 'LKR'],
  IDR: ['IDR', 'MYR', 'BND'],
  TWD: ['TWD', 'HKD', 'MOP', 'CNY'],
  CNY: ['CNY', 'JPY', 'TWD', 'HKD'],
  RUB: ['RUB', 'KZT', 'KGS', 'UZS', 'UAH'],
  UZS: ['UZS', 'RUB', 'KZT', 'KGS'],
};

/** "lakh" is India's unless the country is a neighbour; "juta" may be Malaysian, "萬" Hong Kong's. */
export const hintFor = (hint: string, { country, regions }: Place): string => {
  const shared = sharedHints[hint];
  if (!shared) return hint;
  // Han characters alone don't tell Taiwan from China, 萬 does.
  const own = currencyOfCountry[country ?? (hint === 'TWD' ? 'TW' : (regions()[0] ?? ''))];
  return own && shared.includes(own) ? own : hint;
};
