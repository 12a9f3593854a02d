/** In which languages the picture of an advert is read, from what is known of the advert. */
import { languagesFor } from './installed-languages.ts';

/** Languages that adverts in a country are written in, by ISO 3166-1 code, which is the top-level domain too. */
const languagesOfCountry: Record<string, readonly string[]> = {
  CN: ['zh-Hans'],
  TW: ['zh-Hant'],
  HK: ['zh-Hant'],
  MO: ['zh-Hant'],
  SG: ['zh-Hans', 'ms'],
  MY: ['ms', 'zh-Hans'],
  VN: ['vi'],
  TH: ['th'],
  ID: ['id'],
  PH: ['fil'],
  KR: ['ko'],
  JP: ['ja'],
  RU: ['ru'],
  KZ: ['kk', 'ru'],
  KG: ['ky', 'ru'],
  UZ: ['uz', 'ru'],
  IN: ['hi', 'ta'],
  BD: ['bn'],
  PK: ['ur'],
  NP: ['ne'],
  LK: ['si', 'ta'],
  MV: ['dv'],
  MM: ['my', 'zh-Hans'],
  KH: ['zh-Hans', 'vi'],
  LA: ['lo', 'zh-Hans'],
  TR: ['tr'],
  ET: ['am'],
  KE: ['sw'],
  TZ: ['sw'],
  UG: ['sw'],
  BR: ['pt'],
  PT: ['pt'],
  MX: ['es'],
  CO: ['es'],
  PE: ['es'],
  AE: ['ar'],
  EG: ['ar'],
  MA: ['ar', 'fr'],
};

const countryOfSite = (site: string): string | undefined =>
  URL.canParse(site) ? new URL(site).hostname.split('.').at(-1)?.toUpperCase() : undefined;

/**
 * The text's own languages come first, then the country's. An advert of which no more than English is known is read in
 * what else is installed too: it was installed for a reason.
 */
export const languagesOfAdvert = (
  advert: { languages: readonly string[]; country: string | null; site: string },
  installed: readonly string[],
): string[] => {
  const countries = [advert.country?.toUpperCase(), countryOfSite(advert.site)];
  const likely = countries.flatMap((country) => (country && languagesOfCountry[country]) || []);
  const own = advert.languages.map((code) => (code === 'my-Qaag' ? 'my' : code === 'hi-Latn' ? 'hi' : code));
  const known = [...own, ...likely];
  const tellsMore = known.some((code) => code !== 'en' && installed.includes(code));
  return languagesFor(tellsMore ? known : [...known, ...installed], installed);
};
