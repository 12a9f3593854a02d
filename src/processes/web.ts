/** The web process: HTTP server and dispatcher. Started by `start` with an IPC channel; tells its address when ready. */
import { openApp } from '../app.ts';
import { readAppOptions } from './read-app-options.ts';
import { runUntilTold } from './run-until-told.ts';

await runUntilTold(async () => {
  const app = await openApp({ ...readAppOptions('web'), readingThreads: 1 });
  const dispatcher = app.startDispatcher();
  const web = await app.startWeb();
  return {
    facts: { address: web.address },
    close: async () => {
      await web.close();
      await dispatcher.stop();
      await app.close();
    },
  };
});
