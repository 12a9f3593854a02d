/** The words and signs by which adverts name a messenger, in the scripts that they are written in. */
import type { ContactType } from '../domain/contact.ts';
import { wordStartsOf } from './word-starts.ts';
import { type WordList, WordTree } from './word-tree.ts';

interface ServiceLabel extends WordList {
  type: ContactType;
  /** True when the words mean other things too: a handle counts only after a colon, `id` or `@`. */
  isAmbiguous: boolean;
  /** What a handle of this service looks like. */
  handle: RegExp;
  /** Country of a number in national notation beside it. */
  region?: string;
}

const telegramHandle = /^[a-z][a-z0-9_]{4,31}$/i;
const plainHandle = /^[a-z0-9][a-z0-9._-]{3,29}$/i;

export const serviceLabels: readonly ServiceLabel[] = [
  {
    type: 'telegram',
    alone:
      'tele ?gram+|t\\.g\\.?|telegrm|telgram|telegrama|telegramme|tele|tg|tlg|тг|тлг|телега|телеге|телеграмм?е?|телеграм[ау]?',
    anywhere:
      '✈|🛩|🛫|纸飞机|紙飛機|纸飛机|飞机|飛機|电报|電報|飞鸽|小飞机|小飛機|蓝色飞机|土飞机|✈飞机|텔레그램|텔레|텔그|ㅌㄹㄱㄹ|ㅌㄹ|テレグラム|เทเลแกรม|เทเลเเกรม|เทเล|ເທເລແກຣມ|ເທເລແກມ|តេឡេក្រាម|តេលេក្រាម|តេឡេ|တယ်လီဂရမ်|တယ်လီ|टेलीग्राम|टेलिग्राम|টেলিগ্রাম|টেলিগ্ৰাম|டெலிகிராம்|ටෙලිග්‍?රෑ?ා?ම්|ٹیلی ?گرام|تل[ي]?ج?غ?گ?رام|تلی ?گرام|టెలిగ్రామ్|టెలిగ్రాం|ಟೆಲಿಗ್ರಾಂ|ಟೆಲಿಗ್ರಾಮ್|ടെലിഗ്രാം|ടെലഗ്രാം|ટેલિગ્રામ|ਟੈਲੀਗ੍ਰਾਮ|ޓެލެގްރާމް|تيلي[جغق]رام|تليجرام|ቴሌግራም',
    isAmbiguous: false,
    handle: telegramHandle,
  },
  {
    type: 'whatsapp',
    alone:
      "what'?s? ?app?|whatsap|wsapp|wasap|wassap|watsap+|whats|wap|wa|ватсап|вотсап|вацап|вотс ?ап|уатсап|whatsapp",
    anywhere:
      '왓츠앱|ワッツアップ|วอทส์?แอพ?ป?|वॉ?व?्?हा?ट्स ?ऐप|व्हाट्सएप|व्हाट्सऐप|হোয়াটসঅ্যাপ|হোয়াটসঅ্যাপ|হোয়াটস অ্যাপ|வாட்ஸ்? ?அப்|වට්ස්?ඇප්|واٹس ?ایپ|وات?س ?اب|واتس ?آب|واتساپ|వాట్సాప్|ವಾಟ್ಸಾಪ್|വാട്സാപ്പ്|വാട്സ്ആപ്പ്|വാട്ട്സ്ആപ്പ്|વોટ્સએપ|વ્હોટ્સએપ|ਵਟਸਐਪ|ਵਟਸਐੱਪ|ވޮޓްސްއެޕް|ဝပ်စ်အက်ပ်|វ៉តសាប់|วอทแอพ|ዋትስአፕ|ዋትሳፕ',
    isAmbiguous: false,
    handle: /^(?!)/,
    region: 'ID',
  },
  {
    type: 'line',
    alone: 'line(?: ?id)?',
    anywhere:
      'ไอดีไลน์|แอดไลน์|ไลน์ไอดี|ไลน์?|加賴|加赖|加line|[賴赖] ?id|[賴赖](?= ?[:：@])|라인아이디|라인|ലൈൻ|लाइन आईडी|လိုင်းအိုင်ဒီ|လိုင်း ?id|ໄລນ໌|ໄລນ໌?ໄອດີ|ໄລ້|ឡាញ|ラインid|ライン ?id',
    isAmbiguous: true,
    handle: /^[a-z0-9][a-z0-9._-]{2,29}$/i,
    region: 'TH',
  },
  {
    type: 'wechat',
    alone: 'we ?chat|weixin|weixing|wexin|vx|wx|v信|wechatid',
    anywhere:
      '微信|薇信|威信|徽信|溦信|微芯|維信|维信|V信|加V|加v|➕V|➕v|\\+V(?=[:：\\s])|加微|加薇|加威|加溦|위챗|卫星(?=[:：])|[薇微威](?=[:：])|v[芯xX](?=[:：])|➕[薇微威我]|\\+[薇微威]|扌v|วีแชท|วีแชต|ວີແຊັດ|វីឆាត|ဝီချက်|위쳇|ویچیٹ|ウィーチャット|वीचैट|вичат',
    isAmbiguous: false,
    handle: /^[a-z][-_a-z0-9]{5,19}$/i,
    region: 'CN',
  },
  {
    type: 'qq',
    alone: 'qq|q(?=\\s?[:：])',
    anywhere: '加q|加Q|加QQ|扣扣|叩叩|蔻蔻|企鹅号|球球|Q号|q号',
    isAmbiguous: false,
    handle: /^[1-9]\d{4,10}$/,
  },
  {
    type: 'zalo',
    alone: 'zalo|dalo|za ?lo',
    anywhere: '젤로|잘로|ซาโล|扎洛|ហ្សាឡូ|သာလို',
    isAmbiguous: false,
    handle: /^(?!)/,
    region: 'VN',
  },
  {
    type: 'viber',
    alone: 'viber|вайбер',
    anywhere: 'ဗိုင်ဘာ|ဘိုင်ဘာ|바이버|ไวเบอร์|ভাইবার|भाइबर|वाइबर|වයිබර්|வைபர்|وائبر|فايبر',
    isAmbiguous: false,
    handle: /^(?!)/,
    region: 'MM',
  },
  {
    type: 'kakaotalk',
    alone: 'kakao ?talk|kakao|katalk|ka ?talk',
    anywhere:
      '카카오톡|카톡|카카오 톡|오픈톡|옾톡|오픈채팅|카아디|까톡|깨톡|카카오|ㅋㅌ|ㅋr톡|カカオトーク|カカオ',
    isAmbiguous: false,
    handle: plainHandle,
    region: 'KR',
  },
  {
    type: 'signal',
    alone: 'signal|сигнал',
    anywhere: '시그널',
    isAmbiguous: true,
    handle: /^[a-z_][a-z0-9_]{2,31}\.\d{2,9}$/i,
  },
  {
    type: 'facebook',
    alone: 'facebook|fb|messenger|фейсбук',
    anywhere: '페이스북|페메|페북|เฟสบุ๊?ค|เฟซบุ๊ก|ফেসবুক|फेसबुक|فیس ?بک|فيسبوك|ဖေ့စ်ဘုတ်|脸书|臉書|ເຟສບຸກ|ហ្វេសប៊ុក',
    isAmbiguous: true,
    handle: /^[a-z0-9][a-z0-9.]{4,49}$/i,
  },
  {
    type: 'instagram',
    alone: 'instagram|insta|ig|инстаграм|инста',
    anywhere: '인스타그램|인스타|ไอจี',
    isAmbiguous: true,
    handle: /^[a-z0-9_][a-z0-9._]{2,29}$/i,
  },
];

