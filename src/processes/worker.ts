/**
 * The worker process: makes visits, renders pages, keeps the store in order. Started by `start` with an IPC channel,
 * or by `lurewatch worker` for a running deployment. Everything it needs stands in the environment.
 */
import { openApp } from '../app.ts';
import { readAppOptions } from './read-app-options.ts';
import { runUntilTold } from './run-until-told.ts';

await runUntilTold(async () => {
  const app = await openApp({ ...readAppOptions('worker'), fetchesImages: true });
  const worker = await app.startWorker();
  const maintenance = await app.startMaintenance();
  return {
    facts: { worker: worker.name, hasBrowser: app.hasBrowser },
    close: async () => {
      await Promise.all([worker.close(), maintenance.close()]);
      await app.close();
    },
  };
});
