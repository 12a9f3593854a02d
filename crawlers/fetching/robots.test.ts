import { afterEach, describe, expect, it } from 'vitest';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import { createHttpClient, type HttpClient } from '../../src/platform/net/http-client.ts';
import { startTestSite, type TestSite, type TestSiteOptions } from '../../test/site/start-test-site.ts';
import { createRobotsFetcher, type FetchedRobots } from './robots.ts';
import { agentToken, crawlDelayMsOf, isAllowedByRobots } from './robots-rules.ts';

const open: { site: TestSite; http: HttpClient }[] = [];
afterEach(async () => {
  for (const { site, http } of open.splice(0)) {
    await http.close();
    await site.close();
  }
});

const fetchFrom = async (options: TestSiteOptions): Promise<FetchedRobots> => {
  const site = await startTestSite(options);
  const http = createHttpClient({ guard: createAddressGuard({ allowedPrivateHosts: [site.host] }) });
  open.push({ site, http });
  return createRobotsFetcher({ clients: { clientOf: async () => http }, userAgent: 'Lurewatch/0.1' })(
    site.url,
    null,
  );
};

const ask = (text: string, path: string, agent = 'Lurewatch/0.1 (+x)') =>
  isAllowedByRobots(text, 200, `https://example.org${path}`, agent);

describe('fetching robots.txt', () => {
  it('brings its text and crawl delay', async () => {
    const robots = await fetchFrom({ robots: 'User-agent: *\nCrawl-delay: 3\nDisallow: /private' });
    expect(robots).toMatchObject({ robotsStatus: 200, crawlDelayMs: 3000 });
    expect(robots.robotsText).toContain('/private');
  });

  it('keeps a missing one and a failing one apart', async () => {
    expect((await fetchFrom({})).robotsStatus).toBe(404);
    expect((await fetchFrom({ robots: 500 })).robotsStatus).toBe(500);
  });

  it.each([
    [429, '3600', 3_600_000],
    [503, '60', 60_000],
    [500, '999999', 24 * 3_600_000],
    [404, '60', undefined],
    [503, 'soon', undefined],
  ])('says how long a site wants to be left alone: %i, %s', async (status, retryAfter, expected) => {
    const pushBack = ((_q: unknown, r: { writeHead(status: number, headers: object): { end(): void } }) =>
      r.writeHead(status, { 'retry-after': retryAfter }).end()) as never;
    const robots = await fetchFrom({ pages: { '/robots.txt': pushBack } });
    expect(robots.robotsStatus).toBe(status);
    expect(robots.retryAfterMs).toBe(expected);
  });

  it('is out of reach where our own address guard says no, and missing where it leads to such an address', async () => {
    const http = createHttpClient({ guard: createAddressGuard() });
    const fetcher = createRobotsFetcher({ clients: { clientOf: async () => http }, userAgent: 'Lurewatch' });
    const refused = await fetcher('http://127.0.0.1:9', null);
    await http.close();
    expect(refused).toMatchObject({ robotsStatus: 0, isRefused: true });
    expect(refused.problem).toContain('not a public address');
    const inside = ((_q: unknown, r: { writeHead(status: number, headers: object): { end(): void } }) =>
      r.writeHead(302, { location: 'http://169.254.169.254/robots.txt' }).end()) as never;
    const redirected = await fetchFrom({ pages: { '/robots.txt': inside } });
    expect(redirected).toMatchObject({ robotsStatus: 404, robotsText: null });
  });

  it('reads no more than 500 KiB', async () => {
    const robots = await fetchFrom({
      robots: `User-agent: *\nDisallow: /private\n${'# long\n'.repeat(200_000)}`,
    });
    expect(robots.robotsText?.length).toBe(500 * 1024);
    expect(
      isAllowedByRobots(robots.robotsText, 200, 'http://example.org/private/x', 'Lurewatch').allowed,
    ).toBe(false);
  });

  it('is known to be out of reach when nothing answers', async () => {
    const http = createHttpClient({ guard: createAddressGuard({ allowedPrivateHosts: ['127.0.0.1:1'] }) });
    const robots = await createRobotsFetcher({
      clients: { clientOf: async () => http },
      userAgent: 'Lurewatch',
    })('http://127.0.0.1:1', null);
    await http.close();
    expect(robots).toMatchObject({ robotsStatus: 0, robotsText: null });
  });

  it('follows five redirects and takes more for a missing file', async () => {
    const hop =
      (to: string) =>
      (_request: unknown, response: { writeHead(status: number, headers: object): { end(): void } }) =>
        response.writeHead(302, { location: to }).end();
    const chain = (length: number): TestSiteOptions => ({
      robots: 404,
      pages: Object.fromEntries(
        Array.from({ length }, (_, index) => [
          index === 0 ? '/robots.txt' : `/hop${index}`,
          hop(`/hop${index + 1}`) as never,
        ]),
      ),
    });
    const five = chain(5);
    five.pages = {
      ...five.pages,
      '/hop5': ((_q: unknown, r: { end(text: string): void }) =>
        r.end('User-agent: *\nDisallow: /x')) as never,
    };
    expect((await fetchFrom(five)).robotsText).toContain('Disallow: /x');
    expect(await fetchFrom(chain(8))).toMatchObject({ robotsStatus: 404, robotsText: null });
  });

  it('takes a redirect that leads nowhere for a missing file', async () => {
    const nowhere = ((_q: unknown, r: { writeHead(status: number): { end(): void } }) =>
      r.writeHead(302).end()) as never;
    const robots = await fetchFrom({ robots: 404, pages: { '/robots.txt': nowhere } });
    expect(robots).toMatchObject({ robotsStatus: 404, robotsText: null });
  });
});

