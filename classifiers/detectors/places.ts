/** The places of the gazetteer as findings: compounds, hotspots, places on the way, countries with their towns, regions. */
import { journeySigns } from '../journey-signs.ts';
import { readersCountries } from '../readers-countries.ts';
import type { AdvertReading, Detector, DraftFinding, PlaceMention } from '../reading.ts';
import type { TableData } from '../table-format.ts';

const indicators: Record<PlaceMention['place']['kind'], string> = {
  compound: 'compound-place',
  hotspot: 'hotspot-place',
  transit: 'transit-place',
  country: 'destination-country',
  // any town of a country speaks as the country's name does
  ordinary: 'destination-country',
  region: 'undisclosed-destination',
};

const journeyIndicators = new Set<string>(journeySigns);
const travelIndicators = new Set([...journeyIndicators, 'overseas-work', 'undisclosed-destination']);

/** A town for work at home is where people live; it says little. */
const homeFactor = 0.3;
/** Nothing tells where the readers are: English, and no place stated. */
const unknownFactor = 0.5;
/** "South-East Asia" stands in honest adverts too, of the market or the team. */
const regionFactor = 0.5;
/** A language of more countries does not tell whether its readers would have to travel. */
const fewCountries = 4;
/** Less of a language is a quotation, or wrongly told. */
const spokenShare = 0.15;
/** From so many countries without compounds on, a list of countries is where a company has its offices. */
const footprint = 3;
const riskFactor = 0.4;

type Distance = 'abroad' | 'unknown' | 'home';

const hasAny = (reading: AdvertReading, indicators: ReadonlySet<string>): boolean =>
  reading.drafts.some((draft) => indicators.has(draft.indicator));

/** What the languages tell: a small one its country, the main one where it is not spoken. */
const distanceByLanguage = (
  { languages }: AdvertReading,
  country: string,
  homes: Record<string, string[]>,
): Distance => {
  const spoken = languages.filter((one) => one.share >= spokenShare).map((one) => homes[one.code] ?? []);
  const telling = spoken.filter(({ length }) => length > 0 && length <= fewCountries);
  if (telling.some((countries) => countries.includes(country))) return 'home';
  const [main = []] = spoken;
  return telling.length > 0 || (main.length > 0 && !main.includes(country)) ? 'abroad' : 'unknown';
};

/** Whether the advert speaks to people of another country than `country`, or of going there. */
const distanceOf = (reading: AdvertReading, country: string, tables: TableData): Distance => {
  const { postedCountry, locationCountry } = reading;
  if (postedCountry) return postedCountry === country ? 'home' : 'abroad';
  const readers = readersCountries(reading);
  if (readers.size > 0) return readers.has(country) ? 'home' : 'abroad';
  const byLanguage = distanceByLanguage(reading, country, tables.languageCountries);
  const isEnglish = tables.languageCountries[reading.languages[0]?.code ?? ''] === undefined;
  // the stated place is where the readers are, unless they are brought there: "foreigners preferred" is no journey
  if (isEnglish && locationCountry === country) return hasAny(reading, journeyIndicators) ? 'abroad' : 'home';
  if (byLanguage !== 'unknown') return byLanguage;
  if (hasAny(reading, travelIndicators)) return 'abroad';
  return reading.input.location ? 'home' : 'unknown';
};

const countriesWithoutCompounds = (reading: AdvertReading, tables: TableData): number =>
  new Set(
    reading.places
      .filter(({ place }) => place.kind === 'country' || place.kind === 'ordinary')
      .map(({ place }) => place.country)
      .filter((country) => (tables.destinationFactors[country] ?? 0) < riskFactor),
  ).size;

const isListOfOffices = (reading: AdvertReading, tables: TableData): boolean =>
  !hasAny(reading, journeyIndicators) && countriesWithoutCompounds(reading, tables) >= footprint;

/** English is the language of adverts in many countries with few compounds, and in none with many. */
const countryFactor = (country: string, reading: AdvertReading, tables: TableData): number => {
  const own = tables.destinationFactors[country] ?? 0;
  const distance = distanceOf(reading, country, tables);
  if (own < 1 && isListOfOffices(reading, tables)) return 0;
  if (distance === 'unknown') return own < 1 ? 0 : unknownFactor;
  return distance === 'abroad' ? own : 0;
};

/** 0 for what says nothing: a country at home, one without compounds, a region of which no journey is spoken. */
const factorOf = ({ place, field }: PlaceMention, reading: AdvertReading, tables: TableData): number => {
  if (place.kind === 'compound') return 1;
  if (place.kind === 'region') {
    if (field === 'location') return 1;
    // with a stated country the region is only where the company works, unless a journey is spoken of
    const told = reading.locationCountry ? journeyIndicators : travelIndicators;
    return hasAny(reading, told) ? regionFactor : 0;
  }
  if (place.kind === 'country' || place.kind === 'ordinary')
    return countryFactor(place.country, reading, tables);
  return distanceOf(reading, place.country, tables) === 'abroad' ? 1 : homeFactor;
};

/** A place says the same wherever it stands, but for a region; a page may name places thousands of times. */
const rememberFactors = (reading: AdvertReading, tables: TableData) => {
  const known = new Map<string, number>();
  return (mention: PlaceMention): number => {
    const key = `${mention.place.id} ${mention.field === 'location'}`;
    const factor = known.get(key) ?? factorOf(mention, reading, tables);
    known.set(key, factor);
    return factor;
  };
};

const detector: Detector = {
  id: 'places',
  detect: (reading, tables) => {
    const found: DraftFinding[] = [];
    const factorOfMention = rememberFactors(reading, tables);
    for (const mention of reading.places) {
      const { place, field, start, end } = mention;
      const factor = factorOfMention(mention);
      if (factor === 0) continue;
      found.push({
        indicator: indicators[place.kind],
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
