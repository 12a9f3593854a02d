/** Which leads go into a bundle: named ones, or all that a queue filter finds. */
import type { QueueFilter } from './lead-queue.ts';

export type BundleSelection = { leadIds: readonly string[] } | { filter: QueueFilter };

/** More than anybody can read; a bundle is held in memory while it is written. */
export const maxLeadsPerBundle = 5000;
