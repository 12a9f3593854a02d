/**
 * A subreddit in the form of Reddit's public JSON: six posts a page, some adverts as comments below the first post: one shown, one where
 * the thread is cut for its depth, the others behind "load more".
 */
import type { TestAdvert } from '../adverts.ts';
import type { PlaceAnswer, SitePlace } from '../place.ts';

const perPage = 6;
const subreddit = 'invented_jobs';
const isComment = (advert: TestAdvert): boolean => advert.id % 5 === 4;
const nameOf = (advert: TestAdvert): string => `adv${advert.id}`;
const secondsOf = (advert: TestAdvert): number => Date.parse(`${advert.datePosted}T09:00:00Z`) / 1000;
const htmlOf = (text: string): string =>
  `<!-- SC_OFF --><div class="md"><p>${text.replaceAll('\n', '<br/>\n')}</p>\n</div><!-- SC_ON -->`;

const json = (value: unknown): PlaceAnswer => ({
  type: 'application/json; charset=UTF-8',
  body: JSON.stringify(value),
});
const listing = (children: unknown[], after: string | null = null): object => ({
  kind: 'Listing',
  data: { after, before: null, dist: children.length, children },
});

const common = (advert: TestAdvert): object => ({
  id: nameOf(advert),
  subreddit,
  author: `invented_poster_${advert.id}`,
  created_utc: secondsOf(advert),
  edited: false,
  over_18: false,
});
const post = (advert: TestAdvert, comments: number): object => ({
  kind: 't3',
  data: {
    ...common(advert),
    name: `t3_${nameOf(advert)}`,
    title: advert.title,
    selftext: advert.text,
    selftext_html: htmlOf(advert.text),
    is_self: true,
    num_comments: comments,
    permalink: `/r/${subreddit}/comments/${nameOf(advert)}/advert/`,
  },
});
const comment = (advert: TestAdvert, replies: unknown = ''): object => ({
  kind: 't1',
  data: {
    ...common(advert),
    name: `t1_${nameOf(advert)}`,
    body: advert.text,
    body_html: htmlOf(advert.text),
    permalink: `/r/${subreddit}/comments/adv1/advert/${nameOf(advert)}/`,
    replies,
  },
});
const more = (children: string[], id: string, parent: string): object => ({
  kind: 'more',
  data: { count: children.length, name: `t1_${id}`, id, parent_id: parent, depth: 1, children },
});
const removed = {
  kind: 't3',
  data: {
    name: 't3_gone',
    title: 'Reference number 999.',
    selftext: '[removed]',
    removed_by_category: 'moderator',
  },
};

const reddit: SitePlace = {
  answer: ({ path, query, adverts }) => {
    const posts = adverts.filter((advert) => !isComment(advert));
    if (path === `/r/${subreddit}/new.json`) {
      const after = posts.findIndex((advert) => `t3_${nameOf(advert)}` === query.get('after'));
      const shown = posts.slice(after + 1, after + 1 + perPage);
      const last = shown.at(-1);
      const next = last && last !== posts.at(-1) ? `t3_${nameOf(last)}` : null;
      return json(listing([...shown.map((advert) => post(advert, advert.id === 1 ? 3 : 0)), removed], next));
    }
    const [first] = posts;
    const [shown, cut, ...later] = adverts.filter(isComment);
    if (path === '/comments/adv1.json' && first && shown) {
      const goesOn = more([], '_', `t1_${nameOf(shown)}`);
      const below = listing([comment(shown, listing([goesOn])), more(later.map(nameOf), 'more1', 't3_adv1')]);
      return json([listing([post(first, 3)]), below]);
    }
    if (first && shown && cut && path === `/comments/adv1/_/${nameOf(shown)}.json`)
      return json([listing([post(first, 3)]), listing([comment(shown, listing([comment(cut)]))])]);
    const asked = query.get('children')?.split(',') ?? [];
    if (path === '/api/morechildren.json' && query.get('link_id') === 't3_adv1') {
      const things = later
        .filter((advert) => asked.includes(nameOf(advert)))
        .map((advert) => comment(advert));
      return json({ json: { errors: [], data: { things } } });
    }
    return undefined;
  },
  options: (root) => ({ place: `r/${subreddit}`, comments: true, baseUrl: root }),
};

export default reddit;
