/** Names of public channels, out of what people write and Telegram links to. */
const namePattern = /^[A-Za-z][A-Za-z0-9_]{2,31}$/;
/** First words of t.me addresses that are no names. */
const reserved =
  /^(joinchat|addlist|addstickers|addemoji|addtheme|share|msg|proxy|socks|iv|c|s|boost|bg|setlanguage|login|confirmphone|invoice|contact|giftcode|m|nft|stories|k|a|z)$/i;
const telegramHosts = new Set(['t.me', 'telegram.me', 'telegram.dog']);

const isName = (text: string): boolean => namePattern.test(text) && !reserved.test(text);

/** The channel's name out of a name, `@name` or a t.me link; undefined for a private invitation. */
export const nameIn = (text: string): string | undefined => {
  const path = text
    .trim()
    .replace(/^(https?:\/\/)?(t|telegram)\.(me|dog)\//i, '')
    .replace(/^s\//, '')
    .replace(/^@/, '');
  const name = path.split(/[/?#]/)[0] ?? '';
  return isName(name) ? name : undefined;
};

/**
 * The channel of a link that only a channel or a public group has: to one of its messages, or to its preview. A link
 * to a bare name may lead to a person, and a bot or an invitation is no place to read.
 */
export const channelOfLink = (href: string, base: string): string | undefined => {
  if (!URL.canParse(href, base)) return undefined;
  const { hostname, pathname, host } = new URL(href, base);
  if (!telegramHosts.has(hostname) && host !== new URL(base).host) return undefined;
  const [, preview, message] =
    /^\/(?:s\/([A-Za-z]\w{2,31})(?:\/\d+)?|([A-Za-z]\w{2,31})(?:\/\d+){1,2})\/?$/.exec(pathname) ?? [];
  const name = preview ?? message;
  return name !== undefined && isName(name) && !/bot$/i.test(name) ? name : undefined;
};
