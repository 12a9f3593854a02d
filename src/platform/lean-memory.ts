/** How our processes are kept small; docs/performance.md tells what each of these brings, and what it costs. */
import { setFlagsFromString } from 'node:v8';

/**
 * For a process that is started; the scripts in package.json say the same. glibc gives each thread a pool of its own,
 * of which much stays unused: with one for all, a crawl takes 150 MB less. Other systems pass it over.
 */
export const leanEnvironment = { MALLOC_ARENA_MAX: '1' };
/** For a Node process that is started: new objects get 16 MB in place of 32. */
export const leanNodeFlags: readonly string[] = ['--max-semi-space-size=8'];

/** For this process, once: garbage is collected when the heap has grown by 15 %; V8 would wait for several times that. */
export const collectEarly = (): void => setFlagsFromString('--heap-growing-percent=15');
