import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderBlobStore } from './blob-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-blobs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Buffer.from('a page');

describe.each([true, false])('a blob store with isDurable %s', (isDurable) => {
  it('keeps bytes under their hash, and removes them', async () => {
    const store = createFolderBlobStore(folder, { isDurable });
    const { hash } = await store.put(bytes);
    expect(await store.put(bytes)).toEqual({ hash, bytes: 6 });
    expect(await store.get(hash)).toEqual(bytes);
    await store.remove(hash);
    expect([await store.has(hash), await store.get(hash)]).toEqual([false, undefined]);
    await store.remove(hash);
  });

  it('leaves bytes that were put again since somebody decided to remove them', async () => {
    const store = createFolderBlobStore(folder, { isDurable });
    const { hash } = await store.put(bytes);
    await sleep(20);
    const decidedAt = new Date();
    await sleep(20);
    await store.put(bytes);
    await store.remove(hash, { unlessPutSince: decidedAt });
    expect(await store.get(hash)).toEqual(bytes);
    await sleep(20);
    await store.remove(hash, { unlessPutSince: new Date() });
    expect(await store.has(hash)).toBe(false);
  });
});
