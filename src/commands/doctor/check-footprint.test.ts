import { afterEach, expect, it, vi } from 'vitest';
import { checkFootprint } from './check-footprint.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('shows what a site was really sent, and asks for a contact where there is none', async () => {
  vi.stubEnv('LUREWATCH_DATA', '/nowhere/lurewatch');
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('LUREWATCH_CONTACT', '');
  const found = await checkFootprint();
  const words = found.map(({ says }) => says).join('\n');
  expect(found[0]).toMatchObject({ level: 'note', todo: expect.stringContaining('LUREWATCH_CONTACT') });
  expect(words).toContain("the name 'Lurewatch/0.1', with nowhere to write to");
  expect(words).toContain('user-agent: Lurewatch/0.1;');
  expect(words).toContain('accept-encoding: gzip, deflate, br');
  expect(words).toMatch(/HTTP\/1\.1, over TLSv1\.2 to TLSv1\.3/);
  expect(words).toContain('it alone is fetched (/)');
  expect(words).toContain('own address, except of targets that were given a proxy');
  vi.stubEnv('LUREWATCH_CONTACT', 'https://example.com/crawler');
  expect((await checkFootprint())[0]).toMatchObject({
    level: 'ok',
    says: "the name 'Lurewatch/0.1 (+https://example.com/crawler)'",
  });
}, 60_000);
