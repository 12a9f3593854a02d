/** Which links of a page lead to adverts, and which to lists: told by their form, since every board differs. */
import { isBoilerplate } from '../../reading/boilerplate.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from '../../reading/nodes.ts';
import { oneLine } from '../../reading/own-text.ts';
import { cleanUrl, keyUrl } from '../../reading/page-address.ts';
import { isListPageAddress } from '../../reading/paging.ts';
import type { JobBoardOptions } from './options.ts';
import { isInScope, mayBePage } from './scope.ts';

export interface PageLink {
  url: string;
  words: string;
  /** Tags and classes of the elements around it: adverts of one list share them. */
  place: string;
  /** `rel=nofollow`: the site does not vouch for it. Boards say so of what their users post, too. */
  isNofollow: boolean;
}

export interface FoundLinks {
  postings: PageLink[];
  /** Forms of the links to adverts: the last page of a list may hold a single one, known by its form. */
  forms: string[];
  /** False when the links are only the likeliest of a page without clear ones. */
  isSure: boolean;
  lists: PageLink[];
}

const maxLinks = 3000;
/** Links looked at; a page with more is no list for people. */
const maxLooked = 6000;
const maxPostings = 500;
const maxLists = 40;
/** Smaller groups have to look more like adverts. */
const smallestGroup = 3;
const scores = { large: 2, small: 3.5, guess: 1 } as const;

const postingWords =
  /(^|[/_.-])(jobs?|job-?detail|vacanc(y|ies)|positions?|openings?|postings?|adverts?|ads?|listings?|detail|offers?|lowongan|loker|karir|kerjaya|jawatan|viec-lam|tuyen-dung|tim-viec|ngan|hangan|trabaho|zhaopin|zhiwei|gongzuo|job_?info|recruit|rabota|vakansi[iy]a?|vacancy|empleos?|ofertas?|emplois?|offre|trabalhos?|vagas?|is-ilanlari|ilan|ajira|item|view|show|post|thread|topic)s?([/_.-]|$)/i;
const listWords =
  /(^|[/_.\s-])(jobs?|all jobs|browse|vacancies|latest|categor(y|ies)|search|positions|listings|classifieds|lowongan|loker|viec-lam|việc làm|tuyen-dung|งาน|หางาน|trabaho|hiring|zhaopin|招聘|职位|職缺|工作|채용|구인|вакансии|работа|empleos|ofertas|emplois|vagas|is-ilanlari|نوكري|नौकरी|ការងារ|အလုပ်)([/_.\s-]|$)/i;
const otherNames =
  'about|contact|privacy|terms|cookies?|faq|help|support|imprint|login|log-?in|logout|sign-?(in|up)|register|account|profile|cart|pricing|blog|news|press|share|feed|rss|sitemap|employers?|companies|company|advertise|post-?a?-?job|submit|apply|save|bookmark|print|report|compare|reviews?|resumes?|cv|wp-admin|admin|cdn-cgi|api|static|assets';
const otherPages = new RegExp(`(^|[/_.-])(${otherNames})([/_.-]|$)`, 'i');
/** A whole part of a path: `customer-support-agent` is an advert's own name. */
const otherSegment = new RegExp(`^(?:${otherNames})$`, 'i');
/** Links that change how a list is shown, not what it is; each would be another way into the same list. */
const viewParameters =
  /^(sort|order|orderby|dir|view|display|filter|lang|locale|hl|replytocom|share|print|amp|calendar|month|year|date)$/i;

const placeOf = (element: Element): string => {
  const parts: string[] = [];
  let node: AnyNode | null = element;
  for (let level = 0; level < 4 && isElement(node); level += 1, node = node.parent)
    parts.push(
      `${node.name}.${(node.attribs.class ?? '').replace(/\d+/g, '').split(/\s+/).sort().join('.')}`,
    );
  return parts.join('<');
};

