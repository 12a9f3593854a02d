/** The known jobs: whatever file stands in queues/jobs, by name. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInputError } from '../src/domain/failure.ts';
import { loadModule } from '../src/platform/discover.ts';
import type { Job } from './job.ts';

const folder = fileURLToPath(new URL('./jobs/', import.meta.url));

export const loadJobs = async (): Promise<Map<string, Job<unknown>>> => {
  const files = (await readdir(folder)).filter((file) => /^[a-z-]+\.ts$/.test(file)).sort();
  const jobs = await Promise.all(files.map(loadJob));
  return new Map(jobs.map((job) => [job.name, job]));
};

const loadJob = async (file: string): Promise<Job<unknown>> => {
  const { default: job } = (await loadModule(join(folder, file))) as { default?: Job<unknown> };
  const id = file.slice(0, -'.ts'.length);
  if (job?.name === id) return job;
  throw new BadInputError(
    job
      ? `queues/jobs/${file}: its name is '${job.name}', but its file is '${id}.ts'; make them equal`
      : `queues/jobs/${file} has no default export`,
  );
};
