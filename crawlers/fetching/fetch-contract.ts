/** What a fetch is asked and how it can end. `fetch-page.ts` (undici) and `render-page.ts` (browser) keep it. */
import type { RenderSteps } from '../../src/domain/visit.ts';

export interface FetchRequest {
  url: string;
  method: 'GET' | 'POST';
  body: string | null;
  /** The proxy that it goes through, and never past it; null for the machine's own address. */
  proxyId: string | null;
  /** Validators of the last fetch, for a conditional request. */
  etag: string | null;
  lastModified: string | null;
  render: RenderSteps | null;
  withScreenshot?: boolean;
  /** Bytes of an image are wanted: whatever comes is handed over as it is, with an empty `text`. */
  expectsImage?: boolean;
  /** Up to 50 MB may come, as of a sitemap; of a large one `text` is only what it names (condense-sitemap.ts). */
  expectsSitemap?: boolean;
  /** What is asked for instead of a page, such as `application/json`. */
  accept?: string;
  /** Sent to the origin of `url` and to no other that it redirects to; names in lower case. Secrets: not for a log. */
  headers?: Readonly<Record<string, string>>;
  /** Says whether robots.txt of the given url's host allows it; asked at each redirect to another path or host. */
  isAllowed(url: string): Promise<boolean>;
  /** False for an address that is to be asked at its own site's pace: a redirect there ends the fetch as `moved`. */
  isOfThisLane?(url: string): boolean;
  signal?: AbortSignal;
}

export interface FetchedPage {
  requestedUrl: string;
  finalUrl: string;
  /** Every url on the way, without the last. */
  redirects: string[];
  status: number;
  headers: Record<string, string>;
  remoteAddress: string | null;
  /** Name of the proxy that it was fetched through; null for the machine's own address. */
  exit: string | null;
  /** `noindex`, `nofollow`: what the page asks of robots beside robots.txt. */
  robotsTags: string[];
  /** As received, after content decoding (gzip, br …): this is the evidence. For a rendered page: the DOM as HTML in UTF-8. */
  body: Buffer;
  mediaType: string;
  charset: string;
  /** `body` as text. */
  text: string;
  fetchedAt: Date;
  durationMs: number;
  userAgent: string;
  isRendered: boolean;
  /** PNG of the whole page, height capped. */
  screenshot: Buffer | null;
}

/** What a site said in place of a page, where a target type may know its words. */
export interface SiteRefusal {
  /** JSON of some kB at most. */
  text: string;
  status: number;
}

export type FetchEnd =
  | { end: 'page'; page: FetchedPage }
  | { end: 'not-modified'; status: number; fetchedAt: Date; durationMs: number }
  /** A redirect to another lane, not followed: `url` is to be asked for in its own turn, with this method and body. */
  | {
      end: 'moved';
      /** Null where a script of the page went there. */
      status: number | null;
      url: string;
      method: 'GET' | 'POST';
      body: string | null;
      /** Every url on the way, the one asked for first. */
      redirects: string[];
      durationMs: number;
    }
  /** Our own no: address guard, robots.txt on a redirect, too many redirects, a scheme that isn't http(s). */
  | { end: 'refused'; reason: string }
  /** 404 or 410. */
  | { end: 'gone'; status: number; reason: string; said?: SiteRefusal }
  /** The site wants a login or says no for good: 401, 402, 403, 451, a login wall, days in Retry-After. */
  | { end: 'blocked'; status: number; reason: string; isPushBack?: boolean; said?: SiteRefusal }
  /** 429, 5xx, time-outs, resets. `isPushBack` when the site asks for less (429, 503). */
  | { end: 'retry'; status: number | null; reason: string; retryAfterMs: number | null; isPushBack: boolean }
  /** Can't be used however often it is fetched: too large, not text, wrong encoding. */
  | { end: 'unusable'; status: number; reason: string; said?: SiteRefusal };

export type FetchPage = (request: FetchRequest) => Promise<FetchEnd>;
