/** Forums: boards → topics → posts, whatever software they run on. */
import { isSameSite } from '../../reading/page-address.ts';
import type { TargetType } from '../../target-type.ts';
import { discourseRefusal, discourseTwin, isDiscourse, readDiscourse } from './discourse.ts';
import { isActionLink } from './forum-address.ts';
import { openPage } from './open-page.ts';
import { type ForumOptions, forumOptions } from './options.ts';
import { readList } from './read-list.ts';
import { findPosts, findUnknownPosts, readTopic } from './read-topic.ts';

/** Addresses that only forum software has. */
const forumForm =
  /\/(viewforum|viewtopic|forumdisplay|showthread)\.php|[?&;](board|topic)=\d+\.\d+|\/threads\/[^/]*\.\d+|\/forums\/[^/]*\.\d+|\/(Thread|Forum)-[^/]+|\/(thread|forum)-\d+-\d+/;
const forumHost = /^(forums?|boards?|discourse|community|bbs|diendan|webboard)\./i;

const forum: TargetType<ForumOptions> = {
  id: 'forum',
  label: 'Forum',
  description:
    'A discussion forum: boards, topics and their posts. phpBB, Discourse, vBulletin, XenForo, SMF, MyBB, Discuz and forums of similar build are known by themselves.',
  options: forumOptions,
  optionsFor: (url) => {
    const options = forumOptions.safeParse({ startUrls: [url] });
    if (!options.success) return undefined;
    const { hostname, pathname, search } = new URL(url);
    const isSure = forumForm.test(`${pathname}${search}`);
    return { options: options.data, fit: isSure ? 8 : forumHost.test(hostname) ? 5 : 0 };
  },
  kinds: ['start', 'list', 'topic'],
  start: (options) => options.startUrls.map((url) => ({ url, kind: 'start' })),
  read: (page, options) => {
    const json = /^\s*\{/.test(page.text) ? readDiscourse(page, options) : undefined;
    if (json) return json;
    const opened = openPage(page, options);
    if (isDiscourse(opened.$)) return { postings: [], requests: [discourseTwin(page.url)], problems: [] };
    const posts = findPosts(opened);
    if (posts.length > 0) return readTopic(opened, posts);
    const list = readList(opened);
    const isKnownList = opened.layout !== undefined && list.requests.length > 0 && page.kind !== 'topic';
    if (isKnownList) return list;
    const unknown = page.kind === 'topic' || list.requests.length === 0 ? findUnknownPosts(opened) : [];
    return unknown.length > 0 ? readTopic(opened, unknown) : list;
  },
  refusalOf: discourseRefusal,
  isInScope: (url, options) =>
    URL.canParse(url) &&
    /^https?:/i.test(url) &&
    options.startUrls.some((start) => isSameSite(url, start)) &&
    (!isActionLink(url) || options.startUrls.includes(url)),
};

export default forum;
