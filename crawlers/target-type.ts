/**
 * The contract of a target type: a pure description of how one kind of public place is read.
 * A type never fetches: it says what to fetch next, and reads the pages it is given.
 */
import type { z } from 'zod';
import type { FoundPlace } from '../src/domain/found-place.ts';
import type { Posting, ReadingProblem } from '../src/domain/posting.ts';
import type { PageRequest } from '../src/domain/visit.ts';

/** One fetched page, decoded. `url` is the final one after redirects. */
export interface Page {
  url: string;
  requestedUrl: string;
  kind: string;
  carry: Record<string, string>;
  /** Decoded body. */
  text: string;
  contentType: string;
  /** The few of the answer's headers that a reader may need (src/pipeline/page-to-read.ts); paging stands in them on many APIs. */
  headers?: Readonly<Record<string, string>>;
  status: number;
  /** ISO 8601, UTC. */
  fetchedAt: string;
  /** True when a browser ran the page's scripts first. */
  isRendered: boolean;
}

export interface Reading {
  postings: Posting[];
  requests: PageRequest[];
  problems: ReadingProblem[];
  /** Other places of this or another type that postings name, such as a forward's origin: listed for an admin, never fetched. */
  places?: FoundPlace[];
}

export interface TargetType<Options = unknown> {
  /** Equals its folder's name. */
  id: string;
  label: string;
  /** One or two sentences for the admin's form. */
  description: string;
  /** Its `.meta({ title, description, examples })` texts become the form and the docs. */
  options: z.ZodType<Options>;
  /**
   * The options under which it would crawl the place at this address; undefined when that is no place of its kind.
   * `fit` says how surely: 1 takes any site, 10 knows the address as its own.
   */
  optionsFor(url: string): { options: Options; fit: number } | undefined;
  /** The kinds of page that it reads, those of its start first. */
  kinds: readonly string[];
  start(options: Options): PageRequest[];
  /**
   * Lines of its option `headers` (src/domain/request-headers.ts) that are sent with a request for this address. Their
   * values are sealed: a type passes them on, and only to the place that the admin named.
   */
  headersFor?(url: string, options: Options): readonly string[];
  read(page: Page, options: Options): Reading;
  /**
   * What a site said in JSON beside a 4xx, in words that an admin understands; undefined when its status says as much.
   * The code `login-wall` stands for a site that asks for a login.
   */
  refusalOf?(said: { text: string; status: number }): ReadingProblem | undefined;
  /**
   * True when its lists show every advert that is online, so that one which is missing on them has been removed.
   * Absent for feeds, channels and the like, which show what is newest. A page of a list that is left unread, because
   * an option bounds it, is a problem with the code `list-cut-short`.
   */
  showsWholeLists?: boolean;
  /** Requests that the site's own owner would count as the same place; others are not followed. */
  isInScope(url: string, options: Options): boolean;
}