/** Links of the page's content, each page once. */
const contentLinks = (
  $: CheerioAPI,
  page: { url: string; baseUrl: string },
  options: JobBoardOptions,
): PageLink[] => {
  const byKey = new Map<string, PageLink>();
  const here = keyUrl(page.url);
  let looked = 0;
  const visit = (node: AnyNode): void => {
    if (byKey.size >= maxLinks || looked >= maxLooked) return;
    if (isElement(node) && node.name === 'a') keep(node);
    if (isElement(node) && isBoilerplate(node)) return;
    if ('children' in node) for (const child of node.children) visit(child);
  };
  const keep = (element: Element): void => {
    looked += 1;
    const url = cleanUrl(element.attribs.href, page.baseUrl);
    if (url === undefined || !isInScope(url, options) || !mayBePage(url)) return;
    const key = keyUrl(url);
    const words = oneLine($(element).text()) || oneLine(element.attribs.title ?? '');
    const known = byKey.get(key);
    if (key === here || (known && known.words.length >= words.length)) return;
    const isNofollow = /nofollow/i.test(element.attribs.rel ?? '') && known?.isNofollow !== false;
    byKey.set(key, { url: known?.url ?? url, words, place: placeOf(element), isNofollow });
  };
  visit($.root()[0] as AnyNode);
  return [...byKey.values()];
};

/** `/jobs/driver-wanted-123` and `/jobs/cook-77` have one form: `/jobs/*`. */
const formOf = (url: string): string => {
  const { host, pathname, searchParams } = new URL(url);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const varies = (segment: string): boolean => /\d/.test(segment) || segment.length > 24 || /%/.test(segment);
  const form = segments.map((segment, index) =>
    varies(segment) || index === segments.length - 1 ? '*' : segment.toLowerCase(),
  );
  return `${host}/${form.join('/')}?${[...searchParams.keys()].sort().join('&')}`;
};

interface LinkGroup {
  form: string;
  links: PageLink[];
  score: number;
}

const share = (links: readonly PageLink[], holds: (link: PageLink) => boolean): number =>
  links.filter(holds).length / links.length;

/** How much a group of links looks like adverts. Weights were set on made-up boards and saved list pages. */
const scoreGroup = (links: readonly PageLink[]): number => {
  const pathOf = (link: PageLink): string => `${new URL(link.url).pathname}${new URL(link.url).search}`;
  const averageWords = links.reduce((sum, link) => sum + link.words.length, 0) / links.length;
  let score = 0;
  if (share(links, (link) => postingWords.test(pathOf(link))) > 0.6) score += 1.5;
  if (share(links, (link) => /\d{2,}/.test(pathOf(link))) > 0.6) score += 1;
  else if (share(links, (link) => /\d/.test(pathOf(link))) > 0.6) score += 0.5;
  if (averageWords >= 12) score += 1;
  else if (averageWords >= 6) score += 0.5;
  if (averageWords < 4) score -= 1.5;
  if (new Set(links.map((link) => link.place)).size <= Math.max(1, links.length / 3)) score += 1;
  if (links.length >= 8) score += 0.5;
  if (share(links, (link) => otherPages.test(pathOf(link))) > 0.3) score -= 2.5;
  return score;
};

/** By its address alone, as a sitemap gives it. */
export const looksLikeAdvert = (url: string): boolean => {
  const { pathname, search } = new URL(url);
  const segments = pathname.split('/').filter(Boolean);
  const last = segments.at(-1) ?? '';
  const isOther = segments.some((segment) => otherSegment.test(segment.replace(/\.\w+$/, '')));
  const isNamed = /\d/.test(`${last}${search}`) || last.length > 20;
  return isNamed && postingWords.test(pathname) && !isOther && !isListPageAddress(url, '');
};

/** The address without what only changes how it is shown; undefined when nothing of the kind is in it. */
const withoutView = (url: string): string | undefined => {
  const parsed = new URL(url);
  const names = [...new Set(parsed.searchParams.keys())].filter((name) => viewParameters.test(name));
  if (names.length === 0) return undefined;
  for (const name of names) parsed.searchParams.delete(name);
  return keyUrl(parsed.href);
};

/**
 * Other views of the page, of a page that it links to, or of one another. Where a site puts `lang=` or `view=job` into
 * the address of each advert, what is left of it is an advert's own.
 */
