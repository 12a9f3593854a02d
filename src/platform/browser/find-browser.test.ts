import { tmpdir } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { findBrowser } from './find-browser.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('does not take a folder for a browser', () => {
  vi.stubEnv('CHROMIUM_PATH', tmpdir());
  expect(findBrowser).toThrow(`CHROMIUM_PATH names '${tmpdir()}', but there is no program that can be run`);
});
