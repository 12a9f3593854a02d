/** Mainstream boards that ship as data, switched off: an admin picks some and adds them as paused crawl targets. */
import { z } from 'zod';
import { type TargetSettings, targetSettings } from './target.ts';

export const readyBoard = z.strictObject({
  name: z.string().min(1).max(120),
  url: z.url({ protocol: /^https$/ }),
  /** BCP 47, the commonest first. */
  languages: z.array(z.string()).min(1),
  typeId: z.string(),
  /** Anybody posts there, also what are no jobs: its adverts need more care. */
  isClassifieds: z.boolean().default(false),
});
export type ReadyBoard = z.infer<typeof readyBoard>;

/** One file of crawlers/ready-lists, named by the country's code. */
export const readyList = z.strictObject({
  country: z.string().min(1),
  /** Whether somebody has looked that each board still stands at its address and may be crawled. */
  checked: z.boolean(),
  boards: z.array(readyBoard).min(1),
});
export type ReadyList = z.infer<typeof readyList>;

export const readyListsView = z.array(
  z.object({
    country: z.string(),
    checked: z.boolean(),
    boards: z.array(readyBoard.extend({ isAdded: z.boolean() })),
  }),
);
export type ReadyListsView = z.infer<typeof readyListsView>;

export const settingsOfBoard = (board: ReadyBoard, country: string): TargetSettings =>
  targetSettings.parse({
    name: board.name,
    typeId: board.typeId,
    options: { startUrls: [board.url] },
    postedIn: country,
  });

/** A board is watched when a target starts at its host. */
export const isWatched = (board: ReadyBoard, targets: readonly TargetSettings[]): boolean => {
  const { hostname } = new URL(board.url);
  return targets.some(({ options }) => JSON.stringify(options).includes(`://${hostname}`));
};
