/** What every job promises; it finds new ones by itself. */
import { describe, expect, it } from 'vitest';
import { loadJobs } from '../../queues/load-jobs.ts';

for (const [name, job] of await loadJobs())
  describe(`job ${name}`, () => {
    it('is tried at least once, with a wait that grows from a sensible beginning', () => {
      expect(job.attempts).toBeGreaterThanOrEqual(1);
      expect(job.attempts === 1 || job.backoffMs >= 100).toBe(true);
    });

    it('keeps few in flight: PostgreSQL deadlocked at ten', () => {
      expect(job.concurrency).toBeGreaterThanOrEqual(1);
      expect(job.concurrency).toBeLessThan(10);
    });

    it('refuses what is not its payload', () => {
      for (const junk of [undefined, null, 7, 'text', [], { unknown: true }])
        expect(job.payload.safeParse(junk).success).toBe(false);
    });
  });
