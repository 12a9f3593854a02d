/** The way from one list page to the next. */
import { type CheerioAPI, isElement } from './nodes.ts';
import { oneLine } from './own-text.ts';
import { cleanUrl } from './page-address.ts';

/** What links to the next page say, in our languages; compared whole, after lower-casing, arrows left out. */
const nextWords = new Set([
  'next',
  'next page',
  'older',
  'older posts',
  'older jobs',
  'more jobs',
  'see more jobs',
  '下一页',
  '下一頁',
  '下页',
  '下頁',
  '后一页',
  '下一步',
  'tiếp',
  'tiếp theo',
  'trang sau',
  'trang tiếp',
  'sau',
  'kế tiếp',
  'xem tiếp',
  'ถัดไป',
  'หน้าถัดไป',
  'หน้าต่อไป',
  'ต่อไป',
  'berikutnya',
  'selanjutnya',
  'halaman berikutnya',
  'lanjut',
  'seterusnya',
  'halaman seterusnya',
  'susunod',
  'susunod na pahina',
  'kasunod',
  '다음',
  '다음 페이지',
  '다음페이지',
  'следующая',
  'далее',
  'вперед',
  'вперёд',
  'дальше',
  'следующая страница',
  'अगला',
  'अगला पृष्ठ',
  'आगे',
  'পরবর্তী',
  'অगला',
  'அடுத்து',
  'அடுத்த',
  'अर्को',
  'ඊළඟ',
  'اگلا',
  'បន្ទាប់',
  'ទំព័របន្ទាប់',
  'နောက်တစ်ခု',
  'နောက်',
  'ຕໍ່ໄປ',
  'ຖັດໄປ',
  '次へ',
  '次のページ',
  '次',
  'siguiente',
  'página siguiente',
  'próxima',
  'próximo',
  'seguinte',
  'suivant',
  'page suivante',
  'sonraki',
  'sonraki sayfa',
  'ileri',
  'التالي',
  'الصفحة التالية',
  'ifuatayo',
  'የሚቀጥለው',
  'келесі',
  'кийинки',
  'keyingi',
  'дараах',
]);
const nextArrows = /^[›»→>❯▶⟩]{1,2}$/;

const pageParameter =
  /^(page|p|pg|paged|pagina|pageno|page_no|pagenum|page_num|pagenumber|currentpage|trang|halaman|seite|pn)$/i;
const pagePath = /\/(?:page|p|trang|halaman|pagina|seite)[/-]?(\d{1,5})(?=\/|$|\.)/i;

/** The page number that an address carries, and the address without it. */
export const pageNumberOf = (url: string): { number: number; rest: string } => {
  const parsed = new URL(url);
  for (const [name, value] of parsed.searchParams)
    if (pageParameter.test(name) && /^\d{1,5}$/.test(value)) {
      parsed.searchParams.delete(name);
      parsed.searchParams.sort();
      return { number: Number(value), rest: parsed.href };
    }
  const match = pagePath.exec(parsed.pathname);
  if (match?.[1]) {
    parsed.pathname = parsed.pathname.replace(pagePath, '');
    return { number: Number(match[1]), rest: parsed.href };
  }
  parsed.searchParams.sort();
  return { number: 1, rest: parsed.href };
};

const withoutTrailingSlash = (url: string): string => url.replace(/\/(?=$|\?)/, '');

interface PageLink {
  url: string;
  words: string;
  rel: string;
}

/** Paging stands at a list's end, sometimes at its beginning too. */
const linksAtEnds = { first: 1000, last: 3000 } as const;

const atEnds = <Item>(items: Item[]): Item[] =>
  items.length <= linksAtEnds.first + linksAtEnds.last
    ? items
    : [...items.slice(0, linksAtEnds.first), ...items.slice(-linksAtEnds.last)];

const linksOf = ($: CheerioAPI, baseUrl: string): PageLink[] =>
  atEnds($('a[href], link[href]').toArray()).flatMap((element) => {
    const url = isElement(element) ? cleanUrl(element.attribs.href, baseUrl) : undefined;
    if (url === undefined || (element.name === 'link' && !/\bnext\b/i.test(element.attribs.rel ?? '')))
      return [];
    const { attribs } = element;
    const words = oneLine($(element).text()) || attribs['aria-label'] || attribs.title || '';
    return [{ url, words: words.toLowerCase(), rel: (attribs.rel ?? '').toLowerCase() }];
  });

const saysNext = (words: string): boolean => {
  if (words.length > 40) return false;
  if (nextArrows.test(words)) return true;
  return nextWords.has(words.replace(/[›»→>❯▶⟩…<«‹←\s]+$|^[›»→>❯▶⟩\s]+/g, ''));
};

/** The smallest numbered page behind this one, of the same list. */
const nextNumbered = (links: readonly PageLink[], pageUrl: string): string | undefined => {
  const here = pageNumberOf(pageUrl);
  const isSameList = (rest: string): boolean =>
    withoutTrailingSlash(rest) === withoutTrailingSlash(here.rest);
  const later = links
    .filter((link) => /^\d{1,5}$/.test(link.words))
    .map((link) => ({ url: link.url, ...pageNumberOf(link.url) }))
    .filter((link) => link.number > here.number && isSameList(link.rest));
  return later.sort((one, other) => one.number - other.number)[0]?.url;
};

/** The next list page's address: `rel=next`, else a link that says so in one of our languages, else a number. */
export const findNextPage = (
  $: CheerioAPI,
  page: {
    url: string;
    baseUrl: string /** Which page of its list this is, counted from 1. */;
    number: number;
  },
): string | undefined => {
  const links = linksOf($, page.baseUrl).filter((link) => link.url !== cleanUrl(page.url, page.url));
  const following = String(Math.max(page.number, pageNumberOf(page.url).number) + 1);
  return (
    links.find((link) => /(^|\s)next(\s|$)/.test(link.rel))?.url ??
    links.find((link) => saysNext(link.words))?.url ??
    nextNumbered(links, page.url) ??
    links.find((link) => link.words === following && link.url.includes(following))?.url
  );
};
