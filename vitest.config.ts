import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Browsers are killed and databases stopped in these tests, at any moment: one that fails is tried once more, and named
 * at the end as one that needed it.
 */
const againWithServices = 1;

/** Unit and conformance tests need nothing but Node; integration and e2e bring real services. */
export default defineConfig({
  test: {
    // one for each core: what these tests wait for is the processor
    maxWorkers: availableParallelism(),
    reporters: ['default', './test/count-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'crawlers/**/*.test.ts',
            'classifiers/**/*.test.ts',
            'queues/**/*.test.ts',
            'bin/**/*.test.ts',
          ],
          testTimeout: 20_000,
          // they keep nothing between files, so the rules are compiled once a worker, not once a file
          isolate: false,
          // the first to load the rules compiles them: some seconds, more where several do at once
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          retry: againWithServices,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          retry: againWithServices,
        },
      },
    ],
  },
});
