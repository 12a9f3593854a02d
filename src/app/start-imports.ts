/** Imports of the web app: asked for there, done by the worker. */
import importFileJob from '../../queues/jobs/import-file.ts';
import type { JobWorker, Queues } from '../../queues/queue-contract.ts';
import { BadInputError, NotThereError, RetryableError, UsageError } from '../domain/failure.ts';
import { importers as loadImporters } from '../importers/importers.ts';
import { sourceHash } from '../importers/source-hash.ts';
import { assessPosting } from '../pipeline/assess-posting.ts';
import type { ImportNeeds } from '../pipeline/import-contract.ts';
import { importFile } from '../pipeline/import-file.ts';
import { previewImport } from '../pipeline/import-preview.ts';
import { noRedactor, redactorOfAnswer } from '../pipeline/import-protection.ts';
import { startImport } from '../pipeline/start-import.ts';
import type { Logger } from '../platform/log.ts';
import type { ImportsService } from '../web/server/routes/imports.ts';
import type { Uploads } from './import-uploads.ts';

interface Needs {
  imports: ImportNeeds;
  uploads: Uploads;
  queues: Queues;
}

const shownImports = 100;

export const importsService = ({ imports, uploads, queues }: Needs): ImportsService => {
  const withSource = async <Result>(
    id: string,
    work: (opened: Awaited<ReturnType<Uploads['open']>>) => Promise<Result>,
  ): Promise<Result> => {
    const opened = await uploads.open(id);
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  };
  return {
    types: async () =>
      [...(await loadImporters()).values()].map(({ id, label, description, isPrivate }) => ({
        id,
        label,
        description,
        isPrivate,
      })),
    upload: (input) => uploads.keep(input),
    preview: (id, given) =>
      withSource(id, async ({ source }) => previewImport(await loadImporters(), source, given)),
    start: (id, { start, actor }) =>
      withSource(id, async ({ source, upload }) => {
        const fileHash = await sourceHash(source);
        const importers = await loadImporters();
        const { view } = await startImport(
          { ...imports, importers },
          { source, fileHash, start, suppliedBy: actor, id },
        );
        await uploads.begin(id, { ...upload, start: { ...start, importer: view.importer } });
        await uploads.moveTo(id, view.id);
        await queues.add(importFileJob, { importId: view.id });
        return view;
      }),
    discard: (id) => uploads.remove(id),
    list: () => imports.store.list(shownImports),
    problems: (id) => imports.store.problems(id),
    retry: async (id) => {
      await imports.store.resume(id);
      await queues.add(importFileJob, { importId: id });
    },
    undo: async (id, actor) => {
      const reassess: Parameters<typeof imports.store.undo>[1]['reassess'] = ({
        posting,
        assessment,
        site,
      }) => assessPosting(posting, assessment, { site });
      const unlessPutSince = new Date();
      const blobs = await imports.store.undo(id, { actor, reassess });
      for (const hash of blobs) await imports.blobs.remove(hash, { unlessPutSince });
      await uploads.remove(id);
    },
  };
};

/** Those that were under way when a worker ended are asked for again. */
const lookAgainMs = 60_000;

export const startImports = async ({
  imports,
  uploads,
  queues,
  log,
}: Needs & { log: Logger }): Promise<JobWorker> => {
  const worker = await queues.work(importFileJob, async ({ importId }, signal) => {
    const view = await imports.store.byId(importId);
    if (view?.state !== 'running' && view?.state !== 'failed') return;
    const answer = (await uploads.read(importId))?.start?.protection;
    let redactor = answer === undefined ? noRedactor : redactorOfAnswer(answer);
    try {
      const opened = await uploads.open(importId);
      try {
        const { source, upload } = opened;
        if (!upload.start)
          throw new BadInputError('it was never said how this file is to be read: hand it in again');
        const begun = await startImport(
          { ...imports, importers: await loadImporters() },
          {
            source,
            fileHash: await sourceHash(source),
            start: upload.start,
            suppliedBy: upload.suppliedBy,
            id: importId,
          },
        );
        redactor = begun.work.redactor;
        const done = await importFile(imports, begun.work, { signal });
        if (done) await uploads.remove(importId);
      } finally {
        await opened.close();
      }
    } catch (error) {
      const written = error instanceof Error ? error.message : String(error);
      const reason = redactor.text(written);
      await imports.store.fail(importId, reason);
      if (error instanceof BadInputError || error instanceof UsageError || error instanceof NotThereError)
        return;
      // It goes to the log and among the jobs that failed.
      throw reason === written ? error : new RetryableError(reason);
    }
  });
  const lookAgain = async (): Promise<void> => {
    for (const importId of await imports.store.running())
      if (await uploads.read(importId)) await queues.add(importFileJob, { importId });
  };
  await lookAgain();
  const timer = setInterval(() => {
    lookAgain().catch((error: unknown) =>
      log.warn({ err: error }, 'imports under way could not be looked for'),
    );
  }, lookAgainMs);
  return {
    close: async () => {
      clearInterval(timer);
      await worker.close();
    },
  };
};
