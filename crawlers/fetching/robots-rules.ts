/** What a robots.txt text says, after RFC 9309; fetching it is in robots.ts. */
import { matchesRule, type RulePattern, rulePathOf, rulePatternOf } from './robots-pattern.ts';

export interface RobotsAnswer {
  allowed: boolean;
  /** The deciding line with its number, or in words why no line decided. */
  line?: string;
}

/** RFC 9309: at least 500 KiB must be read; we read no more. */
export const maxRobotsBytes = 500 * 1024;

const longestCrawlDelayMs = 60_000;
/** The product token: a user agent up to its first character that may not stand in one. */
export const agentToken = (agent: string): string =>
  /^[A-Za-z_-]+/.exec(agent.trim())?.[0] ?? agent.trim().split(/[\s/]/)[0] ?? '';

type FieldName = 'agent' | 'allow' | 'disallow' | 'delay';

interface Field {
  name: FieldName;
  value: string;
  /** Counted from 1. */
  lineNumber: number;
  line: string;
}

/** As they are written, and as they are often misspelled. */
const fieldNames: [RegExp, FieldName][] = [
  [/^user[ _-]?agent$/, 'agent'],
  [/^dis+al+ow$/, 'disallow'],
  [/^allow$/, 'allow'],
  [/^crawl-delay$/, 'delay'],
];
const longestFieldName = 20;

/** Undefined for every other record, such as `Sitemap:`, which RFC 9309 wants to change nothing (2.2.4). */
const fieldOf = (line: string, lineNumber: number): Field | undefined => {
  const [content = ''] = line.split('#', 1);
  const colon = content.indexOf(':');
  const written = content.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  if (written.length > longestFieldName) return undefined;
  const name = fieldNames.find(([form]) => form.test(written))?.[1];
  return name && { name, value: content.slice(colon + 1).trim(), lineNumber, line };
};

interface Rule {
  isAllowed: boolean;
  pattern: RulePattern;
  lineNumber: number;
  line: string;
}

interface Group {
  isNamed: boolean;
  /** Lines with `Allow` and `Disallow`. */
  fields: Field[];
  delaySeconds: number | undefined;
}

/** All groups of one name in the file, which count as one. */
const groupOf = (fields: readonly Field[], names: (agent: string) => boolean): Group => {
  const group: Group = { isNamed: false, fields: [], delaySeconds: undefined };
  let isIn = false;
  let isDelayed = false;
  let before: FieldName | undefined;
  let hasRules = false;
  for (const field of fields) {
    const { name, value } = field;
    if (name === 'agent') {
      // Several agents may stand over one group, whatever other records stand between them; a delay is of those above it.
      if (hasRules) isIn = false;
      if (before !== 'agent') isDelayed = false;
      hasRules = false;
      if (names(value)) {
        isIn = true;
        isDelayed = true;
        group.isNamed = true;
      }
    } else if (name === 'delay') {
      const seconds = value === '' ? Number.NaN : Number(value);
      if (isDelayed && !Number.isNaN(seconds)) group.delaySeconds = seconds;
    } else {
      hasRules = true;
      if (isIn) group.fields.push(field);
    }
    before = name;
  }
  return group;
};

interface ParsedRobots {
  rules: Rule[];
  delaySeconds: number | undefined;
}

/** The rules for us: of the groups that name us, else of those for everybody. */
const parse = (robotsText: string, token: string): ParsedRobots => {
  const fields = robotsText
    .slice(0, maxRobotsBytes)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => fieldOf(line, index + 1))
    .filter((field) => field !== undefined);
  const wanted = token.toLowerCase();
  const own = groupOf(
    fields,
    (agent) => !agent.startsWith('*') && agentToken(agent).toLowerCase() === wanted,
  );
  const group = own.isNamed ? own : groupOf(fields, (agent) => agent.startsWith('*'));
  const rules = group.fields
    .filter(({ value }) => value !== '')
    .map(({ name, value, lineNumber, line }) => ({
      isAllowed: name === 'allow',
      pattern: rulePatternOf(value),
      lineNumber,
      line,
    }));
  return { rules, delaySeconds: group.delaySeconds };
};

const maxKept = 200;
/** Rules of a hostile file take some twenty times the memory of its text. */
const maxKeptChars = 4_000_000;
const kept = new Map<string, ParsedRobots>();
let keptChars = 0;

const parsedOf = (robotsText: string, agent: string): ParsedRobots => {
  const token = agentToken(agent);
  const key = `${token}\n${robotsText}`;
  const known = kept.get(key);
  if (known) return known;
  const parsed = parse(robotsText, token);
  if (kept.size >= maxKept || keptChars + key.length > maxKeptChars) {
    kept.clear();
    keptChars = 0;
  }
  kept.set(key, parsed);
  keptChars += key.length;
  return parsed;
};

/** The longest that matches; of two alike the one that allows (RFC 9309, 2.2.2). */
const decidingRule = (rules: readonly Rule[], path: string): Rule | undefined => {
  let best: Rule | undefined;
  for (const rule of rules) {
    const more = rule.pattern.octets - (best?.pattern.octets ?? -1);
    if (more < 0 || (more === 0 && (best?.isAllowed || !rule.isAllowed))) continue;
    if (matchesRule(rule.pattern, path)) best = rule;
  }
  return best;
};

/**
 * `status` is that of robots.txt, 0 when it could not be reached: 2xx its rules, 4xx everything allowed, anything else
 * nothing allowed until it is known. So for 429: it asks for distance, and says nothing of rules.
 */
export const isAllowedByRobots = (
  robotsText: string | null,
  status: number,
  url: string,
  agent: string,
): RobotsAnswer => {
  if (status >= 400 && status < 500 && status !== 429)
    return { allowed: true, line: `robots.txt answered ${status}: no rules` };
  if (status < 200 || status >= 300)
    return {
      allowed: false,
      line:
        status === 0
          ? 'robots.txt could not be reached, so nothing is fetched until it is known'
          : `robots.txt answered ${status}, so nothing is fetched until it is known`,
    };
  const { pathname, search } = new URL(url);
  if (pathname === '/robots.txt') return { allowed: true, line: 'robots.txt itself may always be read' };
  const rule = decidingRule(parsedOf(robotsText ?? '', agent).rules, rulePathOf(`${pathname}${search}`));
  if (!rule) return { allowed: true };
  return { allowed: rule.isAllowed, line: `line ${rule.lineNumber}: ${rule.line.trim().slice(0, 300)}` };
};

/** Capped, because a delay of an hour is more often a mistake than a wish; null when none is asked for. */
export const crawlDelayMsOf = (robotsText: string | null, agent: string): number | null => {
  if (robotsText === null) return null;
  const seconds = parsedOf(robotsText, agent).delaySeconds;
  if (seconds === undefined || !(seconds > 0)) return null;
  return Math.min(Math.round(seconds * 1000), longestCrawlDelayMs);
};
