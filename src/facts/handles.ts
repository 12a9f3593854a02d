/** Handles and numbers that follow a messenger's name: `TG: @name`, `WA 08…`, `微信号 abc123`, `카톡 아이디 abc`. */
import type { ContactType } from '../domain/contact.ts';
import { type FoundLabel, findLabels, isDisguisedLabel } from './contact-labels.ts';
import { phoneValueOf } from './phones.ts';

export interface FoundHandle {
  type: ContactType;
  value: string;
  start: number;
  end: number;
  isDisguised: boolean;
}

/** What may stand between the name and the handle. */
const connector =
  /^(?:[\s\p{Po}\p{Pd}\p{Ps}\p{Pe}\p{Sm}\p{So}\p{M}：>→➡~_|]|ids?\b|no\b|nos\b|number\b|username\b|user\b|account\b|handle\b|contact\b|me\b|us\b|on\b|at\b|is\b|or\b|and\b|via\b|group\b|channel\b|link\b|chat\b|admin\b|hr(?=[\s:：])|dan\b|atau\b|nomor\b|nomer\b|hubungi\b|akun\b|số\b|tài khoản\b|аккаунт\b|ник\b|по номеру\b|в\b|и\b|или\b|同号|同號|同步|同(?=[:：\s])|号码?|號碼?|群|账号|帳號|搜|联系|聯絡|聯繫|咨询|諮詢|沟通|请加|加|ไอดี|เบอร์|แอด|ทัก|아이디|문의|연락|로|으로|에서|आईडी|आइडी|আইডি|ඇඩ්|ဖြင့်|id)*/iu;
