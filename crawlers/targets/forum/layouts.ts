/**
 * How forum software lays out its pages. Selectors name what each version of it writes; the first layout with topics
 * or posts on a page is that page's.
 */
export interface ForumLayout {
  name: string;
  /** Links to topics in a list. */
  topics: string;
  /** Links to boards below. */
  boards: string;
  /** What holds one topic in a list. */
  row: string;
  /** Within a row: when the last post was written. */
  lastPost: string;
  post: string;
  /** Within a post: its words; the first of these that it has. */
  body: string;
  author: string;
  date: string;
  /** The topic's title on its own page. */
  title: string;
  /** The link to the next page. */
  next: string;
}

export const layouts: readonly ForumLayout[] = [
  {
    name: 'phpBB',
    topics: 'a.topictitle',
    boards: 'a.forumtitle, a.forumlink',
    row: 'li, tr',
    lastPost: '.lastpost, td:last-child',
    post: 'div.post[id^=p], table.tablebg:has(div.postbody), tr:has(> td > table span.postbody)',
    body: '.postbody .content, div.content, div.postbody, span.postbody',
    author: '.author .username, .author .username-coloured, .author strong, .postauthor, .name b',
    date: '.author time, .author, .postdetails, .gensmall, .postsubject + td',
    title: 'h2.topic-title, h2 a.titles, h2, a.maintitle',
    next: '.pagination a[rel=next], li.next a, .arrow.next a, .pagination .right-box',
  },
  {
    name: 'vBulletin',
    topics: 'a[id^=thread_title_], a.topic-title, .threadtitle a.title',
    boards: '.forumtitle a, a.forum-title, td[id^=f] a[href*=forumdisplay]',
    row: 'li, tr',
    lastPost: '.threadlastpost, .lastpost-details, .cell-lastpost, td.alt2 .smallfont',
    post: 'li.postbit, li.postbitlegacy, li.postcontainer, li.b-post, table[id^=post]',
    body: '.js-post__content-text, .postcontent, [id^=post_message_]',
    author: 'a.bigusername, .bigusername, a.username, .username_container .username, .author a, .author',
    date: '.b-post__timestamp time, .postdate, td.thead',
    title: '.threadtitle a, h1.main-title, h1, td.navbar strong',
    next: 'a[rel=next]',
  },
  {
    name: 'XenForo',
    topics:
      '.structItem-title a:not(.labelLink), .discussionListItem h3.title a:not(.prefixLink), .discussionListItem a.PreviewTooltip',
    boards: '.node-title a, .nodeTitle a',
    row: '.structItem, .discussionListItem',
    lastPost: '.structItem-cell--latest, .lastPost',
    post: 'article.message[data-content], article.message--post, li.message[id^=post-]',
    body: '.message-body .bbWrapper, .bbWrapper, .messageText',
    author: '.message-name, .username',
    date: '.message-attribution time, time.u-dt, .DateTime',
    title: 'h1.p-title-value, .titleBar h1',
    next: 'a.pageNav-jump--next, link[rel=next], .PageNav a.text:last-child',
  },
  {
    name: 'SMF',
    topics: '.message_index_title a[href*=topic], td.subject a[href*=topic], #messageindex span[id^=msg_] a',
    boards: 'a.subject[href*=board], .info a[href*=board]',
    row: 'tr, .windowbg, .topic_container > div',
    lastPost: '.lastpost',
    post: 'div.post_wrapper',
    body: 'div.inner, .post > [id^=msg_]',
    author: '.poster h4 a, .poster h4',
    date: '.keyinfo .postinfo, .keyinfo .smalltext, .keyinfo a.smalltext',
    title: '#display_head .display_title, h2.display_title, #top_subject, h1',
    next: '.pagelinks a:has(.next_page)',
  },
  {
    name: 'MyBB',
    topics: 'span[id^=tid_] a, a[id^=tid_], .subject_new a, .subject_old a',
    boards: 'td strong a[href*=forumdisplay], td strong a[href*=Forum-], td strong a[href*=forum-]',
    row: 'tr',
    lastPost: '.lastpost',
    post: 'div.post[id^=post_], table[id^=post_]',
    body: '.post_body, [id^=pid_]',
    author: '.author_information .largetext a, .author_information strong a, .post_author a',
    date: '.post_date',
    title: 'h1, td.thead strong',
    next: 'a.pagination_next',
  },
  {
    name: 'Discuz',
    topics: 'a.xst',
    boards: 'td h2 a[href*=forum], dt a[href*=forum]',
    row: 'tbody, tr',
    lastPost: 'td.by:last-child em, td.by:last-child',
    post: 'div[id^=post_]',
    body: 'td.t_f',
    author: '.authi a.xw1, .authi .xw1',
    date: '[id^=authorposton]',
    title: '#thread_subject, h1',
    next: '.pg a.nxt',
  },
];
