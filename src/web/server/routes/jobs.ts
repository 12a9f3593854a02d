/** What runs, what failed, and how the queues are. */
import { z } from 'zod';
import { mayAdminister } from '../../../domain/account.ts';
import { runView } from '../../../domain/run-view.ts';
import { jobsView, type QueueHealth } from '../../../domain/target-view.ts';
import type { DeadLetter, JobStore } from '../../../storage/jobs.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { notThere } from '../web-problem.ts';

export interface JobsNeeds {
  jobs: JobStore;
  pauseRun(runId: string, actor: string): Promise<void>;
  resumeRun(runId: string, actor: string): Promise<void>;
  queueHealth(): Promise<QueueHealth>;
  /** Puts a dead letter's job back into its queue. */
  retryJob(letter: DeadLetter): Promise<void>;
}

const params = z.object({ id: z.uuid() });
const shownRuns = 50;
const shownLetters = 100;

const routes: Routes<JobsNeeds> = {
  id: 'jobs',
  register(app, needs) {
    app.get('/api/jobs', { schema: { response: { 200: jobsView } } }, async (request) => {
      requireAccess(request, mayAdminister);
      const [runs, deadLetters, frontier, health] = await Promise.all([
        needs.jobs.runs(shownRuns),
        needs.jobs.deadLetters(shownLetters),
        needs.jobs.frontier(),
        // The page must say that the queues are away, not fail with them.
        needs.queueHealth().then(
          (found) => ({ health: found, problem: null }),
          (error: unknown) => {
            request.log.error({ err: error }, 'the queues did not answer');
            return { health: null, problem: error instanceof Error ? error.message : String(error) };
          },
        ),
      ]);
      return { runs, deadLetters, frontier, ...health };
    });

    app.get('/api/runs/:id', { schema: { params, response: { 200: runView } } }, async (request) => {
      requireAccess(request, mayAdminister);
      const run = await needs.jobs.run(request.params.id);
      if (!run) throw notThere('This run');
      return run;
    });

    for (const step of ['pause', 'resume'] as const)
      app.post(`/api/runs/:id/${step}`, { schema: { params } }, async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        await (step === 'pause' ? needs.pauseRun : needs.resumeRun)(request.params.id, access.userId);
        return reply.status(204).send();
      });

    app.post('/api/dead-letters/:id/retry', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      const isRetried = await needs.jobs.retryDeadLetter(request.params.id, access.userId, (letter) =>
        needs.retryJob(letter),
      );
      if (!isRetried) throw notThere('This failed job, or it was tried again already; it');
      return reply.status(204).send();
    });
  },
};

export default routes;