describe('the rules', () => {
  it('follow the status of robots.txt', () => {
    expect(isAllowedByRobots(null, 404, 'https://example.org/x', 'Lurewatch').allowed).toBe(true);
    expect(isAllowedByRobots(null, 429, 'https://example.org/x', 'Lurewatch').allowed).toBe(false);
    expect(isAllowedByRobots(null, 503, 'https://example.org/x', 'Lurewatch').allowed).toBe(false);
    expect(isAllowedByRobots(null, 0, 'https://example.org/x', 'Lurewatch').line).toContain(
      'could not be reached',
    );
  });

  it('name the deciding line as it stands in the file', () => {
    const text = '# hello\nUser-agent: *\nDisallow: /jobs\nAllow: /jobs/open\n';
    expect(ask(text, '/jobs/1')).toEqual({ allowed: false, line: 'line 3: Disallow: /jobs' });
    expect(ask(text, '/jobs/open/1')).toEqual({ allowed: true, line: 'line 4: Allow: /jobs/open' });
    expect(ask(text, '/about')).toEqual({ allowed: true });
  });

  it('prefer a group of our own, named by its first word in any case', () => {
    const text = 'User-agent: *\nDisallow: /\n\nUser-agent: lureWATCH/2.0 (beta)\nDisallow: /no\n';
    expect(ask(text, '/yes').allowed).toBe(true);
    expect(ask(text, '/no').allowed).toBe(false);
    expect(agentToken('Lurewatch/0.1 (+https://example.org)')).toBe('Lurewatch');
  });

  it('take several agents over one group, whatever stands between them', () => {
    const text =
      'User-agent: other\nSitemap: https://example.org/map.xml\nUser-agent: lurewatch\nDisallow: /x';
    expect(ask(text, '/x').allowed).toBe(false);
  });

  it('understand wildcards, ends, escapes and a byte order mark', () => {
    const text = '\uFEFFUser-agent: *\nDisallow: /*.pdf$\nDisallow: /ü\n';
    expect(ask(text, '/a/b.pdf').allowed).toBe(false);
    expect(ask(text, '/a/b.pdf?x').allowed).toBe(true);
    expect(ask(text, '/%C3%BC').allowed).toBe(false);
  });

  // RFC 9309, 2.2.2: the examples of its table, and what follows from 2.2.3.
  it.each([
    ['/foo/bar/%62%61%7A', '/foo/bar/baz'],
    ['/foo/bar/baz', '/foo/bar/%62%61%7A'],
    ['/foo/bar?baz=https://foo.bar', '/foo/bar?baz=https://foo.bar'],
    ['/foo/bar/\u30C4', '/foo/bar/%e3%83%84'],
    ['/foo/bar/%E3%83%84', '/foo/bar/\u30C4'],
    ['/%7Eme', '/~me'],
    ['/~me', '/%7Eme'],
    ['/a%24', '/a$b'],
    ['/file-with-a-%2A.html', '/file-with-a-*.html'],
    ['/a b', '/a%20b/c'],
    ['/\u017Fafe', '/%C5%BFafe'],
  ])('%s forbids %s', (rule, path) => {
    expect(ask(`User-agent: *\nDisallow: ${rule}`, path).allowed).toBe(false);
  });

  it.each([
    ['/a%2Fb', '/a/b'],
    ['/a%24b', '/a'],
    ['/*.php$', '/x.php7'],
    ['/a*b$', '/a'],
    ['/ab*b$', '/ab'],
    ['/*/private/', '/private/1'],
  ])('%s does not forbid %s', (rule, path) => {
    expect(ask(`User-agent: *\nDisallow: ${rule}`, path).allowed).toBe(true);
  });

  it('count only the lines of the group that is for us', () => {
    const others = Array.from(
      { length: 40 },
      (_, robot) =>
        `User-agent: robot${robot}x\n${Array.from({ length: 60 }, (_line, at) => `Disallow: /*/${at}/*.html\n`).join('')}`,
    ).join('\n');
    const text = `${others}\nUser-agent: *\nDisallow: /*/private/\n`;
    expect(ask(text, '/a/private/1').allowed).toBe(false);
    expect(ask(text, '/a/1/x.html').allowed).toBe(true);
  });

  it('keep a rule however long it is', () => {
    const long = `/${'a'.repeat(5000)}`;
    expect(ask(`User-agent: *\nDisallow: ${long}\n`, `${long}/x`).allowed).toBe(false);
  });

  it('count for every agent above them, whatever other record stands between', () => {
    const text = 'User-agent: Lurewatch\nCrawl-delay: 3\n\nUser-agent: foo\nCrawl-delay: 9\nDisallow: /p';
    expect(ask(text, '/p').allowed).toBe(false);
    expect(crawlDelayMsOf(text, 'Lurewatch')).toBe(3000);
  });

  it('end a group where agents follow upon rules, an empty one too', () => {
    const text = 'User-agent: Lurewatch\nDisallow:\nUser-agent: *\nDisallow: /\n';
    expect(ask(text, '/x').allowed).toBe(true);
  });

  it('cap a crawl delay at a minute', () => {
    expect(crawlDelayMsOf('User-agent: *\nCrawl-delay: 86400', 'Lurewatch')).toBe(60_000);
    expect(crawlDelayMsOf('User-agent: *\nCrawl-delay: soon', 'Lurewatch')).toBeNull();
  });
});

it('does not get lost in a flood of stars', () => {
  const rules = `User-agent: *\nDisallow: /private\n${`Disallow: /*${'a*'.repeat(100)}b\n`.repeat(2000)}`;
  expect(ask(rules, `/${'a'.repeat(2000)}`).allowed).toBe(true);
  expect(ask(rules, '/private').allowed).toBe(false);
  expect(ask('User-agent: *\nDisallow: /x**y', '/x1y').allowed).toBe(false);
});

it('answers fast for rules made to be slow', () => {
  const path = `/${'a'.repeat(1990)}`;
  const floods = [
    `Disallow: /*${'a'.repeat(990)}b\n`.repeat(500),
    `Disallow: /*b${'a'.repeat(990)}\n`.repeat(500),
    `Disallow: ${'*a'.repeat(1000)}b\n`.repeat(250),
    'Disallow: /*b\n'.repeat(36_000),
    `Disallow: /${'*'.repeat(400_000)}b\n`,
    `Disallow: /${'%61'.repeat(150_000)}b\n`,
    `${' '.repeat(400_000)}Disallow\n`,
  ];
  for (const flood of floods) {
    const startedAt = performance.now();
    expect(ask(`User-agent: *\n${flood}`, path).allowed).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(1500);
  }
});
