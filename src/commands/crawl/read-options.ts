import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { UsageError } from '../../domain/failure.ts';
import type { ProxySettings } from '../../domain/proxy.ts';

export interface CrawlOptions {
  urls: string[];
  typeId: string | undefined;
  outFolder: string | undefined;
  dataFolder: string | undefined;
  isJson: boolean;
  /** Absent: 2 s, and none for private hosts that were allowed. */
  delayMs: number | undefined;
  concurrency: number;
  maxPages: number;
  allowedPrivateHosts: string[];
  ignoreRobotsReason: string | undefined;
  wantsBrowser: boolean;
  proxy: ProxySettings | undefined;
}

const wholeNumber = (name: string, least: number, most: number) =>
  z.coerce
    .number({ error: `--${name} takes a number` })
    .int(`--${name} takes a whole number`)
    .min(least, `--${name} is at least ${least}`)
    .max(most, `--${name} is at most ${most}`);

const numbers = {
  delay: wholeNumber('delay', 0, 600_000),
  concurrency: wholeNumber('concurrency', 1, 8),
  'max-pages': wholeNumber('max-pages', 1, 1_000_000),
} as const;

const flags = {
  type: { type: 'string' },
  out: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  delay: { type: 'string' },
  concurrency: { type: 'string' },
  'max-pages': { type: 'string' },
  'allow-private-host': { type: 'string', multiple: true },
  'ignore-robots': { type: 'boolean' },
  reason: { type: 'string' },
  browser: { type: 'boolean' },
  proxy: { type: 'string' },
  'proxy-file': { type: 'string' },
} as const;

/** Throws UsageError. */
export const readCrawlOptions = (argv: string[]): CrawlOptions => {
  const { values, positionals } = parse(argv);
  if (positionals.length === 0)
    throw new UsageError(
      'say what to crawl: lurewatch crawl https://jobs.example.com/ (more: lurewatch crawl --help)',
    );
  for (const url of positionals)
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw new UsageError(
        `'${url}' is no web address: write it whole, for example https://jobs.example.com/`,
      );
  return {
    urls: positionals,
    typeId: values.type,
    outFolder: values.out,
    dataFolder: values.data,
    isJson: values.json ?? false,
    delayMs: number('delay', values.delay),
    concurrency: number('concurrency', values.concurrency) ?? 4,
    maxPages: number('max-pages', values['max-pages']) ?? 10_000,
    allowedPrivateHosts: values['allow-private-host'] ?? [],
    ignoreRobotsReason: robotsReason(values['ignore-robots'] ?? false, values.reason),
    wantsBrowser: values.browser ?? false,
    proxy: proxyOf(values.proxy, values['proxy-file']),
  };
};

const parse = (argv: string[]) => {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message} (see lurewatch crawl --help)`, { cause: error });
  }
};

const number = (name: keyof typeof numbers, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const parsed = numbers[name].safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${parsed.error.issues[0]?.message}, not '${text}'`);
};

const proxyKinds = { 'http:': 'http', 'socks5:': 'socks5' } as const;

const proxyOf = (address: string | undefined, file: string | undefined): ProxySettings | undefined => {
  if (file === undefined) return address === undefined ? undefined : readProxy(address);
  if (address !== undefined) throw new UsageError('give --proxy or --proxy-file, not both');
  let lines: string;
  try {
    lines = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--proxy-file can't be read: ${(error as Error).message}`, { cause: error });
  }
  return readProxy(lines.split('\n', 1)[0]?.trim() ?? '');
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new UsageError('the user or password of the proxy holds a bare % sign: write it as %25');
  }
};

/** Its name stands in captures and messages, so it holds nothing of user and password; neither does an error. */
const readProxy = (text: string): ProxySettings => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const kind = proxyKinds[url?.protocol as keyof typeof proxyKinds];
  if (!url || kind === undefined || url.hostname === '' || url.pathname.length > 1)
    throw new UsageError(
      '--proxy takes the address of a proxy, and --proxy-file a file that begins with one: http://HOST:PORT or socks5://HOST:PORT, with USER:PASSWORD@ before the host where it asks for them',
    );
  const port = Number(url.port) || (kind === 'http' ? 80 : 1080);
  const user = decoded(url.username);
  return {
    ...{ name: `${url.hostname}:${port}`, kind, host: url.hostname, port },
    credentials: user === '' ? null : { user, password: decoded(url.password) },
  };
};

const robotsReason = (ignore: boolean, reason: string | undefined): string | undefined => {
  if (!ignore && reason !== undefined) throw new UsageError('--reason goes with --ignore-robots');
  if (!ignore) return undefined;
  if (reason === undefined || reason.trim().length < 10)
    throw new UsageError('--ignore-robots needs --reason TEXT of at least ten letters; it is logged');
  return reason.trim();
};
