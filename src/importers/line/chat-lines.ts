/** What a line of a LINE export is: its header, a day, the start of a message, or more of one. */

const header = /^\[LINE\]\s?(.+)$/;
/** The chat's name stands within a sentence of the app's language. */
const headerNames = [
  /^Chat history (?:with|in) (.+)$/i,
  /^(.+?)(?:との|の)トーク履歴$/,
  /^(?:与|與|和)?(.+?)的(?:聊天|聊天记录|聊天記錄|聊天紀錄|对话记录)$/,
  /^ประวัติการ(?:สนทนา|แชท|แชต)(?:กับ|ใน)\s*(.+)$/,
  /^(.+?)(?:님과|와|과)?의? ?대화(?: ?내용)?$/,
  /^Riwayat (?:obrolan|chat) dengan (.+)$/i,
];

export const chatNameOf = (line: string): string | undefined => {
  const sentence = header.exec(line)?.[1]?.trim();
  if (sentence === undefined) return undefined;
  for (const pattern of headerNames) {
    const name = pattern.exec(sentence)?.[1];
    if (name !== undefined) return name.trim();
  }
  return sentence;
};

const two = (value: string | number): string => String(value).padStart(2, '0');
const isoDay = (year: number, month: string, day: string): string | undefined => {
  // Thai phones write Buddhist years.
  const gregorian = year > 2400 ? year - 543 : year;
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? `${gregorian}-${two(month)}-${two(day)}` : undefined;
};

/** 2026/11/23(Mon) · 2026.11.23 月曜日 · 2026年11月23日(月) */
const yearFirst =
  /^(\d{4})[/.\-年]\s?(\d{1,2})[/.\-月]\s?(\d{1,2})日?[ \u3000]?[(（]?(?:\p{L}|\p{M}|\.){0,20}[)）]?$/u;
/** Mon, 23/11/2026 */
const yearLast = /^(?:\p{L}|\p{M}|\.){1,20},?\s?(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/u;

/** With the year last the region tells which comes before, the file does not: a number above 12 is the day, else the first. */
export const dayOf = (line: string): string | undefined => {
  const first = yearFirst.exec(line);
  if (first !== null) return isoDay(Number(first[1]), first[2] ?? '', first[3] ?? '');
  const [, one, other, year] = yearLast.exec(line) ?? [];
  if (one === undefined || other === undefined) return undefined;
  return Number(other) > 12 ? isoDay(Number(year), one, other) : isoDay(Number(year), other, one);
};

export interface LineStart {
  /** `08:15` */
  time: string;
  /** After the time; in the older form name and text are parted by a tab. */
  fields: string[];
  isTabbed: boolean;
}

const start = /^(午前|午後|上午|下午|오전|오후)?\s?(\d{1,2}):(\d{2})\s?(am|pm|น\.)?(\t| )(.*)$/is;
const afternoon = new Set(['午後', '下午', '오후', 'pm']);
const forenoon = new Set(['午前', '上午', '오전', 'am']);

export const lineStart = (line: string): LineStart | undefined => {
  const [, before = '', hourText, minute, after = '', separator, rest = ''] = start.exec(line) ?? [];
  if (hourText === undefined || Number(hourText) > 24 || Number(minute) > 59) return undefined;
  const half = (before || after).toLowerCase();
  let hour = Number(hourText) % 24;
  if (afternoon.has(half) && hour < 12) hour += 12;
  if (forenoon.has(half) && hour === 12) hour = 0;
  const isTabbed = separator === '\t';
  return { time: `${two(hour)}:${minute}`, fields: isTabbed ? rest.split('\t') : [rest], isTabbed };
};
