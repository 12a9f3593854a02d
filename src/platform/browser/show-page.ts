/** Shows one page in a tab and reads what it looks like after its scripts ran. */
import type { Page, Response } from 'playwright-core';
import { RetryableError } from '../../domain/failure.ts';
import { type AddressGuard, AddressRefusedError } from '../net/address-guard.ts';
import { ContentTooLargeError } from '../net/decode-content.ts';
import { proxyStatusHeader } from '../net/filtering-proxy.ts';
import { neverFetchedReason } from '../net/never-fetched.ts';
import type { OpenContext } from './context-pool.ts';
import { measureDocument } from './measure-document.ts';
import { takeSteps } from './page-steps.ts';
import type { RenderEnd, RenderLimits, RenderRequest } from './render-contract.ts';

export const showPage = async (
  open: Pick<OpenContext, 'tab' | 'proxy'>,
  request: RenderRequest,
  needs: { guard: AddressGuard; limits: RenderLimits; takeScreenshot(page: Page): Promise<Buffer> },
): Promise<RenderEnd> => {
  const { page, session, idle } = open.tab;
  const { limits } = needs;
  const watched = await open.tab.begin({
    ...limits,
    withImages: request.withScreenshot,
    isAllowed: request.isAllowed,
    neverReason: neverFetchedReason,
    checkAddress: (url) => needs.guard.checkHost(new URL(url).hostname, portOf(url)),
  });
  const response = await page
    .goto(request.url, { waitUntil: 'domcontentloaded', timeout: limits.navigationTimeoutMs })
    .catch((error: Error) => {
      if (watched.refusal() === undefined) throw watched.fault() ?? error;
      return null;
    });
  if (response !== null) refuseProxyAnswer(response);
  if (response !== null) await takeSteps(page, idle, request.steps);
  const fault = watched.fault();
  if (fault) throw fault;
  const refusal = watched.refusal();
  if (refusal !== undefined) return { end: 'refused', reason: refusal };
  refuseHugeDocument(await measureDocument(session, limits.maxElements), limits);
  const html = await page.content();
  const finalUrl = page.url();
  return {
    end: 'rendered',
    page: {
      finalUrl,
      redirects: watched.navigations.slice(0, -1),
      status: response?.status() ?? 200,
      headers: response ? await response.allHeaders() : {},
      remoteAddress: open.proxy.addressOf(finalUrl),
      html,
      screenshot: request.withScreenshot ? await needs.takeScreenshot(page) : null,
    },
  };
};

const refuseHugeDocument = (size: { elements: number; htmlChars: number }, limits: RenderLimits): void => {
  if (size.elements > limits.maxElements)
    throw new ContentTooLargeError(
      `it grew to more than ${limits.maxElements.toLocaleString('en')} elements in the browser`,
    );
  if (size.htmlChars > limits.maxHtmlChars)
    throw new ContentTooLargeError(
      `it grew larger than ${limits.maxHtmlChars.toLocaleString('en')} characters in the browser`,
    );
};

const portOf = (url: string): number => {
  const { port, protocol } = new URL(url);
  return Number(port) || (protocol === 'https:' ? 443 : 80);
};

/** What our own proxy answered is no page of the site. */
const refuseProxyAnswer = (response: Response): void => {
  const { [proxyStatusHeader]: note } = response.headers();
  if (note === undefined) return;
  const { host } = new URL(response.url());
  if (response.status() === 403) throw new AddressRefusedError(`${host} does not lead to a public address`);
  throw new RetryableError(`${host} could not be reached`);
};
