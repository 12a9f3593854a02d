/** A board in the form of phpBB: five topics a page, some with a quoting reply; each link carries a session. */
import type { TestAdvert } from '../adverts.ts';
import type { SitePlace } from '../place.ts';

const perPage = 5;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
const session = (seed: number): string => `sid=${String(seed).padStart(32, 'a')}`;
const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title} - Invented Forum</title></head><body><div id="wrap"><ul class="breadcrumbs"><li><a href="./index.php">Board index</a></li><li><a href="./viewforum.php?f=5">Jobs</a></li></ul><a href="./ucp.php?mode=login">Login</a><a href="./memberlist.php">Members</a>${body}</div></body></html>`;

/** One advert in five stands in a reply, below somebody's question. */
const isReply = (advert: TestAdvert): boolean => advert.id % 5 === 3;

const row = (advert: TestAdvert, seed: number): string =>
  `<li class="row"><dl><dt><a href="./viewtopic.php?f=5&amp;t=${advert.id}&amp;${session(seed)}" class="topictitle">${escaped(advert.title)}</a></dt><dd class="lastpost"><time datetime="${advert.datePosted}T08:00:00+00:00">${advert.datePosted}</time></dd></dl></li>`;

const boardPage = (adverts: readonly TestAdvert[], start: number): string => {
  const shown = adverts.slice(start, start + perPage);
  const next = start + perPage;
  const paging =
    next < adverts.length
      ? `<div class="pagination"><ul><li class="arrow next"><a rel="next" href="./viewforum.php?f=5&amp;${session(start)}&amp;start=${next}">Next</a></li></ul></div>`
      : '';
  const sticky = `<li class="row sticky"><dl><dt><a href="./viewtopic.php?f=5&amp;t=${adverts[0]?.id}&amp;${session(9)}" class="topictitle">Read this first</a></dt></dl></li>`;
  return page(
    'Jobs',
    `${paging}<ul class="topiclist topics">${sticky}${shown.map((advert) => row(advert, start)).join('')}</ul>`,
  );
};

const post = (id: number, author: string, day: string, words: string): string =>
  `<div id="p${id}" class="post"><div class="postbody"><p class="author">by <strong><span class="username">${author}</span></strong> &raquo; <time datetime="${day}T08:00:00+00:00">${day}</time></p><div class="content">${words}</div><div class="signature">Reference number 999.</div></div></div>`;

const topicPage = (advert: TestAdvert): string => {
  const offer = post(advert.id * 10, 'invented_poster', advert.datePosted, escaped(advert.text));
  const quoting = post(
    advert.id * 10 + 1,
    'invented_reader',
    advert.datePosted,
    `<blockquote><div><cite>invented_poster wrote:</cite>${escaped(advert.text)}</div></blockquote>`,
  );
  const posts = isReply(advert)
    ? `<div id="p${advert.id * 10 + 2}" class="post"><div class="postbody"><div class="content"></div></div></div>${offer}`
    : offer;
  return page(
    advert.title,
    `<h2 class="topic-title">${escaped(advert.title)}</h2>${posts}${quoting}<a href="./posting.php?mode=reply&amp;t=${advert.id}">Reply</a>`,
  );
};

const forum: SitePlace = {
  answer: ({ path, query, adverts }) => {
    if (path === '/viewforum.php') return { body: boardPage(adverts, Number(query.get('start') ?? '0')) };
    const advert = path === '/viewtopic.php' && adverts.find((one) => String(one.id) === query.get('t'));
    return advert ? { body: topicPage(advert) } : undefined;
  },
  options: (root) => ({ startUrls: [`${root}/viewforum.php?f=5`] }),
};

export default forum;
