/** The one page of a context: opened once, used for visit after visit of the same site, emptied in between. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { ownWorldName } from './own-world.ts';
import { type PageIdle, watchIdle } from './page-idle.ts';
import {
  openRequestGate,
  type RequestGate,
  type RequestRules,
  type WatchedRequests,
} from './watch-requests.ts';

export interface Tab {
  page: Page;
  session: CDPSession;
  idle: PageIdle;
  /** Only ever rejects: when the page crashed or was closed. */
  ended: Promise<never>;
  hasEnded(): boolean;
  begin(rules: RequestRules): Promise<WatchedRequests>;
  /** Nothing of the visit stays: no document, no history, no stored data of the sites that it went to. */
  empty(): Promise<void>;
  /** What its scripts and documents hold. */
  heapBytes(): Promise<number>;
}

/** What a tab keeps for its site goes before the first script of the next visit runs. */
const forgetTab = `try { window.name = ''; sessionStorage.clear(); } catch { /* This document may not store. */ }`;

export const openTab = async (context: BrowserContext): Promise<Tab> => {
  const page = await context.newPage();
  refuseExtras(page);
  const session = await context.newCDPSession(page);
  await session.send('Page.enable');
  const gate: RequestGate = await openRequestGate(session);
  const idle = watchIdle(page, session);
  const ended = new Promise<never>((_, reject) => {
    page.once('crash', () => reject(new Error('Page crashed')));
    page.once('close', () => reject(new Error('Page has been closed')));
  });
  let hasEnded = false;
  ended.catch(() => {
    hasEnded = true;
  });
  let visited: readonly string[] = [];

  return {
    page,
    session,
    idle,
    ended,
    hasEnded: () => hasEnded,
    async begin(rules) {
      idle.forget();
      const { identifier } = await session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: forgetTab,
        worldName: ownWorldName,
      });
      page.once('domcontentloaded', () => {
        // A page that has gone meanwhile needs it no more.
        session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier }).catch(() => undefined);
      });
      const watched = gate.open(rules);
      visited = watched.navigations;
      return watched;
    },
    async empty() {
      gate.close();
      await page.goto('about:blank', { waitUntil: 'commit' });
      await context.clearCookies();
      await session.send('Network.clearBrowserCache');
      for (const origin of new Set(visited.map((url) => new URL(url).origin)))
        await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await forgetHistory(session);
    },
    async heapBytes() {
      const use = (await session.send('Runtime.getHeapUsage')) as Record<string, number>;
      return (use.totalSize ?? 0) + (use.embedderHeapUsedSize ?? 0) + (use.backingStorageSize ?? 0);
    },
  };
};

/** While the empty document takes over from the visit's, the browser answers that it has no active page. */
const forgetHistory = async (session: CDPSession): Promise<void> => {
  for (let tries = 1; ; tries += 1)
    try {
      await session.send('Page.resetNavigationHistory');
      return;
    } catch (error) {
      if (tries === 5 || !(error instanceof Error && /active page/.test(error.message))) throw error;
      await sleep(tries * 20);
    }
};

/** Dialogs, new windows and downloads are refused; a page that asks whether to be left is left. */
const refuseExtras = (page: Page): void => {
  const leave = (work: Promise<unknown>): void => {
    // The page may be gone before the answer arrives; there is nothing left to refuse then.
    work.catch(() => undefined);
  };
  page.on('dialog', (dialog) => leave(dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()));
  page.on('popup', (popup) => leave(popup.close()));
  page.on('download', (download) => leave(download.cancel()));
};
