import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createPageRenderer } from '../../src/platform/browser/page-renderer.ts';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import { createPageRendering } from './render-page.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

it('ends a page with what to do when the browser does not start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-browser-test-'));
  folders.push(folder);
  const browserPath = join(folder, 'chromium');
  await writeFile(browserPath, '#!/bin/sh\necho "a library is missing" >&2\nexit 127\n');
  await chmod(browserPath, 0o755);
  const guard = createAddressGuard({ allowedPrivateHosts: [] });
  const renderer = createPageRenderer({ browserPath, guard, userAgent: 'Lurewatch/0.1' });
  const render = createPageRendering({
    renderer,
    clients: { exitOf: async () => null },
    userAgent: 'Lurewatch/0.1',
  });
  const end = await render({
    url: 'https://jobs.example.com/',
    method: 'GET',
    body: null,
    proxyId: null,
    etag: null,
    lastModified: null,
    render: null,
    isAllowed: async () => true,
  });
  await renderer.close();
  expect(end).toMatchObject({ end: 'retry', isPushBack: false });
  expect(end).toHaveProperty('reason', expect.stringContaining('set CHROMIUM_PATH to one that does'));
});
