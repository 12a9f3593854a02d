import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setEnvironmentData } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadLexicon } from './lexicon.ts';
import { readCachedLexicon, shareCachedLexicon, writeCachedLexicon } from './lexicon-cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'lexicon-cache-'));

const forget = (): void => setEnvironmentData('lurewatch.lexicon', undefined);

beforeEach(forget);
afterEach(() => {
  forget();
  rmSync(folder, { recursive: true, force: true });
});

it('is read once for all threads of a process', { timeout: 60_000 }, async () => {
  const { version, ...lexicon } = await loadLexicon();
  expect(readCachedLexicon(version, folder)).toBeUndefined();
  shareCachedLexicon(version, folder); // nothing there yet: no error
  writeCachedLexicon(version, lexicon, folder);
  expect(readCachedLexicon(version, folder)?.phraseSet.graph.items.buffer).toBeInstanceOf(ArrayBuffer);
  shareCachedLexicon(version, folder);
  rmSync(folder, { recursive: true });
  const [one, other] = [readCachedLexicon(version, folder), readCachedLexicon(version, folder)];
  const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array): Buffer =>
    Buffer.from(buffer, byteOffset, byteLength);
  const items = one?.phraseSet.graph.items ?? new Int32Array(0);
  expect(bytesOf(items).equals(bytesOf(lexicon.phraseSet.graph.items))).toBe(true);
  expect(one?.rules).toEqual(lexicon.rules);
  expect(one?.phraseSet.graph.items.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(one?.phraseSet.graph.items.buffer).toBe(other?.phraseSet.graph.items.buffer);
  expect(readCachedLexicon('another version', folder)).toBeUndefined();
});
