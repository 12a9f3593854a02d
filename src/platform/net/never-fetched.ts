/**
 * Addresses that stand for a person or a group to write to, or that hide where they lead: fetching one can tell its
 * owner that somebody looks, or join a chat. They are read as contacts and never fetched, whoever asks.
 */

interface NeverFetched {
  hosts: readonly string[];
  /** Of these paths alone; all when absent. */
  path?: RegExp;
  what: string;
}

/** Hosts with their subdomains. */
const list: readonly NeverFetched[] = [
  {
    hosts: ['wa.me', 'api.whatsapp.com', 'chat.whatsapp.com', 'web.whatsapp.com', 'whatsapp.com', 'wa.link'],
    what: 'a WhatsApp contact',
  },
  {
    hosts: ['t.me', 'telegram.me', 'telegram.dog'],
    path: /^\/(\+|%2b|joinchat(\/|$)|addlist(\/|$)|share(\/|$)|proxy(\/|$)|socks(\/|$)|login(\/|$)|confirmphone)/i,
    what: 'an invitation to a Telegram chat',
  },
  { hosts: ['lin.ee', 'line.naver.jp'], what: 'a LINE contact' },
  { hosts: ['line.me'], path: /^\/(ti|r|g|p)(\/|$)/i, what: 'a LINE contact' },
  { hosts: ['zalo.me', 'chat.zalo.me'], what: 'a Zalo contact' },
  { hosts: ['m.me', 'messenger.com'], what: 'a Messenger contact' },
  { hosts: ['viber.com', 'vb.me', 'viber.click'], what: 'a Viber contact' },
  { hosts: ['discord.gg', 'dsc.gg', 'discord.me'], what: 'an invitation to a Discord server' },
  {
    hosts: ['discord.com', 'discordapp.com'],
    path: /^\/invite\//i,
    what: 'an invitation to a Discord server',
  },
  { hosts: ['signal.me', 'signal.group'], what: 'a Signal contact' },
  { hosts: ['open.kakao.com', 'qr.kakao.com'], what: 'a KakaoTalk contact' },
  {
    hosts: ['u.wechat.com', 'wpa.qq.com', 'qm.qq.com', 'jq.qq.com'],
    what: 'a WeChat or QQ contact',
  },
  { hosts: ['join.skype.com', 'msng.link', 'ig.me'], what: 'a contact' },
  {
    hosts: [
      ...[
        'bit.ly',
        'bitly.com',
        'tinyurl.com',
        'goo.gl',
        't.co',
        'ow.ly',
        'is.gd',
        'v.gd',
        'buff.ly',
        'cutt.ly',
      ],
      ...[
        'rebrand.ly',
        'shorturl.at',
        'rb.gy',
        's.id',
        't.ly',
        'tiny.cc',
        'shorturl.asia',
        'reurl.cc',
        'lihi.cc',
      ],
      ...[
        'lnkd.in',
        'fb.me',
        'adf.ly',
        'bl.ink',
        'soo.gd',
        'clck.ru',
        'vk.cc',
        'u.to',
        'dwz.cn',
        't.cn',
        'suo.im',
      ],
      ...[
        'url.cn',
        'shope.ee',
        'me2.do',
        'han.gl',
        'x.gd',
        'onl.la',
        'bom.so',
        'by.com.vn',
        'ouo.io',
        'qrco.de',
      ],
    ],
    what: 'a short link that hides where it leads',
  },
];

const byHost = new Map(list.flatMap((entry) => entry.hosts.map((host) => [host, entry] as const)));

const entryOf = (hostname: string): NeverFetched | undefined => {
  const labels = hostname.toLowerCase().replace(/\.$/, '').split('.');
  for (let first = 0; first < labels.length - 1; first += 1) {
    const entry = byHost.get(labels.slice(first).join('.'));
    if (entry) return entry;
  }
  return undefined;
};

/** Why this address is never fetched, in words; undefined when it may be. */
export const neverFetchedReason = (address: string): string | undefined => {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const entry = entryOf(hostname);
  if (!entry || (entry.path && !entry.path.test(pathname))) return undefined;
  return `it is ${entry.what} (${hostname}): such addresses are kept as contacts and never fetched`;
};
