/** Sites whose robots.txt is the trouble. */
import type { Answer } from '../trouble-pages.ts';
import type { HostileHosts } from './hostile-host.ts';
import { drip, html } from './hostile-page.ts';

const text = (body: string, headers: Record<string, string> = {}): Answer =>
  html(body, { 'content-type': 'text/plain', ...headers });
const status =
  (code: number): Answer =>
  (_request, response) => {
    response.writeHead(code).end('no');
  };
const to =
  (location: string): Answer =>
  (_request, response) => {
    response.writeHead(301, { location }).end();
  };
const unknown =
  /robots\.txt (answers 5\d\d: nothing is fetched until it can be read|is not known); given up after 4 tries/;
const forbidden = /robots\.txt does not allow it: line \d+: Disallow: \/jobs/;
const rule = 'User-agent: *\nDisallow: /jobs\n';
/** More than anybody has to read (RFC 9309: 500 KiB). */
const padding = `# ${'x'.repeat(98)}\n`.repeat(6000);

const variants: Record<string, { robots: Answer } & Omit<HostileHosts[string], 'pages'>> = {
  'answers 500': { robots: status(500), ends: 'failed', says: unknown },
  'answers 503': { robots: status(503), ends: 'failed', says: unknown },
  'answers 403': { robots: status(403), ends: 'done' },
  'answers 410': { robots: status(410), ends: 'done' },
  'never answers': { robots: () => {}, ends: 'failed', says: unknown },
  'drips for ever': {
    robots: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      drip(response, '#');
    },
    ends: 'failed',
    says: unknown,
  },
  'without an end, its rule first': {
    robots: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write(rule);
      const send = (): void => {
        while (!response.destroyed && response.write(padding));
      };
      response.on('drain', send);
      send();
    },
    ends: 'refused',
    says: forbidden,
  },
  'huge, its rule first': { robots: text(rule + padding.repeat(3)), ends: 'refused', says: forbidden },
  'huge, its rule last': { robots: text(padding + rule), ends: 'done' },
  'redirects to itself': { robots: to('/robots.txt'), ends: 'done' },
  'redirects to private ground': { robots: to('http://169.254.169.254/robots.txt'), ends: 'done' },
  'is HTML': {
    robots: html('<!doctype html><h1>Welcome</h1><p>Disallow: everything you like</p>'),
    ends: 'done',
  },
  'is of the wrong type': {
    robots: html(rule, { 'content-type': 'image/png' }),
    ends: 'refused',
    says: forbidden,
  },
  'is binary': {
    robots: text(String.fromCharCode(...Array.from({ length: 3000 }, (_, index) => index % 256))),
    ends: 'done',
  },
  'holds NULs': { robots: text(`\u0000\n${rule}`), ends: 'refused', says: forbidden },
  'has a mark and old line ends': {
    robots: text(`\uFEFF${rule.replaceAll('\n', '\r')}`),
    ends: 'refused',
    says: forbidden,
  },
  'claims to be packed': {
    robots: text(rule, { 'content-encoding': 'gzip' }),
    ends: 'failed',
    says: unknown,
  },
  'is a flood of stars': {
    robots: text(`User-agent: *\n${`Disallow: /${'*a'.repeat(500)}*b\n`.repeat(400)}`),
    ends: 'done',
  },
  'bars everybody but others': {
    robots: text('User-agent: OtherBot\nDisallow:\n\nUser-agent: *\nDisallow: /jobs\n'),
    ends: 'refused',
    says: forbidden,
  },
};

export const robotsHosts: HostileHosts = Object.fromEntries(
  Object.entries(variants).map(([name, { robots, ...end }]) => [
    `robots.txt ${name}`,
    { pages: { '/robots.txt': robots }, ...end },
  ]),
);
