/** What a page asks of robots beside robots.txt: X-Robots-Tag and <meta name="robots">. */
import { agentToken } from './robots-rules.ts';

export const robotsTag = ['noindex', 'nofollow'] as const;
export type RobotsTag = (typeof robotsTag)[number];

/** Where a head ends at the latest; patterns run over no more. */
const readChars = 100_000;
const longestTag = 1000;
/** Rules that hold a colon of their own and so look like an agent's name. */
const rulesWithColon = /^(unavailable_after|max-[a-z-]+)$/i;

/** `max-image-preview: none` says nothing of links. */
const ruleWithValue = /(?<![\w-])[\w-]{1,40}\s{0,5}:\s{0,5}\S{0,100}/g;

/** Between commas by the standard, between spaces on many pages. */
const tagsIn = (rules: string): RobotsTag[] => {
  const words = rules
    .toLowerCase()
    .replace(ruleWithValue, ' ')
    .split(/[\s,]+/);
  return robotsTag.filter((tag) => words.includes(tag) || words.includes('none'));
};

/** `googlebot: nofollow, lurewatch: noindex, noarchive`: rules after a name are for that robot alone. */
const headerTags = (header: string, token: string): RobotsTag[] => {
  let isOurs = true;
  return header.split(',').flatMap((part) => {
    const named = /^\s*([\w-]+)\s*:\s*(.*)$/s.exec(part);
    if (!named?.[1] || rulesWithColon.test(named[1])) return isOurs ? tagsIn(part) : [];
    isOurs = named[1].toLowerCase() === token;
    return isOurs ? tagsIn(named[2] ?? '') : [];
  });
};

const attributeOf = (tag: string, name: string): string | undefined => {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3];
};

/** A tag in question, or where something begins in which there are none. */
const tagOrOpaque = /<(?:(meta)\s|(!--)|(script|style|title|textarea)(?![\w-]))/g;

/** Where the reading goes on behind a comment, script or the like; the end when it is not closed, as in browsers. */
const behindOpaque = (head: string, at: number, name: string | undefined): number => {
  // `<!-->` is a whole comment
  const end = name === undefined ? head.indexOf('-->', at + 2) : head.indexOf(`</${name}`, at);
  return end === -1 ? head.length : end + 3;
};

const metaTags = (html: string, token: string): RobotsTag[] => {
  const found: RobotsTag[] = [];
  const head = html.slice(0, readChars).toLowerCase();
  const reader = new RegExp(tagOrOpaque);
  for (let match = reader.exec(head); match; match = reader.exec(head)) {
    const [, isMeta, , opaque] = match;
    const at = match.index;
    if (isMeta === undefined) {
      reader.lastIndex = behindOpaque(head, at, opaque);
      continue;
    }
    const end = head.indexOf('>', at);
    const tag = head.slice(at, end === -1 ? at + longestTag : Math.min(end + 1, at + longestTag));
    const name = attributeOf(tag, 'name')?.trim();
    if (name === 'robots' || name === token) found.push(...tagsIn(attributeOf(tag, 'content') ?? ''));
  }
  return found;
};

export const robotsTagsOf = (page: {
  headers: Record<string, string>;
  mediaType: string;
  text: string;
  userAgent: string;
}): RobotsTag[] => {
  const token = agentToken(page.userAgent).toLowerCase();
  const isHtml = /html/.test(page.mediaType);
  const found = new Set([
    ...headerTags(page.headers['x-robots-tag'] ?? '', token),
    ...(isHtml ? metaTags(page.text, token) : []),
  ]);
  return robotsTag.filter((tag) => found.has(tag));
};
