/**
 * A place of the test site for one target type: test/site/places/<target type id>.ts, default export.
 * It shows the site's invented adverts the way that such places do, below `/<target type id>/`.
 */
import type { TestAdvert } from './adverts.ts';

export interface PlaceRequest {
  method: string;
  /** Below the place, with a leading slash: `/feed.xml`. */
  path: string;
  query: URLSearchParams;
  body: string;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** Absolute address of the place's own root, without a slash at its end. */
  root: string;
  adverts: readonly TestAdvert[];
}

export interface PlaceAnswer {
  /** 200 without it. */
  status?: number;
  /** `text/html; charset=utf-8` without it. */
  type?: string;
  headers?: Record<string, string>;
  body: string | Uint8Array;
}

export interface SitePlace {
  answer(request: PlaceRequest): PlaceAnswer | undefined;
  /** Options of the target type that cover the whole place. */
  options(root: string): Record<string, unknown>;
  /** The adverts that a whole crawl finds, known by `Reference number 7.` in their texts; all of the site's without it. */
  shown?(adverts: readonly TestAdvert[]): readonly TestAdvert[];
}
