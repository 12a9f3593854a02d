/**
 * `@name` with no service named. Telegram's is the only name among the messengers that is written so by itself, and most
 * such adverts are passed on in its channels, so it is read as Telegram's; where a public network is named it is none.
 */
import { isAsciiWord } from './letter-kinds.ts';

export interface BareHandle {
  type: 'telegram';
  value: string;
  start: number;
  end: number;
  isDisguised: boolean;
}

const name = /@([a-z][a-z0-9_]{4,31})(?![\w-]*@|[\w-]|\.[a-z])/iy;
/** Somebody is asked to write there. */
const invitation =
  /(?:contact|reach|write|message|msg|\bdm\b|\bpm\b|chat|inbox|\bib\b|text|add|ping|apply|\bhr\b|admin|联系|聯繫|聯絡|咨询|諮詢|私聊|私信|加|找|liên hệ|lien he|nhắn|hubungi|japri|kontak|пиш|связ|контакт|обращ|в лс|байланыс|жаз|문의|연락|추가|ติดต่อ|ทัก|แอด|ຕິດຕໍ່|ទាក់ទង|ဆက်သွယ်|संपर्क|যোগাযোগ|தொடர்பு|رابط|تواصل|contat|contáct|chame|escrib|contactez|iletişim|wasiliana)[^@\n]{0,16}$/iu;
/** Names there are for all to see, and seldom answered. */
const publicNetwork =
  /(?:instagram|insta\b|\big\b|twitter|tiktok|tik tok|youtube|linkedin|facebook|\bfb\b|threads|follow|github|微博|抖音|小红书|x\.com|vk\b)[^@\n]{0,30}$/iu;
const reach = 40;
const at = '@';

const isHandle = (folded: string, start: number, value: string): boolean => {
  const before = folded.slice(Math.max(0, start - reach), start);
  if (publicNetwork.test(before)) return false;
  return /[\d_]/.test(value) || invitation.test(before);
};

/** More than that stand in no advert; the rest of a hostile text is left alone. */
const mostHandles = 200;

export const findBareHandles = (folded: string): BareHandle[] => {
  const found: BareHandle[] = [];
  for (let start = folded.indexOf(at); start >= 0; start = folded.indexOf(at, start + 1)) {
    const before = folded.charCodeAt(start - 1);
    if (isAsciiWord(before) || '._@-/'.includes(folded[start - 1] ?? ' ')) continue;
    name.lastIndex = start;
    const value = name.exec(folded)?.[1]?.toLowerCase();
    if (value === undefined || !isHandle(folded, start, value)) continue;
    found.push({ type: 'telegram', value, start, end: start + 1 + value.length, isDisguised: false });
    if (found.length >= mostHandles) break;
  }
  return found;
};