/** Labels that only those use who want to be missed by a filter. */
const disguisedLabel =
  /^(?:✈|🛩|🛫|.*飞机|.*飛機|飞鸽|薇信|威信|徽信|溦信|微芯|[维維]信|v信|vx|加v|加[薇威溦]|➕[v薇微威我]|\+[v薇微威]|卫星|[薇威微]|扌v|t\.g\.?|ㅌㄹ(?:ㄱㄹ)?|ㅋㅌ|ㅋr톡|叩叩|蔻蔻|球球|dalo)$/iu;
export const isDisguisedLabel = (label: string): boolean => disguisedLabel.test(label.trim());

export interface FoundLabel {
  service: ServiceLabel;
  start: number;
  end: number;
  text: string;
}

/** Words that a label is only a part of: ออนไลน์ is "online", no LINE. */
const otherWords: WordList = { anywhere: 'ออนไลน์?|ออน์ไลน์' };

const tree = new WordTree<ServiceLabel | undefined>([
  ...serviceLabels.map((service) => ({ meaning: service, list: service })),
  { meaning: undefined, list: otherWords },
]);

/** More than that stand in no advert; the rest of a hostile text is left alone. */
const mostLabels = 500;

export const findLabels = (folded: string): FoundLabel[] => {
  const { lower, offsets } = wordStartsOf(folded);
  const found: FoundLabel[] = [];
  let last = 0;
  for (const at of offsets) {
    if (at < last || !tree.mayBeginAt(lower, at)) continue;
    const word = tree.longestAt(lower, at);
    if (!word) continue;
    const { meaning: service, start, end } = word;
    if (service) found.push({ service, start, end, text: folded.slice(start, end) });
    if (found.length >= mostLabels) break;
    last = end;
  }
  return found;
};
