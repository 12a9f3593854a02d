/** Single pages watched for change. */
import { keyUrl } from '../../reading/page-address.ts';
import type { TargetType } from '../../target-type.ts';
import { type PageOptions, pageOptions } from './options.ts';
import { readPage } from './read-page.ts';

const page: TargetType<PageOptions> = {
  id: 'page',
  label: 'Single page',
  description:
    'A page that is watched for change. Its text is one advert whose revisions show what changed, or it is split into several.',
  options: pageOptions,
  // Any address may be one; it is only taken when somebody asks for it.
  optionsFor: (url) =>
    /^https?:/i.test(url) && URL.canParse(url)
      ? { options: pageOptions.parse({ urls: [url] }), fit: 0.5 }
      : undefined,
  kinds: ['page'],
  start: (options) => options.urls.map((url) => ({ url, kind: 'page' })),
  read: readPage,
  isInScope: (url, options) =>
    URL.canParse(url) && /^https?:/i.test(url) && options.urls.some((one) => keyUrl(one) === keyUrl(url)),
};

export default page;
