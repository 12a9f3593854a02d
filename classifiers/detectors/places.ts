/** The places of the gazetteer as findings: compounds, hotspots, places on the way, countries. */
import type { AdvertReading, Detector, DraftFinding, PlaceMention } from '../reading.ts';

const indicators: Partial<Record<PlaceMention['place']['kind'], string>> = {
  compound: 'compound-place',
  hotspot: 'hotspot-place',
  transit: 'transit-place',
  country: 'destination-country',
};

const travelIndicators = new Set([
  'free-flight',
  'free-visa',
  'passport-arranged',
  'passport-only',
  'tourist-visa-work',
  'overseas-work',
  'border-crossing',
  'undisclosed-destination',
]);

/** True when the advert speaks to people of another country than `country`, or of going there. */
const isAbroad = (reading: AdvertReading, country: string): boolean => {
  if (reading.postedCountry) return reading.postedCountry !== country;
  if (reading.homeCountries.size > 0) return !reading.homeCountries.has(country);
  return reading.drafts.some((draft) => travelIndicators.has(draft.indicator));
};

/** A town for work at home is where people live; it says little. */
const homeFactor = 0.3;

const detector: Detector = {
  id: 'places',
  detect: (reading, tables) => {
    const found: DraftFinding[] = [];
    for (const { place, field, start, end } of reading.places) {
      const indicator = indicators[place.kind];
      if (!indicator) continue;
      const abroad = isAbroad(reading, place.country);
      const own = place.kind === 'country' ? (tables.destinationFactors[place.country] ?? 0) : 1;
      const factor = place.kind === 'compound' ? 1 : own * (abroad ? 1 : homeFactor);
      if (factor === 0 || (place.kind === 'country' && !abroad)) continue;
      found.push({
        indicator,
        rule: `place/${place.id}`,
        field,
        start,
        end,
        gloss: place.name,
        isReviewed: place.provenance === 'S',
        params: { place: place.name },
        ...(factor < 1 ? { factor } : {}),
      });
    }
    return found;
  },
};
export default detector;
