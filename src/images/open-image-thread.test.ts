import { afterEach, describe, expect, it } from 'vitest';
import { type ImageThread, openImageThread } from './open-image-thread.ts';

const crashing = new URL('../../test/fixtures/images/crashing-thread.mjs', import.meta.url);
const task = (bytes: number[]) => ({ bytes: Uint8Array.from(bytes), folder: '/nowhere', languages: [] });

describe('the image thread', () => {
  let thread: ImageThread;
  afterEach(() => thread.close());

  it('is started by the first image and closed when none came for a while', async () => {
    thread = openImageThread({ entry: crashing, idleMs: 20 });
    expect(thread.isOpen).toBe(false);
    expect(await thread.read(task([1]))).toEqual({ note: 'looked at' });
    await expect.poll(() => thread.isOpen).toBe(false);
    expect(await thread.read(task([1]))).toEqual({ note: 'looked at' });
  });

  it('costs a fault inside it one image, and reads the next', async () => {
    thread = openImageThread({ entry: crashing });
    const [before, fault, after] = await Promise.allSettled([
      thread.read(task([1])),
      thread.read(task([])),
      thread.read(task([2])),
    ]);
    expect(before.status).toBe('fulfilled');
    expect(fault).toMatchObject({ reason: { name: 'ThreadLostError' } });
    expect(after).toMatchObject({ value: { note: 'looked at' } });
  });

  it('says so when it can not start, and tries again with the next image', async () => {
    thread = openImageThread({ entry: new URL('./no-such-thread.mjs', crashing) });
    for (const _try of [1, 2])
      await expect(thread.read(task([1]))).rejects.toMatchObject({ name: 'MissingServiceError' });
    expect(thread.isOpen).toBe(false);
  });

  it('looks at what is no image without reading text, with the real thread', {
    timeout: 60_000,
  }, async () => {
    thread = openImageThread();
    const { note } = await thread.read(task([60, 104, 116, 109, 108, 62]));
    expect(note).toContain('no image');
  });
});
