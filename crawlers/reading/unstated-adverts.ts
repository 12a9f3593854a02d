/** Adverts of a page that schema.org's words do not state: in microformats, or in the data behind the page. */
import type { AdvertFields } from './advert-fields.ts';
import { readMicroformats } from './microformats.ts';
import type { AnyNode, CheerioAPI } from './nodes.ts';
import { readPageState } from './page-state.ts';
import { findStateAdverts, ownStateAdvert, type StateAdvert } from './state-adverts.ts';

export interface UnstatedAdverts {
  marked: AdvertFields[];
  state: StateAdvert[];
}

const known = new WeakMap<AnyNode, UnstatedAdverts>();

/** Read once a page. */
export const readUnstated = ($: CheerioAPI, now: Date): UnstatedAdverts => {
  const root = $.root()[0] as AnyNode;
  const found = known.get(root) ?? {
    marked: readMicroformats($, now),
    state: findStateAdverts(readPageState($), now),
  };
  known.set(root, found);
  return found;
};

/** The advert that the page is about, if its marks or its data hold one. */
export const ownUnstated = ($: CheerioAPI, url: string, now: Date): AdvertFields | undefined => {
  const { marked, state } = readUnstated($, now);
  return marked.length === 1 ? marked[0] : ownStateAdvert(state, url);
};
