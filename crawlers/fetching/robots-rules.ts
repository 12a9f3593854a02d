/** What a robots.txt text says, after RFC 9309; fetching it is in robots.ts. */
import robotsParserModule from 'robots-parser';

/** Its types describe an ES module, but it is CommonJS: the function itself is what is exported. */
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

export interface RobotsAnswer {
  allowed: boolean;
  /** The deciding line with its number, or in words why no line decided. */
  line?: string;
}

/** RFC 9309: at least 500 KiB must be read; we read no more. */
export const maxRobotsBytes = 500 * 1024;

const longestCrawlDelayMs = 60_000;
const longestPatternChars = 2048;
/** A pattern with stars costs its length times the path's: in all so many characters, which real files stay far below. */
const maxStarChars = 20_000;
const keptLines = /^\s*(user-agent|allow|disallow|crawl-delay)\s*:/i;
const misspelled: [RegExp, string][] = [
  [/^(\s*)user[ _]?agent(\s*:)/i, '$1User-agent$2'],
  [/^(\s*)dis+al+ow(\s*:)/i, '$1Disallow$2'],
];

/** The product token: a user agent up to its first character that may not stand in one. */
export const agentToken = (agent: string): string =>
  /^[A-Za-z_-]+/.exec(agent.trim())?.[0] ?? agent.trim().split(/[\s/]/)[0] ?? '';

/** One line for one line, so that line numbers stay; lines that are no rule must not end a group. */
const normalLine = (line: string): string => {
  let text = line.replace(/^\uFEFF/, '');
  for (const [pattern, replacement] of misspelled) text = text.replace(pattern, replacement);
  if (!keptLines.test(text) || text.length > longestPatternChars) return '';
  const agent = /^\s*user-agent\s*:\s*([^#]*)/i.exec(text)?.[1]?.trim();
  return agent === undefined ? text : `User-agent: ${agent.startsWith('*') ? '*' : agentToken(agent)}`;
};

const withoutStarFlood = (lines: string[]): string[] => {
  let chars = 0;
  return lines.map((line) => {
    if (!line.includes('*') || /^\s*user-agent/i.test(line)) return line;
    chars += line.length;
    return chars > maxStarChars ? '' : line.replace(/\*{2,}/g, '*');
  });
};

const linesOf = (robotsText: string): string[] => robotsText.slice(0, maxRobotsBytes).split(/\r\n|\r|\n/);

interface ParsedRobots {
  rules: ReturnType<typeof robotsParser>;
  lines: string[];
}

const maxKept = 200;
const kept = new Map<string, ParsedRobots>();

const parse = (origin: string, robotsText: string): ParsedRobots => {
  const key = `${origin}\n${robotsText}`;
  const known = kept.get(key);
  if (known) return known;
  const lines = linesOf(robotsText);
  const rules = robotsParser(`${origin}/robots.txt`, withoutStarFlood(lines.map(normalLine)).join('\n'));
  const parsed = { rules, lines };
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, parsed);
  return parsed;
};

/**
 * `status` is that of robots.txt, 0 when it could not be reached: 2xx its rules, 4xx everything allowed,
 * anything else nothing allowed until it is known.
 */
export const isAllowedByRobots = (
  robotsText: string | null,
  status: number,
  url: string,
  agent: string,
): RobotsAnswer => {
  if (status >= 400 && status < 500)
    return { allowed: true, line: `robots.txt answered ${status}: no rules` };
  if (status < 200 || status >= 300)
    return {
      allowed: false,
      line:
        status === 0
          ? 'robots.txt could not be reached, so nothing is fetched until it is known'
          : `robots.txt answered ${status}, so nothing is fetched until it is known`,
    };
  const { origin, pathname } = new URL(url);
  if (pathname === '/robots.txt') return { allowed: true, line: 'robots.txt itself may always be read' };
  const { rules, lines } = parse(origin, robotsText ?? '');
  const token = agentToken(agent);
  const allowed = rules.isAllowed(url, token) !== false;
  const number = rules.getMatchingLineNumber(url, token);
  const text = number > 0 ? lines[number - 1]?.trim().slice(0, 300) : undefined;
  return text === undefined ? { allowed } : { allowed, line: `line ${number}: ${text}` };
};

/** Capped, because a delay of an hour is more often a mistake than a wish; null when none is asked for. */
export const crawlDelayMsOf = (robotsText: string | null, origin: string, agent: string): number | null => {
  if (robotsText === null) return null;
  const seconds = parse(origin, robotsText).rules.getCrawlDelay(agentToken(agent));
  if (seconds === undefined || !(seconds > 0)) return null;
  return Math.min(Math.round(seconds * 1000), longestCrawlDelayMs);
};