const findViews = (links: readonly PageLink[], pageUrl: string): Set<PageLink> => {
  const bare = new Map(links.map((link) => [link, withoutView(link.url)]));
  const known = new Set([keyUrl(pageUrl), withoutView(pageUrl), ...links.map((link) => keyUrl(link.url))]);
  const counts = new Map<string, number>();
  for (const url of bare.values()) if (url !== undefined) counts.set(url, (counts.get(url) ?? 0) + 1);
  return new Set(
    links.filter((link) => {
      const url = bare.get(link);
      return url !== undefined && (known.has(url) || (counts.get(url) ?? 0) > 1);
    }),
  );
};

const groupLinks = (links: readonly PageLink[]): LinkGroup[] => {
  const byForm = new Map<string, PageLink[]>();
  for (const link of links) {
    if (isListPageAddress(link.url, link.words)) continue;
    const form = formOf(link.url);
    byForm.set(form, [...(byForm.get(form) ?? []), link]);
  }
  return [...byForm].map(([form, group]) => ({ form, links: group, score: scoreGroup(group) }));
};

const chooseGroups = (groups: readonly LinkGroup[]): { chosen: LinkGroup[]; isSure: boolean } => {
  const clear = groups.filter(
    (group) => group.score > (group.links.length < smallestGroup ? scores.small : scores.large),
  );
  if (clear.length > 0) return { chosen: clear, isSure: true };
  const likely = groups.filter((group) => group.links.length >= smallestGroup && group.score >= scores.guess);
  likely.sort((one, other) => other.score - one.score);
  return { chosen: likely.slice(0, 1), isSure: false };
};

/** Links that the site does not vouch for count only where no others are clear. */
const chooseAdverts = (
  links: readonly PageLink[],
  knownForms: readonly string[],
): { chosen: LinkGroup[]; isSure: boolean } => {
  const groups = groupLinks(links);
  const known = groups.filter((group) => knownForms.includes(group.form));
  if (known.length > 0) return { chosen: known, isSure: true };
  const vouchedFor = chooseGroups(groupLinks(links.filter((link) => !link.isNofollow)));
  return vouchedFor.isSure && vouchedFor.chosen.length > 0 ? vouchedFor : chooseGroups(groups);
};

const looksLikeList = (link: PageLink): boolean => {
  const { pathname } = new URL(link.url);
  if (link.isNofollow || otherPages.test(pathname)) return false;
  return listWords.test(pathname) || listWords.test(` ${link.words.toLowerCase()} `);
};

/** `knownForms`: what adverts' links looked like on an earlier page of the same list. */
export const findLinks = (
  $: CheerioAPI,
  page: { url: string; baseUrl: string; knownForms: readonly string[] },
  options: JobBoardOptions,
): FoundLinks => {
  const all = contentLinks($, page, options);
  const views = findViews(all, page.url);
  const links = all.filter((link) => !views.has(link));
  const { chosen, isSure } = chooseAdverts(links, page.knownForms);
  const postings = chosen.flatMap((group) => group.links).slice(0, maxPostings);
  const taken = new Set(postings);
  const lists = links.filter((link) => !taken.has(link) && looksLikeList(link)).slice(0, maxLists);
  return { postings, forms: chosen.map((group) => group.form), isSure, lists };
};

/** Links that the admin's selector names; a selected element may be the link or hold it. */
export const selectLinks = (
  $: CheerioAPI,
  selector: string,
  page: { baseUrl: string },
  options: JobBoardOptions,
): PageLink[] => {
  const byKey = new Map<string, PageLink>();
  for (const element of $(selector).toArray().filter(isElement)) {
    const link = element.name === 'a' ? element : $(element).find('a[href]')[0];
    const url = link && cleanUrl(link.attribs.href, page.baseUrl);
    if (url !== undefined && isInScope(url, options) && !byKey.has(keyUrl(url)))
      byKey.set(keyUrl(url), { url, words: oneLine($(element).text()), place: '', isNofollow: false });
  }
  return [...byKey.values()].slice(0, maxPostings);
};
