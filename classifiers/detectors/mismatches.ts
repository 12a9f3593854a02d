/** What does not fit together: the stated place and the work place, the board and the work place, visa and work. */
import { journeySigns } from '../journey-signs.ts';
import type { AdvertReading, Detector, DraftFinding, FieldSpan, PlaceMention } from '../reading.ts';

/** Countries and towns that a work place abroad may be told from; capitals of the world are no compounds. */
const riskKinds = new Set(['compound', 'hotspot', 'transit', 'country']);

const workWords = new Set([
  'chat-role',
  'customer-service-role',
  'data-entry-role',
  'telesales-role',
  'translator-role',
  'office-role',
  'online-marketing-role',
  'gambling-role',
  'crypto-role',
  'dating-role',
  'high-pay-wording',
  'guaranteed-pay',
]);

const spanOf = ({ field, start, end }: FieldSpan): FieldSpan => ({ field, start, end });

/** What marks the work as being elsewhere: people are brought there. Companies name the countries of their offices too. */
const journeyIndicators = new Set<string>([
  ...journeySigns,
  'meeting-point',
  'airport-pickup',
  'departure-imminent',
]);
/** From this factor on a country counts with a journey, from the other without, unless the text lists countries. */
const riskFactor = 0.4;
const certainRiskFactor = 1;
const listLength = 3;

const hasJourney = (reading: AdvertReading): boolean =>
  reading.drafts.some((draft) => journeyIndicators.has(draft.indicator));

/**
 * A place in the text that stands for work in a destination country other than `country`. One that the title names is
 * openly said; a country's name without a journey is where the company has clients or offices.
 */
const riskPlaceOutside = (
  reading: AdvertReading,
  country: string,
  factors: Record<string, number>,
): PlaceMention | undefined => {
  const foreign = reading.places.filter(
    (one) => riskKinds.has(one.place.kind) && one.place.country !== country,
  );
  const inTitle = new Set(foreign.filter((one) => one.field === 'title').map((one) => one.place.country));
  const isList = new Set(foreign.map((one) => one.place.country)).size >= listLength;
  const atLeast = hasJourney(reading) ? riskFactor : isList ? Number.POSITIVE_INFINITY : certainRiskFactor;
  const isRisk = ({ place }: PlaceMention): boolean =>
    place.kind !== 'country' || (factors[place.country] ?? 0) >= atLeast;
  return foreign.find(
    (one) =>
      one.field !== 'location' && one.field !== 'employer' && !inTitle.has(one.place.country) && isRisk(one),
  );
};

const detectPlaceDiffers = (reading: AdvertReading, factors: Record<string, number>): DraftFinding[] => {
  const { locationCountry } = reading;
  const { location } = reading.input;
  if (!locationCountry || !location) return [];
  const place = riskPlaceOutside(reading, locationCountry, factors);
  if (!place) return [];
  return [
    {
      ...spanOf(place),
      indicator: 'place-differs',
      rule: 'detector/place-differs',
      isReviewed: false,
      params: { stated: location.trim().slice(0, 60), real: place.place.name },
      other: { field: 'location', start: 0, end: location.length },
    },
  ];
};

const detectLocalTitle = (reading: AdvertReading, factors: Record<string, number>): DraftFinding[] => {
  const { postedCountry, locationCountry } = reading;
  const board = reading.input.postedIn;
  if (!postedCountry || !board || (locationCountry && locationCountry !== postedCountry)) return [];
  const place = riskPlaceOutside(reading, postedCountry, factors);
  if (!place) return [];
  return [
    {
      ...spanOf(place),
      indicator: 'local-title-foreign-work',
      rule: 'detector/local-title-foreign-work',
      isReviewed: false,
      params: { postedIn: board.trim().slice(0, 60), place: place.place.name },
      other: { field: 'postedIn', start: 0, end: board.length },
    },
  ];
};

/** A visitor's visa with work on it: the words for the work are marked, the visa's are the second span. */
const detectVisaType = (reading: AdvertReading): DraftFinding[] => {
  const visa = reading.drafts.find((draft) => draft.indicator === 'tourist-visa-work');
  const work = reading.drafts.find((draft) => workWords.has(draft.indicator));
  if (!visa || !work) return [];
  return [
    {
      ...spanOf(work),
      indicator: 'visa-type-mismatch',
      rule: 'detector/visa-type-mismatch',
      isReviewed: false,
      params: { work: work.gloss ?? 'work', visa: visa.gloss ?? 'visitor visa' },
      other: spanOf(visa),
    },
  ];
};

const detector: Detector = {
  id: 'mismatches',
  detect: (reading, tables) => [
    ...detectPlaceDiffers(reading, tables.destinationFactors),
    ...detectLocalTitle(reading, tables.destinationFactors),
    ...detectVisaType(reading),
  ],
};
export default detector;
