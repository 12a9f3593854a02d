/** A profile as a network shows it to a visitor: a description, posts as blocks, and a bar that asks for a login. */
import type { TestAdvert } from '../adverts.ts';
import type { SitePlace } from '../place.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

/** The newest two are stated for machines too; they still are one post each. */
const stated = (adverts: readonly TestAdvert[], root: string): string =>
  JSON.stringify({
    '@context': 'https://schema.org',
    '@graph': adverts.slice(-2).map((advert) => ({
      '@type': 'SocialMediaPosting',
      articleBody: `${advert.title}\n${advert.text}`,
      datePublished: advert.datePosted,
      url: `${root}/invented.agency/posts/${1000 + advert.id}`,
    })),
  });

const post = (advert: TestAdvert, root: string): string =>
  `<div role="article" class="story"><div class="story-header"><a href="${root}/invented.agency">Invented Agency</a> <a href="${root}/invented.agency/posts/${1000 + advert.id}?__tn__=R"><abbr>${advert.datePosted}</abbr></a></div><div class="story-body"><p>${escaped(advert.title)}</p><p>${escaped(advert.text)}</p></div><div class="story-footer"><a href="/login?like">Like</a></div></div>`;

const socialProfile: SitePlace = {
  answer: ({ path, adverts, root }) => {
    if (path !== '/invented.agency') return undefined;
    const head = `<meta property="og:title" content="Invented Agency"><meta property="og:description" content="Invented Agency is on Facebook. Join Facebook to connect with Invented Agency and others."><link rel="canonical" href="${root}/invented.agency"><script type="application/ld+json">${stated(adverts, root)}</script>`;
    const posts = [...adverts].reverse().map((advert) => post(advert, root));
    return {
      body: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Invented Agency</title>${head}</head><body><div class="bar"><a href="/login">Log in</a></div><div role="main"><h1>Invented Agency</h1>${posts.join('')}</div></body></html>`,
    };
  },
  options: (root) => ({ profiles: [`${root}/invented.agency`] }),
};

export default socialProfile;
