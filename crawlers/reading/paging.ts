/** The way from one list page to the next. */
import { elementsNamed } from './elements-by-name.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';
import { findNumberedPages, pageNamedIn, type WordedLink } from './numbered-pages.ts';
import { oneLine } from './own-text.ts';
import { cleanUrl, keyUrl } from './page-address.ts';

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

/** Names that stand before an advert's own number as well. */
const mayBeAdvertNumber = /\/(?:index\.php)?\?(?:[^#]*&)?p=\d|\/p[/-]?\d/i;
const mostPages = 1000;

const backWords =
  /^(?:previous|prev|first|last|newer|newer posts|上一页|上一頁|首页|末页|尾页|trước|cuối|đầu)$/;

/** True for the address of a later page of a list: by the name of its number, and where that says little by its words. */
export const isListPageAddress = (url: string, words: string): boolean => {
  const { number } = pageNumberOf(url);
  if (number <= 1) return false;
  if (!mayBeAdvertNumber.test(url)) return true;
  const said = words.toLowerCase().trim();
  const isPagerWord =
    saysNext(said) || nextArrows.test(said) || backWords.test(said) || !/[\p{L}\p{N}]/u.test(said);
  return pageNamedIn(said) !== undefined || (isPagerWord && number < mostPages);
};

const withoutTrailingSlash = (url: string): string => url.replace(/\/(?=$|\?)/, '');

interface PageLink extends WordedLink {
  rel: string;
  /** An icon says what the link has no words for. */
  isNextIcon: boolean;
}

/** Paging stands at a list's end, sometimes at its beginning too. */
const linksAtEnds = { first: 1000, last: 3000 } as const;

const atEnds = <Item>(items: Item[]): Item[] =>
  items.length <= linksAtEnds.first + linksAtEnds.last
    ? items
    : [...items.slice(0, linksAtEnds.first), ...items.slice(-linksAtEnds.last)];

const linksOf = ($: CheerioAPI, baseUrl: string): PageLink[] =>
  atEnds($('a[href], link[href], a[onclick], button[onclick]').toArray()).flatMap((element) => {
    const url = isElement(element) ? addressOf(element, baseUrl) : undefined;
    if (
      url === undefined ||
      !isElement(element) ||
      (element.name === 'link' && !/\bnext\b/i.test(element.attribs.rel ?? ''))
    )
      return [];
    const { attribs } = element;
    const words =
      oneLine($(element).text()) || attribs['aria-label'] || attribs.title || pictureWords(element) || '';
    const rel = (attribs.rel ?? '').toLowerCase();
    return [
      { url, words: words.toLowerCase(), rel, element, isNextIcon: words === '' && isNextIcon(element) },
    ];
  });

const goesTo = /location(?:\.href)?\s*=\s*(["'])([^"'\s]{1,2000})\1/;

/** Where a link leads, or a button that only a small script makes one. */
const addressOf = ({ attribs }: Element, baseUrl: string): string | undefined => {
  const { href, onclick } = attribs;
  if (href !== undefined && href !== '' && !/^(?:#|javascript:)/i.test(href)) return cleanUrl(href, baseUrl);
  return cleanUrl(goesTo.exec((onclick ?? href ?? '').slice(0, 3000))?.[2], baseUrl);
};

const childrenOf = (element: Element): Element[] => element.children.slice(0, 4).filter(isElement);

const pictureWords = (element: Element): string | undefined =>
  childrenOf(element)
    .find(({ name }) => name === 'img')
    ?.attribs.alt?.trim();

const nextIcon = /(?:^|[\s_-])(?:next|(?:chevron|angle|arrow|caret)-?(?:right|forward))(?:$|[\s_-])/i;
const lastIcon = /double|last|end|fast/i;

/** `<li class="next"><a><i class="fa-chevron-right">`: the classes of the link, what holds it and what stands in it. */
const isNextIcon = (element: Element): boolean => {
  const { parent } = element;
  const around = isElement(parent) && parent.name === 'li' ? [parent] : [];
  const classes = [element, ...around, ...childrenOf(element)]
    .map(({ attribs }) => attribs.class ?? '')
    .join(' ');
  return nextIcon.test(classes) && !lastIcon.test(classes);
};

const saysNext = (words: string): boolean => {
  if (words.length > 40) return false;
  const plain = words.replace(/[\s([]*\d{1,5}\s*(?:\/|of|из|จาก|dari|trong)\s*\d{1,5}[\s)\]]*$/, '');
  return nextWords.has(plain.replace(/[›»→>❯▶⟩…<«‹←\s]+$|^[›»→>❯▶⟩\s]+/g, ''));
};

/** The smallest numbered page behind this one, of the same list. */
const nextNumbered = (links: readonly PageLink[], pageUrl: string): string | undefined => {
  const here = pageNumberOf(pageUrl);
  const isSameList = (rest: string): boolean =>
    withoutTrailingSlash(rest) === withoutTrailingSlash(here.rest);
  const later = links
    .filter((link) => pageNamedIn(link.words) !== undefined)
    .map((link) => ({ url: link.url, ...pageNumberOf(link.url) }))
    .filter((link) => link.number > here.number && isSameList(link.rest));
  return later.sort((one, other) => one.number - other.number)[0]?.url;
};

const numberSteps =
  /^(?:offset|start|from|skip|first|begin|o|s|pos|position|index|beg|rec|row|limitstart|st)$/i;

const withoutParameter = (url: URL, name: string): string => {
  const rest = new URL(url);
  rest.searchParams.delete(name);
  rest.searchParams.sort();
  return withoutTrailingSlash(rest.href);
};

/** `?start=20` behind a number: pages counted by adverts. The smallest step ahead in the same list. */
const nextOffset = (links: readonly PageLink[], pageUrl: string): string | undefined => {
  const here = new URL(pageUrl);
  const ahead = links.flatMap(({ url, words }) => {
    if (!/^\d{1,5}$/.test(words)) return [];
    const there = new URL(url);
    const step = [...there.searchParams].find(
      ([name, value]) =>
        numberSteps.test(name) &&
        /^\d+$/.test(value) &&
        Number(value) > Number(here.searchParams.get(name) ?? '0') &&
        withoutParameter(there, name) === withoutParameter(here, name),
    );
    return step ? [{ url, offset: Number(step[1]) }] : [];
  });
  return ahead.sort((one, other) => one.offset - other.offset)[0]?.url;
};

const moreWords =
  /^\P{L}*(?:(?:load|show|view|see|display) (?:\d+ )?more(?: \p{L}+){0,2}|more (?:jobs|results|ads|listings|adverts|vacancies)|xem thêm.{0,16}|tải thêm.{0,16}|hiển thị thêm.{0,10}|(?:โหลด|ดู|แสดง)เพิ่ม.{0,10}|(?:加载|加載|载入|查看|显示|顯示|看)更多.{0,8}|點擊.{0,4}更多|더\s?보기|더보기.{0,8}|показать (?:ещ[её]|больше).{0,16}|ещ[её] вакансии|(?:muat|lihat|tampilkan|papar) (?:lebih|lagi|lainnya).{0,16}|lihat lagi|ipakita (?:pa|ang).{0,16}|और (?:देखें|लोड करें|दिखाएँ).{0,8}|আরও (?:দেখুন|লোড).{0,8}|နောက်ထပ်.{0,16}|មើលបន្ថែម.{0,10}|ເບິ່ງເພີ່ມ.{0,10}|もっと見る|さらに表示|(?:ver|cargar|mostrar|carregar|voir|charger|afficher) (?:más|mais|plus).{0,16}|daha fazla.{0,16}|عرض المزيد|المزيد|تحميل المزيد)\P{L}*$/iu;

const addressAttributes = [
  'data-url',
  'data-href',
  'data-next',
  'data-next-url',
  'data-nexturl',
  'data-next-page-url',
  'data-load-url',
  'data-load-more-url',
  'data-endpoint',
  'data-action',
  'data-src',
  'hx-get',
  'formaction',
];
const numberAttributes: [attribute: string, parameter: string][] = [
  ['data-next-page', 'page'],
  ['data-page', 'page'],
  ['data-paged', 'paged'],
  ['data-offset', 'offset'],
  ['data-start', 'start'],
  ['data-cursor', 'cursor'],
  ['data-next-cursor', 'cursor'],
  ['data-after', 'after'],
];

const withParameter = (pageUrl: string, name: string, value: string): string => {
  const url = new URL(pageUrl);
  url.searchParams.set(name, value);
  return url.href;
};

/** Where a button leads: its own address, or this page's with the number or cursor that it carries. */
const buttonTarget = (element: Element, page: { url: string; baseUrl: string }): string | undefined => {
  const { attribs } = element;
  for (const name of addressAttributes) {
    const url =
      attribs[name] && /[/?=]/.test(attribs[name]) ? cleanUrl(attribs[name], page.baseUrl) : undefined;
    if (url !== undefined) return url;
  }
  const href =
    attribs.href && !/^(?:#|javascript:)/i.test(attribs.href)
      ? cleanUrl(attribs.href, page.baseUrl)
      : undefined;
  if (href !== undefined) return href;
  for (const [attribute, parameter] of numberAttributes) {
    const value = attribs[attribute]?.trim();
    if (value && value.length < 200 && /^[\w+/=.-]+$/.test(value))
      return withParameter(page.url, parameter, value);
  }
  return undefined;
};

const buttonTags = ['button', 'a', 'div', 'span'];

/** The page behind `Load more`, where the button says which it is; without that only a browser can press it. */
export const findLoadMore = ($: CheerioAPI, page: { url: string; baseUrl: string }): string | undefined => {
  for (const name of buttonTags)
    for (const element of elementsNamed($, name)) {
      if (element.children.length > 6 || Object.keys(element.attribs).length === 0) continue;
      const isNamed = /load-?more|show-?more|infinite|next-page/i.test(
        `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`,
      );
      const target = isNamed || name === 'button' || name === 'a' ? buttonTarget(element, page) : undefined;
      if (target === undefined || keyUrl(target) === keyUrl(page.url)) continue;
      if (isNamed || moreWords.test(oneLine($(element).text()).slice(0, 60))) return target;
    }
  return undefined;
};

/** Where a list goes on. */
export interface Paging {
  /** The next page's address. */
  next: string | undefined;
  /** Which page of its list this is, from 1. */
  number: number;
  /** True for links to pages of this list: no other list. */
  isPage(url: string): boolean;
  /** There is a further page, and only a script goes there. */
  isScripted: boolean;
}

/** A pager's next number as a button, or as a link without an address. */
const isScripted = ($: CheerioAPI, following: number): boolean =>
  ['a', 'button'].some((name) =>
    elementsNamed($, name).some(
      (element) =>
        element.children.length < 4 &&
        pageNamedIn(oneLine($(element).text()).toLowerCase()) === following &&
        isInPager(element),
    ),
  );

const isInPager = (element: Element): boolean => {
  let node: AnyNode | null = element;
  for (let level = 0; node && level < 5; level += 1, node = node.parent)
    if (
      isElement(node) &&
      /pag(?:e|ing|in)/i.test(
        `${node.attribs.class ?? ''} ${node.attribs.id ?? ''} ${node.attribs['aria-label'] ?? ''}`,
      )
    )
      return true;
  return false;
};

/**
 * `rel=next`, else a link that says so in one of our languages, else a number; `number` is which page of its list this
 * is thought to be, counted from 1, where the page itself does not tell.
 */
export const findPaging = ($: CheerioAPI, page: { url: string; baseUrl: string; number: number }): Paging => {
  const own = cleanUrl(page.url, page.url) ?? page.url;
  const links = linksOf($, page.baseUrl).filter((link) => link.url !== own);
  const numbered = findNumberedPages(links, own);
  const number = numbered?.here ?? Math.max(page.number, pageNumberOf(page.url).number);
  const following = String(number + 1);
  const next =
    links.find((link) => /(^|\s)next(\s|$)/.test(link.rel))?.url ??
    links.find((link) => saysNext(link.words))?.url ??
    numbered?.after(number) ??
    nextNumbered(links, page.url) ??
    nextOffset(links, page.url) ??
    // behind the numbers: on many lists an arrow leads to the last page
    links.find((link) => nextArrows.test(link.words) || link.isNextIcon)?.url ??
    links.find((link) => pageNamedIn(link.words) === number + 1 && link.url.includes(following))?.url ??
    findLoadMore($, page);
  return {
    next,
    number,
    isPage: (url) => url === next || numbered?.isPage(url) === true,
    isScripted: next === undefined && isScripted($, number + 1),
  };
};

/** The next list page's address. */
export const findNextPage = ($: CheerioAPI, page: Parameters<typeof findPaging>[1]): string | undefined =>
  findPaging($, page).next;
