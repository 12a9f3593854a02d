/** What counts as a change of a watched page, and what does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/pipeline/assess-posting.ts';
import type { Page, Reading } from '../../target-type.ts';
import page from './index.ts';
import { isFleeting, steadyText } from './steady-text.ts';

const url = 'https://agency.example.com/vacancies.html';
const read = (text: string, own: object = {}, more: Partial<Page> = {}): Reading =>
  page.read(
    {
      url,
      requestedUrl: url,
      kind: 'page',
      carry: {},
      text,
      contentType: 'text/html',
      status: 200,
      fetchedAt: '2026-11-22T10:00:00.000Z',
      isRendered: false,
      ...more,
    },
    page.options.parse({ urls: [url], ...own }),
  );
const codesOf = (reading: Reading): string[] => reading.problems.map((one) => one.code);

describe('a line that changes by itself', () => {
  it.each([
    'Last updated: 12 Nov 2026 14:05',
    'Updated 3 minutes ago',
    '2026-11-22 10:00:01',
    'Server time 10:00:01',
    '1,234 views',
    'Visitors online: 17',
    '浏览量：1024',
    '阅读 3.2万 次',
    '更新时间：2026-11-22',
    'Cập nhật lúc 10:05 22/11/2026',
    'Обновлено 22.11.2026 в 10:00',
    'ผู้เข้าชม 1024 คน',
    'Dilihat 512 kali',
    '조회수 311',
    '© 2026 Invented Agency',
  ])('is %s', (line) => {
    expect(isFleeting(line)).toBe(true);
  });

  it.each([
    '012 345 6789',
    '+1 202 555 0145',
    '0123456789',
    '1500 - 2000',
    '2,500',
    'USD 1,500',
    '08:00 - 17:00',
    'Mon - Fri 08:00 - 17:00',
    '12 hours',
    'Two years of experience',
    'Leaving on 25 November',
    '5 people wanted',
    'Telegram @invented_2026',
    '',
    '招聘10人',
  ])('is not %s', (line) => {
    expect(isFleeting(line)).toBe(false);
  });

  it('is all that is left out of a text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60 }).map((line) => line.replaceAll('\n', ' '))),
        (lines) => {
          const kept = steadyText(lines.join('\n'))
            .split('\n')
            .filter((line) => line !== '');
          expect(kept).toEqual(lines.filter((line) => line !== '' && !isFleeting(line)));
        },
      ),
    );
  });
});

const pageWith = ({
  clock = '10:00',
  views = 5,
  pay = 'USD 500',
  menu = 'Home',
  ad = 'Buy now',
  picture = '1',
} = {}): string =>
  `<!doctype html><html><head><title>Vacancies | Agency</title></head><body><nav><a href="/">${menu}</a><a href="/b">B</a></nav>
<main><h1>Vacancies</h1><p>We seek two cooks for a hotel in Penang.</p><p>Salary: ${pay} per month</p><p>Call <a href="https://wa.me/12025550145">us</a>.</p>
<img src="/cook.jpg?v=${picture}" alt="Cook"><p>Last updated: 22 Nov 2026 ${clock}</p><p>${views} views</p><div class="adsbygoogle">${ad}</div></main><footer>© 2026</footer></body></html>`;
const hashOf = (text: string, own: object = {}): string =>
  contentHash(read(text, own).postings[0] as Reading['postings'][number]);

describe('a watched page', () => {
  it('is one posting under its own address', () => {
    const { postings, problems } = read(pageWith(), {}, { url: 'https://agency.example.com/moved.html' });
    expect(postings).toMatchObject([
      {
        itemKey: url,
        title: 'Vacancies',
        pay: { text: 'USD 500 per month' },
        images: [{ url: 'https://agency.example.com/cook.jpg' }],
        contacts: [{ type: 'whatsapp', value: '+12025550145' }],
      },
    ]);
    expect(problems).toEqual([]);
  });

  it('is the same whatever its clock, counter, menu, advertising and picture addresses say', () => {
    expect(
      hashOf(pageWith({ clock: '23:59', views: 99_999, menu: 'Start', ad: 'Buy later', picture: '77' })),
    ).toBe(hashOf(pageWith()));
  });

  it('is another when its text changes', () => {
    expect(hashOf(pageWith({ pay: 'USD 900' }))).not.toBe(hashOf(pageWith()));
  });

  it('leaves out what it is told to, and watches only what it is told to', () => {
    const weather = (text: string): string => pageWith().replace('</h1>', `</h1><p class="sky">${text}</p>`);
    expect(hashOf(weather('Rain'), { ignore: ['.sky'] })).toBe(hashOf(weather('Sun'), { ignore: ['.sky'] }));
    expect(read(weather('Rain'), { selector: '.sky' }).postings[0]?.text).toBe('Rain');
    expect(codesOf(read(pageWith(), { selector: '#gone' }))).toEqual(['selector-missed']);
  });

  it('may be plain text', () => {
    const text = 'Cook wanted in Penang.\n\nSalary: MYR 2,000 per month\nUpdated: 2026-11-22 10:00';
    const { postings } = read(text, {}, { contentType: 'text/plain' });
    expect(postings).toMatchObject([
      { title: 'Cook wanted in Penang.', text: 'Cook wanted in Penang.\n\nSalary: MYR 2,000 per month' },
    ]);
  });

  it('that scripts build is asked for in a browser, and read there', () => {
    const built = '<html><body><div id="root"></div><script src="/app.js"></script></body></html>';
    expect(read(built)).toMatchObject({ postings: [], problems: [{ code: 'needs-browser' }] });
    expect(codesOf(read(built, {}, { isRendered: true }))).toEqual(['nothing-found']);
    expect(read(pageWith(), {}, { isRendered: true }).postings.length).toBe(1);
  });
});

describe('a page of several adverts', () => {
  const advert = (title: string, text: string, more = ''): string =>
    `<div class="job ${more}"><h3>${title}</h3><p>${text}</p><p>5 views</p></div>`;
  const list = (...adverts: string[]): string =>
    `<html><body><main><h1>Vacancies</h1><p>Our vacancies of this week, all of them in Penang.</p><section>${adverts.join('')}</section></main></body></html>`;
  const cook = advert('Cook', 'Cook lunch for forty people in a school.', 'odd');
  const baker = advert('Baker', 'Bake bread before dawn in a small bakery.', 'even new');
  const keysOf = (reading: Reading): string[] => reading.postings.map((one) => one.itemKey);

  it('is split by blocks that look alike', () => {
    const reading = read(list(cook, baker), { adverts: 'blocks' });
    expect(reading.postings).toMatchObject([
      { title: 'Cook', text: 'Cook\n\nCook lunch for forty people in a school.', itemKey: `${url}#Cook` },
      { title: 'Baker', itemKey: `${url}#Baker` },
    ]);
  });

  it('is split by a selector, and the keys stay in another order and with another text', () => {
    const changed = cook.replace('forty', 'fifty');
    expect(keysOf(read(list(baker, changed), { blockSelector: '.job' })).sort()).toEqual(
      keysOf(read(list(cook, baker), { blockSelector: '.job' })).sort(),
    );
  });

  it('keeps two of one title apart', () => {
    const reading = read(list(cook, advert('Cook', 'Cook dinner for a hotel by the sea.')), {
      adverts: 'blocks',
    });
    expect(new Set(keysOf(reading)).size).toBe(2);
  });

  it('is one text where no blocks are found, unless a selector names them', () => {
    const reading = read(pageWith(), { adverts: 'blocks' });
    expect([keysOf(reading), codesOf(reading)]).toEqual([[url], ['no-blocks']]);
    expect(codesOf(read(pageWith(), { blockSelector: '.none' }))).toEqual(['selector-missed']);
  });
});

it('follows nothing', () => {
  const options = page.options.parse({ urls: [url] });
  expect(page.isInScope(`${url}#top`, options)).toBe(true);
  expect(page.isInScope('https://agency.example.com/other.html', options)).toBe(false);
  expect(page.optionsFor(url)?.fit).toBeLessThan(1);
});
