/** How a line says that a message begins: its time, then who wrote it. Phones write this in the manner of their region. */
import { isDayHalf } from './day-halves.ts';

export interface MessageStart {
  /** As it stands there, with plain digits and blanks. */
  stamp: string;
  /** In the order of the file. */
  dateParts: readonly [string, string, string];
  hour: number;
  minute: number;
  second: number | undefined;
  /** `PM`, `下午`; empty with a 24-hour time. */
  dayHalf: string;
  /** After the time: `Name: text`, or a notice. */
  rest: string;
}

const maxStampCharacters = 80;
const marks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const date = String.raw`(\d{1,4})\s?[./\-年년]\s?(\d{1,2})\s?[./\-月월]\s?(\d{1,4})(?:\s?[日일])?\.?(?:\s?г\.)?`;
const half = String.raw`((?:\p{L}|\p{M}|[.|\s])*?)`;
const time = String.raw`${half}\s*(\d{1,2})[:.٫](\d{2})(?:[:.٫](\d{2}))?\s*${half}`;
const stamp = String.raw`${date}\s*[,،、]?\s*${time}`;
const timeFirst = String.raw`${time}\s*[,،、]\s*${date}`;
const manners = [
  // [23/11/2026, 08:15:09] Name: text
  { pattern: new RegExp(String.raw`^\[(?:${stamp})\]\s?`, 'u'), isTimeFirst: false },
  { pattern: new RegExp(String.raw`^\[(?:${timeFirst})\]\s?`, 'u'), isTimeFirst: true },
  // 23/11/2026, 08:15 - Name: text
  { pattern: new RegExp(String.raw`^(?:${stamp})\s?[-–—]\s`, 'u'), isTimeFirst: false },
  { pattern: new RegExp(String.raw`^(?:${timeFirst})\s?[-–—]\s`, 'u'), isTimeFirst: true },
  // 23/11/2026 08:15:09: Name: text
  { pattern: new RegExp(String.raw`^(?:${stamp}):\s`, 'u'), isTimeFirst: false },
];

/** Every run of decimal digits in Unicode is ten long and begins at its zero; those that phones write are these. */
const zeros = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0,
];
export const plainDigits = (text: string): string =>
  text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    const zero = zeros.find((one) => code >= one && code < one + 10);
    return zero === undefined ? digit : String(code - zero);
  });

/** One character for one, so that a place in it is a place in the line. */
const plainStart = (line: string): string =>
  plainDigits(line.slice(0, maxStampCharacters)).replace(/[\u00a0\u2007-\u200a\u202f\u3000]/g, ' ');

type Fields = readonly (string | undefined)[];
const ordered = (found: Fields, isTimeFirst: boolean): Fields =>
  isTimeFirst ? [...found.slice(6, 9), ...found.slice(1, 6)] : found.slice(1);

export const messageStart = (line: string): MessageStart | undefined => {
  // Most lines that begin no message are told by their first character.
  if (!/^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[[\p{Nd}\p{L}]/u.test(line)) return undefined;
  const leading = /^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*/.exec(line)?.[0].length ?? 0;
  const unmarked = line.slice(leading, leading + maxStampCharacters).replace(marks, '');
  const start = plainStart(unmarked);
  if (!/\d[:.٫]\d{2}/.test(start)) return undefined;
  for (const { pattern, isTimeFirst } of manners) {
    const found = pattern.exec(start);
    if (found === null) continue;
    const [a = '', b = '', c = '', halfBefore = '', hour, minute, second, halfAfter = ''] = ordered(
      found,
      isTimeFirst,
    );
    const dayHalf = (halfBefore + halfAfter).trim();
    if (!isDayHalf(dayHalf) || Number(hour) > 24 || Number(minute) > 59) continue;
    return {
      stamp: found[0].replace(/\s+/g, ' ').trim(),
      dateParts: [a, b, c],
      hour: Number(hour),
      minute: Number(minute),
      second: second === undefined ? undefined : Number(second),
      dayHalf,
      rest: afterStamp(line, leading, found[0].length),
    };
  }
  return undefined;
};

/** The line from behind the stamp on, with the marks that WhatsApp puts before its own words. */
const afterStamp = (line: string, leading: number, stampLength: number): string => {
  let at = leading;
  for (let seen = 0; seen < stampLength && at < line.length; at += 1)
    if (!(line[at] as string).match(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/)) seen += 1;
  return line.slice(at);
};
