/** What does not fit together: the stated place and the work place, the board and the work place, visa and work. */
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

/** A place in title or text that stands for work in a destination country other than `country`. */
const riskPlaceOutside = (
  reading: AdvertReading,
  country: string,
  factors: Record<string, number>,
): PlaceMention | undefined => {
  const named = reading.places.filter((one) => one.field !== 'location' && riskKinds.has(one.place.kind));
  const isRisk = (one: PlaceMention): boolean =>
    one.place.kind !== 'country' || (factors[one.place.country] ?? 0) >= 0.4;
  return named.find((one) => one.place.country !== country && isRisk(one));
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
  if (!place || place.field === 'title') return [];
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
