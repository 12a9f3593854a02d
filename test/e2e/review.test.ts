/** The review app in a real browser: keys, decisions, conflicts, hostile text. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/assessment.ts';
import { findBrowser } from '../../src/platform/browser/find-browser.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { emptyTables } from '../integration/open-test-database.ts';
import { openWeb, type TestWeb, testPassword } from '../integration/open-web.ts';
import { seedLead } from '../integration/seed-leads.ts';

let web: TestWeb;
let browser: Browser;
let clientFolder: string;
let address: string;
let page: Page;
let problems: string[];

const found = findBrowser();
/** Only root needs to go without the sandbox, and there is no other way for it. */
const launchArgs = [
  '--disable-background-networking',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const signIn = async (name: string): Promise<void> => {
  await page.goto('/');
  await page.getByLabel('Name').fill(name);
  await page.locator('input[type=password]').fill(testPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Lead queue' }).waitFor();
};

const text = 'Free flight. Typing only. Write to @invented_hr_77.';
const findingOf = (words: string, why: string): Finding => ({
  field: 'text',
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  text: words,
  indicator: 'free-flight',
  family: 'logistics',
  rule: 'en/free-flight',
  message: { id: 'free-flight', params: {} },
  why,
  weight: 8,
  isReviewed: false,
});

describe.skipIf(!found)('the review app (needs a browser)', () => {
  beforeAll(async () => {
    clientFolder = await mkdtemp(join(tmpdir(), 'lurewatch-client-'));
    const configFile = join(projectRoot, 'src', 'web', 'client', 'vite.config.ts');
    await build({ configFile, logLevel: 'error', build: { outDir: clientFolder } });
    web = await openWeb({ clientFolder });
    address = await web.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await chromium.launch({ executablePath: found?.path ?? '', args: launchArgs });
  });
  afterAll(async () => {
    await browser?.close();
    await web?.close();
    await rm(clientFolder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    await emptyTables(web.database);
    problems = [];
    page = await browser.newPage({ baseURL: address, viewport: { width: 390, height: 800 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(address)) problems.push(`asked elsewhere: ${request.url()}`);
    });
  });
  afterEach(() => page.close());

  it('is worked by keys: down the queue, open, claim, dismiss with a reason, undo, next, back', async () => {
    const { prisma } = web.database;
    await seedLead(prisma, { title: 'Third', score: 40, text });
    await seedLead(prisma, { title: 'Second', score: 60, text: `${text} Again.` });
    await seedLead(prisma, { title: 'First', score: 80, text: `${text} More.` });
    await web.signInAs('analyst', 'ana');
    await signIn('ana');

    await page.getByRole('link', { name: 'First' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'First' }).waitFor();

    await page.keyboard.press('c');
    await page.getByText('claimed by you').waitFor();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'Dismiss this group' });
    await dialog.getByLabel('It is').selectOption('licensed-recruiter');
    await dialog.getByRole('button', { name: 'Dismiss' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page
      .getByText('dismissed by you')
      .or(page.getByText(/^dismissed by/))
      .first()
      .waitFor();
    expect((await prisma.decision.findFirstOrThrow()).reason).toBe('licensed-recruiter');

    await page.keyboard.press('u');
    await page.getByText('claimed by you').waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Second' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { name: 'Lead queue' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('t.me/invented_hr_77');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Leads found by/ }).waitFor();
    await expect.poll(() => page.getByRole('listitem').count()).toBe(3);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('shows why a word is marked, on focus, and runs nothing that an advert brings', async () => {
    const hostile = `${text} <img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
    const why = 'A free flight is offered.';
    const { leadId } = await seedLead(web.database.prisma, {
      title: '<b>Bold</b> offer',
      text: hostile,
      findings: [findingOf('Free flight', why)],
    });
    await web.signInAs('analyst', 'ana');
    await signIn('ana');
    await page.goto(`/leads/${leadId}`);
    await page.getByRole('heading', { name: '<b>Bold</b> offer' }).waitFor();
    await page.locator('mark', { hasText: 'Free flight' }).focus();
    const reason = page.locator('.mantine-HoverCard-dropdown');
    await reason.getByText(why).waitFor();
    await reason.getByText('not reviewed by a native speaker').waitFor();
    expect(await page.locator('.advert').first().innerText()).toContain('<script>');
    expect(await page.locator('main script, main b:has-text("Bold"), main img').count()).toBe(0);
    expect(await page.title()).toBe('Lurewatch');
    expect(await page.locator('main a[href^=http]').count()).toBe(0);
    const isWide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(isWide).toBe(false);
    expect(problems).toEqual([]);
  });

  it('tells who was faster, and keeps what was typed', async () => {
    const { prisma } = web.database;
    const { leadId, groupId } = await seedLead(prisma, { text });
    const ben = await web.signInAs('analyst', 'ben');
    await web.signInAs('analyst', 'ana');
    await signIn('ana');
    await page.goto(`/leads/${leadId}`);
    await page.getByRole('button', { name: /Refer/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Refer this group' });
    await dialog.getByLabel('To whom, and why').fill('the desk in the capital');

    const { version } = (await ben('GET', `/api/leads/${leadId}`)).body.group;
    const pursued = await ben('POST', `/api/groups/${groupId}/decisions`, {
      version,
      kind: 'pursue',
      reason: '',
    });
    expect(pursued.status).toBe(201);

    await dialog.getByRole('button', { name: 'Refer' }).click();
    await page.getByText(/changed meanwhile: it is now pursued \(last: ben\)/).waitFor();
    expect(await dialog.getByLabel('To whom, and why').inputValue()).toBe('the desk in the capital');
    expect(await prisma.decision.count()).toBe(1);
    // Having been told, the analyst may decide anew on what is there now.
    await dialog.getByRole('button', { name: 'Refer' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await prisma.leadGroup.findFirstOrThrow()).state).toBe('referred');
  });
});
