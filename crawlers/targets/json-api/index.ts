/** APIs that answer with JSON, such as those behind pages that scripts build. */
import type { TargetType } from '../../target-type.ts';
import { type JsonApiOptions, jsonApiOptions } from './options.ts';
import { startRequests } from './paging.ts';
import { readDetail } from './read-detail.ts';
import { readList } from './read-list.ts';
import { isInScope, isNamedOrigin } from './scope.ts';

const jsonPath = /\.json$|(^|\/)(api|wp-json|graphql)(\/|$)/i;

const isJsonAddress = (url: string): boolean => {
  const { hostname, pathname } = new URL(url);
  return /^api\./i.test(hostname) || jsonPath.test(pathname);
};

const jsonApi: TargetType<JsonApiOptions> = {
  id: 'json-api',
  label: 'JSON API',
  description:
    'Addresses that answer with JSON, as many boards use behind their pages. Lists, fields and paging are found by themselves or set.',
  options: jsonApiOptions,
  optionsFor: (url) =>
    /^https?:/i.test(url) && URL.canParse(url)
      ? {
          options: jsonApiOptions.parse({ startUrls: [url] }),
          fit: isJsonAddress(url) ? 3 : 0,
        }
      : undefined,
  kinds: ['list', 'detail'],
  start: startRequests,
  headersFor: (url, options) => (isNamedOrigin(url, options) ? options.headers : []),
  read: (page, options) => (page.kind === 'detail' ? readDetail(page, options) : readList(page, options)),
  isInScope,
};

export default jsonApi;
