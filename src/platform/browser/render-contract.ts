/** What is asked of the browser for one page, and what comes back. */
import type { RenderSteps } from '../../domain/visit.ts';
import type { Exit } from '../net/exit.ts';
import type { BrowserLimits } from './browser-keeper.ts';
import { defaultMemoryLimits } from './watch-memory.ts';

export interface RenderRequest {
  url: string;
  /** Everything of the page goes through it; null for the machine's own address. */
  exit: Exit | null;
  steps: RenderSteps | null;
  withScreenshot: boolean;
  isAllowed(url: string): Promise<boolean>;
  signal?: AbortSignal;
}

export interface RenderedPage {
  finalUrl: string;
  redirects: string[];
  status: number;
  headers: Record<string, string>;
  remoteAddress: string | null;
  /** The document after its scripts ran. */
  html: string;
  /** PNG. */
  screenshot: Buffer | null;
}

/** `refused`: our own no to the page or to where it leads. Faults are RetryableError or ContentTooLargeError. */
export type RenderEnd = { end: 'rendered'; page: RenderedPage } | { end: 'refused'; reason: string };

export interface PageRenderer {
  render(request: RenderRequest): Promise<RenderEnd>;
  close(): Promise<void>;
}

export interface RenderLimits extends BrowserLimits {
  pageTimeoutMs: number;
  /** Until a context and its empty page are there. */
  openTimeoutMs: number;
  /** Characters of the document. */
  maxHtmlChars: number;
  maxRequests: number;
  maxNavigations: number;
  maxElements: number;
}

export const defaultRenderLimits: RenderLimits = {
  pageTimeoutMs: 60_000,
  openTimeoutMs: 15_000,
  navigationTimeoutMs: 25_000,
  maxHtmlChars: 10 * 1024 * 1024,
  maxRequests: 400,
  maxNavigations: 5,
  maxElements: 200_000,
  pagesPerContext: 40,
  contextAgeMs: 10 * 60_000,
  contextHeapBytes: 128 * 1024 * 1024,
  pagesPerBrowser: 1000,
  browserAgeMs: 60 * 60_000,
  ...defaultMemoryLimits,
};
