/**
 * Three or more parts of the journey free, one of them flight, visa or passport: nobody does that for a clerk. Two of
 * them say half as much; lodging and meals alone are what any factory offers.
 */
import type { AdvertReading, Detector, DraftFinding } from '../reading.ts';

const parts: Record<string, string> = {
  'free-flight': 'flight',
  'free-visa': 'visa',
  'passport-arranged': 'passport',
  'free-lodging': 'lodging',
  'free-food': 'food',
  'airport-pickup': 'pick-up',
};
const journey = ['free-flight', 'free-visa', 'passport-arranged'];
/** "All costs paid" says so of what is not named. */
const coversLiving = 'all-expenses-paid';
const minParts = 2;
const wholeParts = 3;

const partsOf = (indicator: string): string[] => {
  if (indicator === coversLiving) return ['free-lodging', 'free-food'];
  return parts[indicator] ? [indicator] : [];
};

/** In the order of the table, so that the sentence reads alike everywhere. */
const namesOf = (found: ReadonlyMap<string, unknown>): string =>
  Object.entries(parts)
    .filter(([indicator]) => found.has(indicator))
    .map(([, name]) => name)
    .join(', ');

/** A staff bus, a canteen and a dormitory: what is free where the stated place of work is the readers' own country. */
const isAtHome = ({ locationCountry, postedCountry, homeCountries, places }: AdvertReading): boolean =>
  locationCountry !== undefined &&
  (postedCountry === undefined ? homeCountries.has(locationCountry) : postedCountry === locationCountry) &&
  places.every(({ place }) => place.country === locationCountry);

/** Part of the weight: whole from three parts on, half with two, and half of that at home. */
const factorOf = (found: number, reading: AdvertReading): number => {
  const whole = found < wholeParts ? 0.5 : 1;
  return isAtHome(reading) ? whole / 2 : whole;
};

const detector: Detector = {
  id: 'logistics-bundle',
  detect: (reading) => {
    const found = new Map<string, DraftFinding>();
    for (const draft of reading.drafts)
      for (const part of partsOf(draft.indicator)) if (!found.has(part)) found.set(part, draft);
    const main = journey.map((indicator) => found.get(indicator)).find((draft) => draft !== undefined);
    if (!main || found.size < minParts) return [];
    const factor = factorOf(found.size, reading);
    const other = [...found.values()].find((draft) => draft !== main) as DraftFinding;
    return [
      {
        indicator: 'logistics-bundle',
        rule: 'detector/logistics-bundle',
        field: main.field,
        start: main.start,
        end: main.end,
        isReviewed: false,
        params: { parts: namesOf(found) },
        other: { field: other.field, start: other.start, end: other.end },
        ...(factor < 1 ? { factor } : {}),
      },
    ];
  },
};
export default detector;
