import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createThreadPool,
  TaskFailedError,
  TaskTooLargeError,
  TaskTooLongError,
  ThreadLostError,
  type ThreadPool,
} from './thread-pool.ts';

const unruly = new URL('../../test/fixtures/threads/unruly-thread.mjs', import.meta.url);
let pool: ThreadPool;
afterEach(() => {
  vi.unstubAllEnvs();
  return pool.close();
});

describe('thread pool', () => {
  it('queues more tasks than there are threads', async () => {
    pool = createThreadPool({ entry: unruly, size: 2 });
    const doubled = await Promise.all([1, 2, 3, 4, 5].map((number) => pool.run<number>('double', number)));
    expect(doubled).toEqual([2, 4, 6, 8, 10]);
  });

  it('kills a task over its time and goes on with a new thread', async () => {
    pool = createThreadPool({ entry: unruly, size: 1, taskLimitMs: 300 });
    const spinning = pool.run('spin', null);
    const next = pool.run<number>('double', 21);
    await expect(spinning).rejects.toThrow(TaskTooLongError);
    expect(await next).toBe(42);
    expect(pool.killed).toBe(1);
  });

  it('ends a task over its memory by name, and goes on', async () => {
    pool = createThreadPool({ entry: unruly, size: 1, taskLimitMs: 15_000, maxMemoryMb: 64 });
    await expect(pool.run('swell', null)).rejects.toThrow(TaskTooLargeError);
    expect(await pool.run<number>('double', 4)).toBe(8);
  });

  it("hands on a task's own error and keeps the thread", async () => {
    pool = createThreadPool({ entry: unruly, size: 1 });
    await expect(pool.run('fail', null)).rejects.toThrow(TaskFailedError);
    await expect(pool.run('fail', null)).rejects.toThrow('too deep');
    await expect(pool.run('nothing', null)).rejects.toThrow("there is no task 'nothing'");
  });

  it('replaces a thread that ends by itself', async () => {
    pool = createThreadPool({ entry: unruly, size: 1 });
    await expect(pool.run('exit', null)).rejects.toThrow(ThreadLostError);
    expect(await pool.run<number>('double', 1)).toBe(2);
  });

  it('says why when a thread cannot load its code', async () => {
    const broken = new URL('../../test/fixtures/threads/broken-thread.mjs', import.meta.url);
    pool = createThreadPool({ entry: broken, size: 2 });
    await expect(pool.run('double', 1)).rejects.toThrow('lure.yaml line 3');
    await expect(pool.ready()).rejects.toThrow('lure.yaml line 3');
  });

  it('tries again to start a thread for a later task', async () => {
    vi.stubEnv('UNRULY_START', 'no memory left for a thread');
    pool = createThreadPool({ entry: unruly, size: 2, startBackOffMs: 0 });
    await expect(pool.run('double', 1)).rejects.toThrow('no memory left for a thread');
    vi.stubEnv('UNRULY_START', 'no rules to read');
    await expect(pool.run('double', 1)).rejects.toThrow('no rules to read');
    vi.stubEnv('UNRULY_START', undefined);
    expect(await pool.run<number>('double', 4)).toBe(8);
  });

  it('serves again after the thread in place of a killed one could not start', async () => {
    pool = createThreadPool({ entry: unruly, size: 1, startBackOffMs: 0 });
    await pool.ready();
    vi.stubEnv('UNRULY_START', 'no memory left for a thread');
    const ending = pool.run('exit', null);
    const waiting = pool.run('double', 1);
    await expect(Promise.all([ending.catch(() => {}), waiting])).rejects.toThrow('no memory left');
    vi.stubEnv('UNRULY_START', undefined);
    expect(await pool.run<number>('double', 4)).toBe(8);
  });

  it('gives the reason at once, without another start, while it backs off', async () => {
    vi.stubEnv('UNRULY_START', 'no memory left for a thread');
    pool = createThreadPool({ entry: unruly, size: 1, startBackOffMs: 3_600_000 });
    await expect(pool.run('double', 1)).rejects.toThrow('no memory left for a thread');
    vi.stubEnv('UNRULY_START', undefined);
    await expect(pool.run('double', 1)).rejects.toThrow('no memory left for a thread');
  });

  it('ends what waits when it is closed', async () => {
    pool = createThreadPool({ entry: unruly, size: 1 });
    const running = pool.run('spin', null);
    const waiting = pool.run('double', 1);
    const both = Promise.allSettled([running, waiting]);
    await pool.close();
    expect((await both).map((end) => end.status)).toEqual(['rejected', 'rejected']);
  });
});
