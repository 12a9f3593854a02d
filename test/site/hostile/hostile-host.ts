/** A trouble that needs a site of its own: it would slow down, or shut, every other page of its host. */
import type { UrlState } from '../../../src/domain/visit.ts';
import type { Answer } from '../trouble-pages.ts';

export interface HostileHost {
  pages: Record<string, Answer>;
  /** How its only advert, at `/jobs/ad-1`, ends, with the reason. */
  ends: UrlState;
  says?: RegExp;
}

/** By a name that says what is wrong. */
export type HostileHosts = Record<string, HostileHost>;
