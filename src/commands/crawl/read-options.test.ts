import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../domain/failure.ts';
import { readCrawlOptions } from './read-options.ts';

describe('readCrawlOptions', () => {
  it('takes addresses and options in any order', () => {
    const options = readCrawlOptions([
      '--json',
      'http://127.0.0.1:8080/',
      '--allow-private-host',
      '127.0.0.1:8080',
      '--allow-private-host',
      'localhost:81',
      '--max-pages',
      '12',
      '--delay',
      '0',
    ]);
    expect(options).toMatchObject({
      urls: ['http://127.0.0.1:8080/'],
      isJson: true,
      delayMs: 0,
      maxPages: 12,
      allowedPrivateHosts: ['127.0.0.1:8080', 'localhost:81'],
    });
  });

  it('takes a proxy apart, and names it without its secrets', () => {
    const { proxy } = readCrawlOptions([
      'https://jobs.example/',
      '--proxy',
      'socks5://me:p%40ss@proxy.example:9050',
    ]);
    expect(proxy).toEqual({
      ...{ name: 'proxy.example:9050', kind: 'socks5', host: 'proxy.example', port: 9050 },
      credentials: { user: 'me', password: 'p@ss' },
    });
    expect(() => readCrawlOptions(['https://jobs.example/', '--proxy', 'ftp://me:secret@x:1'])).toThrow(
      /^(?!.*secret).*--proxy takes the address of a proxy/,
    );
  });

  it('reads a proxy from a file, so that its password stands in no list of processes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'proxy-file-'));
    const file = join(folder, 'proxy');
    writeFileSync(file, 'http://me:secret@proxy.example\r\n# the office\n');
    expect(readCrawlOptions(['https://jobs.example/', '--proxy-file', file]).proxy).toEqual({
      ...{ name: 'proxy.example:80', kind: 'http', host: 'proxy.example', port: 80 },
      credentials: { user: 'me', password: 'secret' },
    });
    rmSync(folder, { recursive: true });
  });

  const wrong: [string[], RegExp][] = [
    [['https://jobs.example/', '--proxy', 'http://me:50%@proxy.example'], /write it as %25/],
    [['https://jobs.example/', '--proxy-file', '/no/such/file'], /--proxy-file can't be read/],
    [['https://jobs.example/', '--proxy-file', 'x', '--proxy', 'http://p:1'], /not both/],
    [[], /say what to crawl/],
    [['jobs.example.com'], /'jobs.example.com' is no web address: write it whole/],
    [['ftp://jobs.example.com/'], /is no web address/],
    [['https://jobs.example/', '--delay', 'soon'], /--delay takes a number, not 'soon'/],
    [['https://jobs.example/', '--concurrency', '0'], /--concurrency is at least 1/],
    [['https://jobs.example/', '--max-pages', '1.5'], /--max-pages takes a whole number/],
    [['https://jobs.example/', '--colour'], /Unknown option '--colour'/],
    [['https://jobs.example/', '--ignore-robots'], /needs --reason TEXT/],
    [['https://jobs.example/', '--reason', 'because we want to'], /goes with --ignore-robots/],
  ];
  for (const [argv, expected] of wrong)
    it(`says what is wrong with '${argv.join(' ')}'`, () => {
      expect(() => readCrawlOptions(argv)).toThrow(UsageError);
      expect(() => readCrawlOptions(argv)).toThrow(expected);
    });
});
