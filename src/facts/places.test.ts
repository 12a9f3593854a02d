import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import placeList from './place-list.json' with { type: 'json' };
import { countryOf } from './places.ts';

describe('the country of a place', () => {
  it.each([
    ['Phnom Penh, Cambodia', 'KH'],
    ['柬埔寨西港', 'KH'],
    ['柬埔寨', 'KH'],
    ['ประเทศกัมพูชา', 'KH'],
    ['Campuchia', 'KH'],
    ['캄보디아 시아누크빌', 'KH'],
    ['Kamboja', 'KH'],
    ['कंबोडिया', 'KH'],
    ['কম্বোডিয়া', 'KH'],
    ['កម្ពុជា', 'KH'],
    ['Камбоджа', 'KH'],
    ['Myawaddy', 'MM'],
    ['緬甸', 'MM'],
    ['缅北', 'MM'],
    ['เมียวดี', 'MM'],
    ['မြန်မာ', 'MM'],
    ['Мьянма', 'MM'],
    ['Golden Triangle, Laos', 'LA'],
    ['ສາມຫຼ່ຽມຄຳ', 'LA'],
    ['Mae Sot', 'TH'],
    ['Bangkok, TH', 'TH'],
    ['TPHCM', 'VN'],
    ['Việt Nam', 'VN'],
    ['MANILA', 'PH'],
    ['Dubai', 'AE'],
    ['UAE', 'AE'],
    ['دبي', 'AE'],
    ['Türkiye', 'TR'],
    ['高雄市', 'TW'],
    ['อ.เมือง จ.นครราชสีมา', 'TH'],
    ['Шарджа', 'AE'],
    ['UK', 'GB'],
    ['KH', 'KH'],
    ['🇰🇭', 'KH'],
    ['work in 🇲🇲 now', 'MM'],
    ['Mondulkiri', 'KH'],
    ['ខេត្តព្រៃវែង', 'KH'],
    ['1 Main Street, Lebanon, NH 03766', 'US'],
    ['Atlanta, Georgia, GA 30303', 'US'],
    ['North Charleston, SC', 'US'],
    ['Vientiane, LA', 'LA'],
    ['Jakarta, ID', 'ID'],
    ['Côte d’Ivoire', 'CI'],
    ['Singapore 048616', 'SG'],
    ['አዲስ አበባ', 'ET'],
  ])('of %j is %s', (text, country) => {
    expect(countryOf(text)).toBe(country);
  });

  it('takes a named country before a town, and of several countries the last, as in an address', () => {
    expect(countryOf('Paris, Texas, USA')).toBe('US');
    expect(countryOf('Golden Triangle, Myanmar')).toBe('MM');
    expect(countryOf('Bangkok then Poipet')).toBe('TH');
  });

  it.each(['', 'Remote', 'work from home', 'overseas', 'an office in the city', '海外', '12345'])(
    'of %j is not known',
    (text) => {
      expect(countryOf(text)).toBeUndefined();
    },
  );

  it('knows every place of its list', () => {
    for (const [code, places] of Object.entries(placeList)) {
      for (const place of places) expect(countryOf(place), place).toBe(code);
    }
  });

  it('knows the English name of every country that it can answer', () => {
    const english = new Intl.DisplayNames('en', { type: 'region' });
    for (const code of Object.keys(placeList)) expect(countryOf(english.of(code) as string), code).toBe(code);
  });

  it('answers any text with a code or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(countryOf(text) ?? 'XX').toMatch(/^[A-Z]{2}$/);
      }),
    );
  });

  it.each(['柬', 'a ', 'ก', ', ', 'Cambodia '])('is looked for in 100,000 characters of %j', (piece) => {
    expect(countryOf(piece.repeat(50_000).slice(0, 100_000)) ?? 'KH').toBe('KH');
  });
});
