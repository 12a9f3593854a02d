/** An account on a server with Mastodon's public API: newest first, four posts a page, some of them boosts. */
import type { TestAdvert } from '../adverts.ts';
import type { SitePlace } from '../place.ts';

const perPage = 4;
const accountId = '7001';
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

const statusOf = (advert: TestAdvert, root: string): object => ({
  id: String(advert.id),
  uri: `${root}/users/invented_agency/statuses/${advert.id}`,
  url: `${root}/@invented_agency/${advert.id}`,
  created_at: `${advert.datePosted}T08:00:00.000Z`,
  visibility: 'public',
  language: 'en',
  spoiler_text: '',
  content: `<p>${escaped(advert.title)}</p><p>${escaped(advert.text)}</p><p><a href="${root}/tags/hiring" class="mention hashtag" rel="tag">#<span>hiring</span></a></p>`,
  account: { id: accountId, acct: 'invented_agency' },
  media_attachments: [],
  reblog: null,
});

/** Every third post is somebody else's, passed on. */
const shownAs = (advert: TestAdvert, root: string): object =>
  advert.id % 3 === 0
    ? {
        ...statusOf(advert, root),
        uri: `${root}/users/invented_agency/statuses/${advert.id}/activity`,
        content: '',
        reblog: {
          ...statusOf(advert, root),
          account: { id: '7002', acct: 'invented_other@social.example.org' },
        },
      }
    : statusOf(advert, root);

const mastodon: SitePlace = {
  answer: ({ path, query, adverts, root }) => {
    const type = 'application/json; charset=utf-8';
    if (path === '/api/v1/accounts/lookup')
      return query.get('acct') === 'invented_agency'
        ? { type, body: JSON.stringify({ id: accountId, acct: 'invented_agency' }) }
        : { type, status: 404, body: JSON.stringify({ error: 'Record not found' }) };
    if (path !== `/api/v1/accounts/${accountId}/statuses`) return undefined;
    const maxId = Number(query.get('max_id') ?? Number.POSITIVE_INFINITY);
    const shown = adverts
      .filter((advert) => advert.id < maxId)
      .reverse()
      .slice(0, perPage);
    const last = shown.at(-1);
    const next = `<${root}${path}?limit=40&max_id=${last?.id}>; rel="next", <${root}${path}?min_id=${shown[0]?.id}>; rel="prev"`;
    return {
      type,
      ...(last === undefined ? {} : { headers: { link: next } }),
      body: JSON.stringify(shown.map((advert) => shownAs(advert, root))),
    };
  },
  options: (root) => ({ instance: root, account: '@invented_agency' }),
};

export default mastodon;
