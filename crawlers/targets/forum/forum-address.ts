/** Addresses of forums: one form for each topic and board, and which links only do something. */
import { keepParts } from '../../../src/domain/query-parts.ts';
import { cleanUrl } from '../../reading/page-address.ts';

/** Ways of showing the same page, and words about who looks. */
const idleParameters =
  /^(s|sid|phpsessid|hash|highlight|hilit|sk|sd|st|sort|sortby|order|datecut|daysprune|pp|styleid|langid|style|mode|nojs|_xf\w+|view|ref|from|extra)$/i;
const keepsMeaning: Record<string, RegExp> = { mode: /^viewforum$/, extra: /^$/ };

/** SMF parts its parameters by semicolons. */
const withAmpersands = (url: URL): void => {
  if (/[?&;](topic|board)=/.test(url.search)) url.search = url.search.replaceAll(';', '&');
};

/** The address of a topic, board or page of them without sorting, session and marks; undefined when it is none. */
export const forumUrl = (href: string | undefined, base: string): string | undefined => {
  const clean = cleanUrl(href, base);
  if (clean === undefined) return undefined;
  const url = new URL(clean);
  withAmpersands(url);
  // A topic is the same in whichever board it is shown; announcements stand in all of them.
  const isTopicInBoard = url.searchParams.has('t') && url.searchParams.has('f');
  const isInvision = url.searchParams.has('showtopic') || url.searchParams.has('showforum');
  keepParts(url, ({ name, value }) => {
    // Invision Power Board counts the posts before a page with what is the sorting elsewhere.
    if (name === 'st' && isInvision) return !/^0?$/.test(value);
    if (idleParameters.test(name) && !keepsMeaning[name]?.test(value)) return false;
    if (name === 'f') return !isTopicInBoard;
    return !(name === 'start' && /^0?$/.test(value)) && !(name === 'page' && /^[01]?$/.test(value));
  });
  for (const name of ['topic', 'board']) {
    const value = url.searchParams.get(name);
    if (value === null) continue;
    keepParts(url, (part) => part.name === name);
    if (/^\d+\.(msg|new)\w*$/.test(value)) url.search = `${name}=${value.replace(/\..*$/, '.0')}`;
  }
  url.pathname = url.pathname.replace(
    /(\/(?:threads|topic)\/[^/]+)\/(?:unread|latest|post-\d+|page-1)\/?$/i,
    '$1/',
  );
  return url.href;
};

const actionFile =
  /\/(posting|login|logout|register|ucp|usercp|memberlist|member|members|search|report|printthread|newreply|newthread|editpost|sendmessage|sendthread|private|profile|faq|misc|calendar|online|subscription|reputation|attachment|viewonline|mcp|cron|external|archive)\.php$/i;
const actionPath =
  /(^|\/)(login|log-in|register|signup|members?|account|help|whats-new|search|print|reply|report|edit|quote|u|user|users|profile)(\/|$)/i;
const actionQuery =
  /[?&;](action|do|goto|prev_next|mode=(reply|quote|post|edit|email|report)|view=(print|next|previous|unread|newest)|printable|wap\d?|mod=(logging|register|misc|post|space))(=|&|;|$)|[?&;]view=(print|next|previous|unread|newest)/i;

/** Logs in, replies, prints, sorts, or shows a person: never followed. */
export const isActionLink = (url: string): boolean => {
  const { pathname, search } = new URL(url);
  return (
    actionFile.test(pathname) ||
    actionPath.test(pathname) ||
    actionQuery.test(search) ||
    /\/(unread|latest|add-reply|watch|preview|post-\d+)\/?$/i.test(pathname) ||
    /\.(zip|rar|pdf|jpe?g|png|gif|webp|apk|xml|rss)$/i.test(pathname)
  );
};

const topicForm =
  /viewtopic\.php\?(.*&)?t=\d|showthread\.php|\/threads?\/[^/?]+|\/topics?\/[^/?]+|[?&;]topic=\d|\/thread-\d|\/Thread-|\/t\/[^/]+\/\d+|[?&]tid=\d|\/discussions?\/\d|\/showtopic/i;
const boardForm =
  /viewforum\.php\?|forumdisplay\.php|\/forums?\/[^/?]+|[?&;]board=\d|\/forum-\d|\/Forum-|\/c\/[^/]+|[?&]fid=\d|\/boards?\/[^/?]+/i;

export const looksLikeTopic = (url: string): boolean => topicForm.test(url.slice(new URL(url).origin.length));
export const looksLikeBoard = (url: string): boolean =>
  !looksLikeTopic(url) && boardForm.test(url.slice(new URL(url).origin.length));

const numberForms: readonly RegExp[] = [
  /[?&;](?:t|topic|tid|threadid)=(\d+)/i,
  /[?&;](?:f|board|fid|forumid)=(\d+)/i,
  /\/(?:threads?|topics?|forums?)\/(?:[^/?]*\.)?(\d+)(?=[-/?.]|$)/i,
  /\/(?:thread|forum)-(\d+)/i,
  /(?:showthread|forumdisplay)\.php[?/](\d+)/i,
];

const numberOf = (url: string): string | undefined => {
  for (const form of numberForms) {
    const found = form.exec(url)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
};

/** False when the two addresses name different topics or boards; "next topic" links are no paging. */
export const mayBeSamePlace = (url: string, other: string): boolean => {
  const [one, two] = [numberOf(url), numberOf(other)];
  return one === undefined || two === undefined || one === two;
};

/** True for the second page of a topic and those behind it. */
export const isLaterPage = (url: string): boolean =>
  /[?&;]start=[1-9]|[?&;]page=(?!1(&|$))\d|\/page-?(?!1(\/|$))\d+|[?&;]topic=\d+\.[1-9]|\/index(?!1\.)\d+\.html|thread-\d+-(?!1-)\d+-/i.test(
    url,
  );

/** Where on its host the forum stands; posts are numbered within it. */
export const forumRoot = (url: string): string => {
  const { host, pathname } = new URL(url);
  const folder = pathname
    .replace(/\/(?:threads?|topics?|t|c|forums?|discussions?|boards?)\/[^/].*$/i, '/')
    .replace(/\/[^/]*(\.php|\.html?)(\/.*)?$/i, '/')
    .replace(/\/(Thread|Forum|thread|forum|showthread)-.*$/, '/');
  return `${host.toLowerCase()}${folder.replace(/\/+$/, '')}`;
};