const connectorReach = 40;
const word = /^@?[\p{L}\p{M}\d][\p{L}\p{M}\d._-]{1,40}/u;
const numberAhead = /^\+?[ ]{0,2}\(?\d(?:[ .\-–—‑()·•*]{0,3}\d){4,17}(?!\d)/u;
const ordinaryWords = new Set(
  (
    'only group channel chat call now here below link message messages text send contact contacts and with for the ' +
    'this that your you our please available number account admin online support team official apply interested ' +
    'username handle recruit recruiter recruitment manager business group marketing leader name join directly ' +
    'address service whatsapp telegram wechat viber signal zalo facebook instagram messenger line kakao kakaotalk ' +
    'saya kami untuk hanya saja atau dengan yang lewat melalui pages page inbox profile follow about email phone ' +
    'operator worker work staff jobs mobile free both same also'
  ).split(' '),
);

const trimmedWord = (text: string): string => text.replace(/[._-]+$/, '');

interface Position {
  label: FoundLabel;
  folded: string;
  /** Where the connector ends. */
  from: number;
  /** A colon, an arrow, an at-sign or a word for "id" stands between the name and the handle. */
  hasSign: boolean;
  hasIdWord: boolean;
}

const idWord = /id|号|號|ไอดี|아이디|আইডি|आईडी|搜|username/iu;

const positionAfter = (label: FoundLabel, folded: string): Position => {
  const ahead = folded.slice(label.end, label.end + connectorReach);
  let between = connector.exec(ahead)?.[0] ?? '';
  if (between.endsWith('+')) between = between.slice(0, -1);
  const said = label.text.slice(2) + between;
  const hasIdWord = idWord.test(said);
  const hasSign = hasIdWord || /[:：=@>→➡]/u.test(said);
  return { label, folded, from: label.end + between.length, hasSign, hasIdWord };
};

/** Regions in order of belief: the given one and the script's; a service of one country goes before the script. */
const numberAt = ({ label, folded, from }: Position, likely: () => readonly string[]): FoundHandle[] => {
  const match = numberAhead.exec(folded.slice(from, from + 40));
  if (!match) return [];
  const { type, handle } = label.service;
  const text = match[0];
  const digits = text.replace(/\D/g, '');
  const place = { start: from, end: from + text.length, isDisguised: isDisguisedLabel(label.text) };
  if (type === 'qq') return handle.test(digits) ? [{ type, value: digits, ...place }] : [];
  const own = label.service.region ? [label.service.region] : [];
  const regions = type === 'zalo' ? [...own, ...likely()] : [...likely(), ...own];
  const phone = phoneValueOf(text, regions);
  if (phone) return [{ type, value: phone, ...place }];
  return [];
};

const handleAt = ({ label, folded, from, hasSign, hasIdWord }: Position): FoundHandle[] => {
  const { type, handle, isAmbiguous } = label.service;
  const isMarked = folded[from] === '@' || folded[from - 1] === '@';
  const written = word.exec(folded.slice(from, from + 45))?.[0];
  if (!written) return [];
  const latinPart = /^@?[\w.-]+/.exec(trimmedWord(written))?.[0];
  if (!latinPart) return [];
  const bare = trimmedWord(latinPart.replace(/^@/, ''));
  const end = from + latinPart.replace(/[._-]+$/, '').length;
  if (!handle.test(bare) || /^[\d.-]+$/.test(bare)) return [];
  // "Line: Government" and "Facebook: Borey" name other things.
  const needsMore = isAmbiguous && /\p{Script=Latin}/u.test(label.text);
  const isTold = needsMore ? hasIdWord || (hasSign && /[\d_.]/.test(bare)) : hasSign;
  if (!isMarked && needsMore && !isTold) return [];
  if (!isMarked && !isBelievable(bare, { folded, end, isTold })) return [];
  const start = folded[from - 1] === '@' ? from - 1 : from;
  return [{ type, value: bare.toLowerCase(), start, end, isDisguised: isDisguisedLabel(label.text) }];
};

/** A word after "Telegram" is a handle when a sign says so or when it looks like nothing else. */
const isBelievable = (bare: string, around: { folded: string; end: number; isTold: boolean }): boolean => {
  if (ordinaryWords.has(bare.toLowerCase())) return false;
  if (/\d|_/.test(bare)) return true;
  const isFollowedByWords = /^[ ,]{1,2}[\p{Ll}]{2,}/u.test(around.folded.slice(around.end, around.end + 6));
  return around.isTold && !isFollowedByWords;
};

/** `TG/WA: +855…` gives the number to both: labels with only a slash, comma or "or" between them. */
const sharesWithNext = (label: FoundLabel, next: FoundLabel | undefined, folded: string): boolean =>
  next !== undefined &&
  next.start - label.end <= 6 &&
  next.service !== label.service &&
  /^\s*(?:[/&,+、，|]|or|and|и|或|和|dan|atau|\s)\s*$/iu.test(folded.slice(label.end, next.start));

const farthestAt = 60;

/** `@name` that stands a few words after a Telegram word: `加Telegram纸飞机沟通 @name`. */
const looseTelegram = (label: FoundLabel, until: number, folded: string): FoundHandle[] => {
  if (label.service.type !== 'telegram') return [];
  const ahead = folded.slice(label.end, Math.min(until, label.end + farthestAt));
  const match = /(?<![\w.])@([a-z][a-z0-9_]{4,31})(?![\w.]*@|\.[a-z])/iu.exec(ahead);
  if (!match) return [];
  const start = label.end + match.index;
  return [
    {
      type: 'telegram',
      value: (match[1] as string).toLowerCase(),
      start,
      end: start + match[0].length,
      isDisguised: isDisguisedLabel(label.text),
    },
  ];
};

/** `@name (Telegram)`, `@name on TG`: the name stands first. */
const handleBefore = (label: FoundLabel, folded: string): FoundHandle[] => {
  if (label.service.type !== 'telegram' && label.service.type !== 'instagram') return [];
  const behind = folded.slice(Math.max(0, label.start - farthestAt), label.start);
  const match = /(?:^|[^\w.@])@([a-z][a-z0-9_]{4,31})[\s([（]{0,3}(?:on |via |в |di |qua )?$/iu.exec(behind);
  if (!match) return [];
  const start = label.start - behind.length + match.index + match[0].indexOf('@');
  const value = (match[1] as string).toLowerCase();
  return [{ type: label.service.type, value, start, end: start + 1 + value.length, isDisguised: false }];
};

const numberBehind = /(?<![\d+])(\+?\(?\d(?:[ .\-–)]{0,2}\d){6,14})[\s(（/,\-–:：|]{0,3}$/u;

/** `0900 000 000 (Zalo)`, `13800000000 微信同号`: the number stands first. */
const numberBefore = (label: FoundLabel, folded: string, likely: () => readonly string[]): FoundHandle[] => {
  const { type, region } = label.service;
  if (region === undefined && type !== 'telegram' && type !== 'signal') return [];
  // "WeChat" beside a number need not be of the number
  if (type === 'wechat' && !/^\s?同/u.test(folded.slice(label.end, label.end + 3))) return [];
  const from = Math.max(0, label.start - 24);
  const match = numberBehind.exec(folded.slice(from, label.start));
  if (!match) return [];
  const text = match[1] as string;
  const value = phoneValueOf(text, region ? [...likely(), region] : likely());
  if (!value) return [];
  const start = from + match.index;
  return [{ type, value, start, end: start + text.length, isDisguised: isDisguisedLabel(label.text) }];
};

/** With several names for one number, the first of their countries that it is valid in. */
const numberOfAny = (
  labels: readonly FoundLabel[],
  position: Position,
  regions: () => readonly string[],
): FoundHandle[] => {
  for (const label of labels) {
    const [found] = numberAt({ ...position, label }, regions);
    if (found) return [{ ...found, type: position.label.service.type }];
  }
  return [];
};

/** `regions` as for `findPhones`. */
export const findHandles = (folded: string, regions: () => readonly string[]): FoundHandle[] => {
  const labels = findLabels(folded);
  const found: FoundHandle[] = [];
  let shared: FoundLabel[] = [];
  for (const [index, label] of labels.entries()) {
    const next = labels[index + 1];
    if (sharesWithNext(label, next, folded)) {
      shared.push(label);
      continue;
    }
    const position = positionAfter(label, folded);
    const until = next?.start ?? folded.length;
    const reached =
      position.from <= until
        ? [...numberOfAny([label, ...shared], position, regions), ...handleAt(position)]
        : [];
    const own =
      reached.length > 0
        ? reached
        : [
            ...looseTelegram(label, until, folded),
            ...handleBefore(label, folded),
            ...numberBefore(label, folded, regions),
          ];
    found.push(...own);
    for (const also of shared)
      found.push(
        ...own.filter((one) => fits(also, one.value)).map((one) => ({ ...one, type: also.service.type })),
      );
    shared = [];
  }
  return found;
};

const fits = (label: FoundLabel, value: string): boolean =>
  value.startsWith('+') || label.service.handle.test(value);
