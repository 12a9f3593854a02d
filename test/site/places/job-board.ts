/** A board in plain HTML; its pages are served at the root, as older tests know them. */
import type { SitePlace } from '../place.ts';

const jobBoard: SitePlace = {
  answer: () => undefined,
  options: (root) => ({ startUrls: [`${new URL(root).origin}/plain`] }),
};

export default jobBoard;
