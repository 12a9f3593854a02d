import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gbkPage } from '../../test/site/trouble-pages.ts';
import extract from './extract.ts';
import robots from './robots.ts';

let folder: string;
const save = async (name: string, content: string | Buffer): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-extract-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a command and gives back what it printed. */
const printed = async (run: () => Promise<number>): Promise<string> => {
  const parts: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => parts.push(String(text)) > 0);
  try {
    expect(await run()).toBe(0);
  } finally {
    spy.mockRestore();
  }
  return parts.join('');
};

const url = 'https://board.example.com/ad/7';

describe('lurewatch extract', () => {
  it('prints the adverts of a page with every field, in the page’s character set', async () => {
    const file = await save('gbk.html', gbkPage());
    const result = JSON.parse(await printed(() => extract.run(['--type', 'job-board', '--url', url, file])));
    expect(Object.keys(result)).toEqual(['postings', 'requests', 'problems']);
    expect(Object.keys(result.postings[0])).toEqual([
      'itemKey',
      'title',
      'text',
      'employer',
      'location',
      'country',
      'pay',
      'contacts',
      'datePosted',
      'images',
      'url',
    ]);
    expect(result.postings[0]).toMatchObject({
      itemKey: url,
      title: '招聘客服',
      country: 'MM',
      employer: null,
    });
  });

  it('takes options as JSON over those worked out from the address', async () => {
    const file = await save(
      'list.html',
      '<div class="x"><a href="/other/1">One</a></div><a href="/job/12">Two</a>',
    );
    const argv = [
      '--type',
      'job-board',
      '--url',
      'https://board.example.com/',
      '--options',
      '{"postingLinkSelector": ".x"}',
      file,
    ];
    const result = JSON.parse(await printed(() => extract.run(argv)));
    const adverts = result.requests.filter((request: { kind: string }) => request.kind === 'posting');
    expect(adverts).toEqual([{ url: 'https://board.example.com/other/1', kind: 'posting' }]);
  });

  it('reads a channel that was saved from anywhere', async () => {
    const message =
      '<div class="tgme_widget_message" data-post="invented/3"><div class="tgme_widget_message_text">Hello<br>you</div></div>';
    const file = await save('channel.html', message);
    const result = JSON.parse(
      await printed(() =>
        extract.run(['--type', 'telegram-channel', '--url', 'https://t.me/s/invented', file]),
      ),
    );
    expect(result.postings).toMatchObject([
      { itemKey: 'invented/3', text: 'Hello\nyou', url: 'https://t.me/invented/3' },
    ]);
  });

  it.each([
    [
      ['--type', 'nonsense', '--url', url, 'x.html'],
      'UsageError',
      'the known ones are classifieds, feed, forum, job-board,',
    ],
    [['--url', url, 'x.html'], 'UsageError', '--type is missing'],
    [['--type', 'job-board', 'x.html'], 'UsageError', '--url is missing'],
    [['--type', 'job-board', '--url', 'board', 'x.html'], 'UsageError', 'is no address'],
    [['--type', 'job-board', '--url', url], 'UsageError', 'FILE, the saved page, is missing'],
    [['--type', 'job-board', '--url', url, '/nowhere/x.html'], 'BadInputError', 'there is no file'],
    [
      ['--type', 'job-board', '--url', url, 'x.html', '--options', '{'],
      'UsageError',
      '--options is not JSON',
    ],
    [
      ['--type', 'job-board', '--url', url, 'x.html', '--options', '{"startUrls": ["x"]}'],
      'UsageError',
      "wrong at 'startUrls.0'",
    ],
    [
      ['--type', 'job-board', '--url', url, 'x.html', '--options', '{"nextPageSelector": "a[["}'],
      'UsageError',
      'not a CSS selector',
    ],
    [
      ['--type', 'telegram-channel', '--url', 'https://t.me/+privateinvite', 'x.html'],
      'UsageError',
      'no place of the type',
    ],
    [['--bogus'], 'UsageError', '--help'],
  ])('refuses %j', async (argv, name, words) => {
    await expect(extract.run(argv)).rejects.toMatchObject({ name, message: expect.stringContaining(words) });
  });

  it.each([
    [['--kind', 'advert'], 'UsageError', 'start, list, posting'],
    [['--options', '{"startUrl":["https://board.example.com/"]}'], 'UsageError', 'startUrls'],
    [[], 'BadInputError', 'is a folder'],
  ])('says what is known instead of passing over %j', async (more, name, words) => {
    const file = name === 'BadInputError' ? folder : await save('page.html', '<p>Cook wanted</p>');
    const argv = ['--type', 'job-board', '--url', url, ...more, file];
    await expect(extract.run(argv)).rejects.toMatchObject({ name, message: expect.stringContaining(words) });
  });

  it('refuses a file that is no page', async () => {
    const file = await save(
      'picture.html',
      Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 256)),
    );
    await expect(extract.run(['--type', 'job-board', '--url', url, file])).rejects.toThrow(/binary data/);
  });
});

describe('lurewatch robots', () => {
  it('prints the answer and the deciding line', async () => {
    const file = await save('robots.txt', 'User-agent: *\nDisallow: /jobs\n\nUser-agent: Other\nDisallow:\n');
    const ask = (agent: string, path: string) =>
      printed(() => robots.run(['--file', file, '--agent', agent, '--url', `https://example.org${path}`]));
    expect(await ask('Lurewatch/0.1', '/jobs/1')).toBe('disallowed\nline 2: Disallow: /jobs\n');
    expect(await ask('other', '/jobs/1')).toBe('allowed\nno rule matches\n');
    expect(await ask('Lurewatch', '/')).toBe('allowed\nno rule matches\n');
  });

  it.each([
    [['--url', url], 'UsageError'],
    [['--file', '/nowhere', '--url', url], 'BadInputError'],
    [['--file', '/nowhere', '--url', '/jobs'], 'UsageError'],
  ])('refuses %j', async (argv, name) => {
    await expect(robots.run(argv)).rejects.toMatchObject({ name });
  });
});
