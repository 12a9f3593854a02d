import { describe, expect, it } from 'vitest';
import { languagesOfAdvert } from './languages-of-advert.ts';

const site = 'https://board.example';

describe('languagesOfAdvert', () => {
  it("takes the text's languages before those of the country and of the site's domain", () => {
    const installed = ['en', 'zh-Hans', 'vi', 'th'];
    const of = (languages: string[], country: string | null, where = site) =>
      languagesOfAdvert({ languages, country, site: where }, installed);
    expect(of(['vi'], null)).toEqual(['vie', 'eng']);
    expect(of([], 'TH')).toEqual(['tha', 'eng']);
    expect(of(['en'], null, 'https://jobs.example.th')).toEqual(['eng', 'tha']);
    expect(of(['zh-Hans'], null)).toEqual(['chi_sim']);
  });

  it('adds what is installed to an advert of which nothing but English is known', () => {
    expect(languagesOfAdvert({ languages: ['en'], country: null, site }, ['en', 'zh-Hans'])).toEqual([
      'eng',
      'chi_sim',
    ]);
    expect(languagesOfAdvert({ languages: ['und'], country: null, site: 'supplied' }, ['vi'])).toEqual([
      'vie',
    ]);
  });
});
