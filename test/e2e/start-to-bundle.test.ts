/** The whole main job as a newcomer does it: `lurewatch start`, the demonstration, a decision, a bundle, Ctrl-C. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/platform/browser/find-browser.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { type RunningProgram, runProgram } from '../integration/run-deployment.ts';
import { endDeployment, isRunning, processesOf } from './deployment-processes.ts';

const found = findBrowser();
const ownPassword = 'four invented words here';
const readyWords = 'Ctrl-C stops everything';
/** Only root needs to go without the sandbox, and there is no other way for it. */
const launchArgs = ['--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

let folder: string;
let dataFolder: string;
let bundle: string;
let lurewatch: RunningProgram;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** `http://127.0.0.1:PORT` of the demonstration, as the screen shows it. */
let demoSite: string;
const problems: string[] = [];

const lurewatchNow = (...argv: string[]) =>
  spawnSync(process.execPath, ['bin/lurewatch.mjs', ...argv], {
    cwd: projectRoot,
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', LUREWATCH_DATA: dataFolder },
    encoding: 'utf8',
  });

const said = (pattern: RegExp): string => {
  const match = pattern.exec(lurewatch.output())?.[1];
  if (!match) throw new Error(`start did not say ${pattern}: ${lurewatch.output()}`);
  return match;
};

const goTo = (name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();

const rows = (): Locator => page.locator('li.lead-row');

const searchFor = async (text: string): Promise<void> => {
  await page.getByRole('searchbox').fill(text);
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('heading', { name: `Leads found by “${text}”` }).waitFor();
};

const decide = async (key: string, button: string): Promise<void> => {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog');
  if (button === 'Dismiss') await dialog.getByLabel('It is').selectOption('ordinary-advert');
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
};

const stateOfGroup = (): Locator => page.locator('.actions [aria-live=polite]');
const isState = (words: RegExp): Promise<void> => stateOfGroup().filter({ hasText: words }).waitFor();

beforeAll(async () => {
  if (!found) return;
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-newcomer-'));
  dataFolder = join(folder, 'data');
  bundle = join(folder, 'bundle.zip');
  lurewatch = await runProgram(['start'], { readyWords, environment: { LUREWATCH_DATA: dataFolder } });
  browser = await chromium.launch({ executablePath: found.path, args: launchArgs });
  context = await browser.newContext({ baseURL: said(/Lurewatch runs at (\S+)/), acceptDownloads: true });
  context.setDefaultTimeout(60_000);
  page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
});

afterAll(async () => {
  if (!found) return;
  await browser?.close();
  if (dataFolder) await endDeployment(lurewatch?.child, dataFolder);
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe('from start to a verified bundle', () => {
  beforeEach((test) => {
    if (!found) test.skip('there is no browser here: set CHROMIUM_PATH or install Chromium');
  });

  it('signs in with the one-time password and takes an own one', async () => {
    await page.goto('/');
    await page.getByLabel('Name').fill(said(/Sign in as '([^']+)'/));
    await page.locator('input[type=password]').fill(said(/one-time password (\S+)/));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
    await page
      .locator('input[type=password]')
      .nth(0)
      .fill(said(/one-time password (\S+)/));
    await page.locator('input[type=password]').nth(1).fill(ownPassword);
    await page.locator('input[type=password]').nth(2).fill(ownPassword);
    await page.getByRole('button', { name: 'Use this password' }).click();
    await page.getByRole('heading', { name: 'Lead queue' }).waitFor();
  });

  it('finds leads in the queue, each marked as demonstration', async () => {
    await goTo('Crawl targets');
    const targets = page.getByRole('article');
    await expect.poll(() => targets.count()).toBe(2);
    await expect
      .poll(() => targets.filter({ hasText: /finished/ }).count(), { timeout: 120_000, interval: 500 })
      .toBe(2);
    await goTo('Lead queue');
    // the rows of an earlier look are shown until the new ones are there
    await expect.poll(() => rows().count(), { timeout: 30_000 }).toBeGreaterThan(10);
    const unmarked = rows().filter({ hasNot: page.locator('[data-kind=demonstration]') });
    expect(await unmarked.count()).toBe(0);
  });

  it('works a lead by keys: open, claim, pursue, undo, pursue again', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await isState(/^new/);
    await page.locator('mark').first().waitFor();
    const address = page.locator('dl.facts dd', { hasText: /^http:\/\/127\.0\.0\.1:\d+\// }).first();
    demoSite = new URL((await address.innerText()).trim()).origin;
    await page.keyboard.press('c');
    await isState(/^claimed by you/);
    await decide('p', 'Pursue');
    await isState(/^pursued/);
    await page.keyboard.press('u');
    await isState(/^claimed by you/);
    await decide('p', 'Pursue');
    await isState(/^pursued/);
  });

  it('dismisses the next one with a reason', async () => {
    const first = page.url();
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.href !== first);
    await isState(/^new/);
    await decide('d', 'Dismiss');
    await isState(/^dismissed/);
    await page.getByText('an ordinary advert').first().waitFor();
  });

  it.each([
    't.me/demo_sunrise_ph',
    '@Demo_Sunrise_PH',
    '+447700900321',
    '0044 7700 900 321',
    '７７００ ９００ ３２１',
  ])('finds an advert by %s', async (notation) => {
    await searchFor(notation);
    await expect.poll(() => rows().count()).toBe(1);
  });

  it('checks a pasted text and an address', async () => {
    await goTo('Check this');
    const pasted = page.getByLabel('Text of an advert, or its address');
    await pasted.fill(
      'Typing job in Myawaddy, free flight, visa and room, 1500 USD a month, only Telegram @demo_invented_hr',
    );
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('main .tier[data-tier=high]').waitFor();
    await page.locator('mark').first().waitFor();
    await pasted.fill(`${demoSite}/jobs/fil-csr-cambodia`);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.locator('main .advert', { hasText: '@demo_sunrise_ph' }).waitFor();
    await page.locator('main .tier[data-tier=high]').waitFor();
  });

  it('adds a crawl target, looks at what it would read, runs it and pauses it', async () => {
    await goTo('Crawl targets');
    await page.getByRole('button', { name: 'Add a target' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a crawl target' });
    await dialog.getByLabel('Kind of place').selectOption('job-board');
    await dialog.getByLabel('Name').fill('Classifieds of my own');
    await dialog.getByLabel('Start pages').fill(`${demoSite}/classifieds`);
    const openGroup = (title: string): Promise<void> =>
      dialog.locator('summary').filter({ hasText: title }).click();
    await openGroup('When it runs');
    await dialog.getByRole('combobox', { name: 'When it runs' }).selectOption('only when somebody asks');
    await openGroup('How fast and how much');
    await dialog.getByLabel('Wait between two requests').fill('0');
    await openGroup('Browser, people served');
    await dialog.getByLabel('Open pages in a browser').selectOption('never');
    await dialog.getByRole('button', { name: 'Preview what would be read' }).click();
    await dialog.getByText(/classifieds: \d+ adverts?, [1-9]\d* further pages? to read/).waitFor();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });

    const target = page.getByRole('article').filter({ hasText: 'Classifieds of my own' });
    await target.getByText('Has not run yet.').waitFor();
    await target.getByRole('button', { name: 'Run now' }).click();
    await target.getByText(/finished · .* [1-9]\d* pages fetched · [1-9]\d* adverts/).waitFor();
    await target.getByRole('button', { name: 'Pause' }).click();
    await target.getByText('paused', { exact: true }).waitFor();
    expect(await target.getByRole('button', { name: 'Run now' }).isDisabled()).toBe(true);
  });

  it('exports two leads with marking, purpose and recipient', async () => {
    await goTo('Lead queue');
    for (const index of [0, 1]) await rows().nth(index).getByRole('checkbox').check();
    await page.getByText('2 groups selected').waitFor();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export as a bundle' });
    await dialog.getByLabel('Marking').selectOption('TLP:GREEN');
    await dialog.getByLabel('Recipient').fill('Desk of an invented agency');
    await dialog.getByLabel('Purpose').fill('to try out the exchange');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Make the bundle' }).click(),
    ]);
    await download.saveAs(bundle);
    expect(download.suggestedFilename()).toMatch(/^lurewatch-.*\.zip$/);
    const verified = lurewatchNow('verify', bundle, '--json');
    expect(verified.status, verified.stdout + verified.stderr).toBe(0);
    const { manifest } = JSON.parse(verified.stdout);
    expect(manifest).toMatchObject({
      marking: 'TLP:GREEN',
      recipient: 'Desk of an invented agency',
      purpose: 'to try out the exchange',
      hasDemonstration: true,
    });
  });

  it('notices that a bundle was changed on its way', async () => {
    const bytes = await readFile(bundle);
    const at = Math.floor(bytes.length / 3);
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    await writeFile(bundle, bytes);
    const verified = lurewatchNow('verify', bundle);
    expect(verified.status).toBe(1);
    expect(verified.stdout).toContain('NOT intact');
  });

  it('does not start a second time on the same data', () => {
    const second = lurewatchNow('start');
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`already running on the data in ${dataFolder}`);
    expect(second.stderr).toContain(said(/Lurewatch runs at (\S+)/));
  });

  it('removes the demonstration with one click', async () => {
    await goTo('Crawl targets');
    await page.getByRole('button', { name: 'Remove the demonstration' }).click();
    await expect.poll(() => page.getByRole('article').count()).toBe(1);
    await goTo('Lead queue');
    await page.getByText('The queue is empty').waitFor();
    await page.getByRole('button', { name: /^All/ }).click();
    await page.getByText('No lead here').waitFor();
    expect(problems).toEqual([]);
  });

  it('leaves no process behind after Ctrl-C', async () => {
    const namesOf = async () =>
      (await processesOf(lurewatch.child, dataFolder)).map((one) => one.command).join();
    for (const name of ['bin/postgres', 'processes/web', 'processes/worker', 'chrom'])
      await expect.poll(namesOf, { timeout: 60_000 }).toContain(name);
    const processes = await processesOf(lurewatch.child, dataFolder);
    expect(await lurewatch.interrupt()).toBe(0);
    expect(lurewatch.output()).toContain('Stopped. Everything is kept');
    expect(processes.filter(isRunning)).toEqual([]);
  });
});
