/** The words and signs by which adverts name a messenger, in the scripts that they are written in. */
import type { ContactType } from '../domain/contact.ts';

interface ServiceLabel {
  type: ContactType;
  /** Alternatives of a regular expression on folded text, case-insensitive. */
  words: string;
  /** True when the words mean other things too: a handle counts only after a colon, `id` or `@`. */
  isAmbiguous: boolean;
  /** What a handle of this service looks like. */
  handle: RegExp;
  /** Country of a number in national notation beside it. */
  region?: string;
}

const latin = (words: string): string =>
  `(?<![\\p{L}\\p{M}\\d_@.])(?:${words})(?![\\p{Script=Latin}\\p{M}_])`;

const telegramHandle = /^[a-z][a-z0-9_]{4,31}$/i;
const plainHandle = /^[a-z0-9][a-z0-9._-]{3,29}$/i;

export const serviceLabels: readonly ServiceLabel[] = [
  {
    type: 'telegram',
    words:
      `${latin('tele ?gram+|telegrm|telgram|telegrama|telegramme|tele|tg|tlg|тг|тлг|телега|телеге|телеграмм?е?|телеграм[ау]?')}|` +
      '✈|🛩|🛫|纸飞机|紙飛機|纸飛机|飞机|飛機|电报|電報|飞鸽|小飞机|小飛機|텔레그램|텔레|텔그|ㅌㄹㄱㄹ|ㅌㄹ|テレグラム|เทเลแกรม|เทเลเเกรม|เทเล|' +
      'ເທເລແກຣມ|ເທເລແກມ|តេឡេក្រាម|តេលេក្រាម|តេឡេ|တယ်လီဂရမ်|တယ်လီ|टेलीग्राम|टेलिग्राम|টেলিগ্রাম|টেলিগ্ৰাম|டெலிகிராம்|ටෙලිග්‍?රෑ?ා?ම්|ٹیلی ?گرام|تل[ي]?ج?غ?گ?رام|تيلي[جغق]رام|تليجرام|ቴሌግራም',
    isAmbiguous: false,
    handle: telegramHandle,
  },
  {
    type: 'whatsapp',
    words:
      `${latin("what'?s? ?app?|whatsap|wsapp|wasap|wassap|watsap+|whats|wap|wa|ватсап|вотсап|вацап|вотс ?ап|уатсап|whatsapp")}|` +
      '왓츠앱|ワッツアップ|วอทส์?แอพ?ป?|वॉ?व?्?हा?ट्स ?ऐप|व्हाट्सएप|व्हाट्सऐप|হোয়াটসঅ্যাপ|হোয়াটসঅ্যাপ|হোয়াটস অ্যাপ|வாட்ஸ்? ?அப்|වට්ස්?ඇප්|واٹس ?ایپ|وات?س ?اب|واتساپ|ዋትስአፕ|ዋትሳፕ',
    isAmbiguous: false,
    handle: /^(?!)/,
    region: 'ID',
  },
  {
    type: 'line',
    words: `${latin('line(?: ?id)?|ไอดีไลน์')}|แอดไลน์|ไลน์ไอดี|ไลน์|ไลน|加賴|加赖|加line|賴id|라인아이디|라인`,
    isAmbiguous: true,
    handle: /^[a-z0-9][a-z0-9._-]{2,29}$/i,
    region: 'TH',
  },
  {
    type: 'wechat',
    words:
      `${latin('we ?chat|weixin|weixing|wexin|vx|wx|v信|wechatid')}|` +
      '微信|薇信|威信|徽信|溦信|微芯|維信|维信|V信|加V|加v|➕V|➕v|\\+V(?=[:：\\s])|加微|加薇|加威|加溦|위챗|วีแชท|ウィーチャット|वीचैट|вичат',
    isAmbiguous: false,
    handle: /^[a-z][-_a-z0-9]{5,19}$/i,
    region: 'CN',
  },
  {
    type: 'qq',
    words: `${latin('qq|q(?=\\s?[:：])')}|加q|加Q|加QQ|扣扣|叩叩|蔻蔻|企鹅号|球球|Q号|q号`,
    isAmbiguous: false,
    handle: /^[1-9]\d{4,10}$/,
  },
  {
    type: 'zalo',
    words: `${latin('zalo|dalo|za ?lo')}|젤로|ซาโล`,
    isAmbiguous: false,
    handle: /^(?!)/,
    region: 'VN',
  },
  {
    type: 'viber',
    words: `${latin('viber|вайбер')}|ဗိုင်ဘာ|바이버|ไวเบอร์`,
    isAmbiguous: false,
    handle: /^(?!)/,
    region: 'MM',
  },
  {
    type: 'kakaotalk',
    words: `${latin('kakao ?talk|kakao|katalk|ka ?talk')}|카카오톡|카톡|까톡|깨톡|카카오|ㅋㅌ|ㅋr톡|カカオトーク|カカオ`,
    isAmbiguous: false,
    handle: plainHandle,
    region: 'KR',
  },
  {
    type: 'signal',
    words: `${latin('signal|сигнал')}|시그널`,
    isAmbiguous: true,
    handle: /^[a-z_][a-z0-9_]{2,31}\.\d{2,9}$/i,
  },
  {
    type: 'facebook',
    words: `${latin('facebook|fb|messenger|фейсбук')}|페이스북|페메|เฟสบุ๊?ค|เฟซบุ๊ก`,
    isAmbiguous: true,
    handle: /^[a-z0-9][a-z0-9.]{4,49}$/i,
  },
  {
    type: 'instagram',
    words: `${latin('instagram|insta|ig|инстаграм|инста')}|인스타그램|인스타|ไอจี`,
    isAmbiguous: true,
    handle: /^[a-z0-9_][a-z0-9._]{2,29}$/i,
  },
];

/** Labels that only those use who want to be missed by a filter. */
const disguisedLabel =
  /^(?:✈|🛩|🛫|.*飞机|.*飛機|飞鸽|薇信|威信|徽信|溦信|微芯|[维維]信|v信|vx|加v|加[薇威溦]|➕v|\+v|ㅌㄹ(?:ㄱㄹ)?|ㅋㅌ|ㅋr톡|叩叩|蔻蔻|球球|dalo)$/iu;
export const isDisguisedLabel = (label: string): boolean => disguisedLabel.test(label.trim());

export interface FoundLabel {
  service: ServiceLabel;
  start: number;
  end: number;
  text: string;
}

const anyLabel = new RegExp(
  serviceLabels.map((label) => `(${label.words.normalize('NFC')})`).join('|'),
  'giu',
);

export const findLabels = (folded: string): FoundLabel[] =>
  [...folded.matchAll(anyLabel)].flatMap((match) => {
    const service = serviceLabels[match.slice(1).findIndex((group) => group !== undefined)];
    return service
      ? [{ service, start: match.index, end: match.index + match[0].length, text: match[0] }]
      : [];
  });
