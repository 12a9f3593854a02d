/** A flag stands for its country: `🇰🇭` is how an advert says Cambodia past a word filter. */
import type { Place } from './lexicon-format.ts';

export interface FlagPlace {
  place: Place;
  /** UTF-16 offsets into the text as it was written. */
  start: number;
  end: number;
}

const firstIndicator = 0x1f1e6;
/** Regional indicators go in pairs from the left, or 🇹🇷🇺🇸 would hold a Russian flag. */
const flag = /[\u{1F1E6}-\u{1F1FF}]{2}/gu;

const codeOf = (pair: string): string =>
  String.fromCharCode(...[...pair].map((one) => (one.codePointAt(0) as number) - firstIndicator + 65));

export const createPlaceFlags = (places: readonly Place[]) => {
  const countries = new Map(
    places.filter((one) => one.kind === 'country').map((one) => [one.country, one] as const),
  );
  return (original: string): FlagPlace[] =>
    [...original.matchAll(flag)].flatMap((match) => {
      const place = countries.get(codeOf(match[0]));
      return place ? [{ place, start: match.index, end: match.index + match[0].length }] : [];
    });
};
