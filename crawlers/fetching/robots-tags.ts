/** What a page asks of robots beside robots.txt: X-Robots-Tag and <meta name="robots">. */
import { agentToken } from './robots-rules.ts';

export const robotsTag = ['noindex', 'nofollow'] as const;
export type RobotsTag = (typeof robotsTag)[number];

/** Where a head ends at the latest; patterns run over no more. */
const readChars = 100_000;
const longestTag = 1000;
/** Rules that hold a colon of their own and so look like an agent's name. */
const rulesWithColon = /^(unavailable_after|max-[a-z-]+)$/i;

const tagsIn = (rules: string): RobotsTag[] => {
  const words = rules
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
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

const metaTags = (html: string, token: string): RobotsTag[] => {
  const found: RobotsTag[] = [];
  const head = html.slice(0, readChars);
  for (let at = head.search(/<meta\s/i); at !== -1; ) {
    const end = head.indexOf('>', at);
    const tag = head.slice(at, end === -1 ? at + longestTag : Math.min(end + 1, at + longestTag));
    const name = attributeOf(tag, 'name')?.trim().toLowerCase();
    if (name === 'robots' || name === token) found.push(...tagsIn(attributeOf(tag, 'content') ?? ''));
    const next = head.slice(at + 5).search(/<meta\s/i);
    at = next === -1 ? -1 : at + 5 + next;
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
