/** Fields that nothing names: short lines near the heading, told by what they say. */
import { dateOf } from '../../src/facts/dates.ts';
import { findPay } from '../../src/facts/pay.ts';
import { countryOf } from '../../src/facts/places.ts';
import { isFieldLabel } from './labelled-fields.ts';
import { oneLine } from './own-text.ts';

const linesBefore = 12;
const linesBehind = 30;
const longestLine = 90;

/** Short pieces around the heading; `A · B | C` is three. Those behind it come first. */
export const piecesNear = (text: string, heading: string | undefined): string[] => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const at = heading === undefined ? -1 : lines.findIndex((line) => oneLine(line) === heading);
  const near =
    at === -1
      ? lines.slice(0, linesBehind)
      : [...lines.slice(at + 1, at + 1 + linesBehind), ...lines.slice(Math.max(0, at - linesBefore), at)];
  return near
    .filter((line) => line.length <= longestLine * 2)
    .flatMap((line) => line.split(/\s+[·•|｜–—]\s+|\t/))
    .map((piece) => piece.replace(/^[-\s•·📍🏢💰📅🕒]+/u, '').trim())
    .filter((piece) => piece.length > 1 && piece.length <= longestLine);
};

const saysPosted =
  /\b(?:posted|published|listed|added|updated|opened)\b|đăng|cập nhật|ประกาศ|อัปเดต|อัพเดท|发布|發布|發佈|更新|发表|發表|刊登|등록|게시|작성|опубликован|размещен|размещён|обновлен|diposting|ditayangkan|diperbarui|disiarkan|tayang|dikemas kini|nai-?post|प्रकाशित|पोस्ट|প্রকাশ|পোস্ট|တင်သည့်|ထုတ်ပြန်|ចេញផ្សាយ|បង្ហោះ|ລົງປະກາດ|プ|掲載|公開|publicad[oa]|publié|publicação|yayın|ilan tarihi|نُ?شر|تاريخ النشر|imechapishwa/iu;
const saysEnd =
  /clos(?:e|ing)|deadline|expir|valid (?:until|through|till)|apply (?:by|before)|last date|until|hạn (?:nộp|chót)|hết hạn|ปิดรับ|หมดเขต|截止|마감|до \d|срок|batas|ditutup|berakhir|tarikh tutup|अंतिम|শেষ|फुर्सत|ផុតកំណត់|နောက်ဆုံးနေ့|ໝົດເຂດ|締切|hasta|até|fecha límite|limite|son başvuru|آخر موعد|mwisho/iu;
/** What a date looks like before it is read: a year, a separated date, or a distance from today. */
const datelike =
  /(?:19|20|25)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[\p{Nd}]{1,2}\s*\p{L}|ago|前|yesterday|today|昨|今天|вчера|сегодня|어제|오늘|kemarin|semalam|hari ini|hôm (?:qua|nay)|เมื่อวาน|วันนี้|पहले|আগে|ກ່ອນ|မနေ့/iu;

/** The day that a piece states as that of its publication; a bare date counts, a closing date never. */
export const postedIn = (pieces: readonly string[], now: Date): string | undefined => {
  const today = now.toISOString().slice(0, 10);
  const read = (piece: string): string | undefined => {
    const before = piece.search(saysEnd);
    const words = before > 0 ? piece.slice(0, before) : before === 0 ? '' : piece;
    const date = datelike.test(words) ? dateOf(words, now) : undefined;
    return date !== undefined && date.length > 4 && date <= today ? date : undefined;
  };
  for (const piece of pieces)
    if (saysPosted.test(piece)) {
      const date = read(piece);
      if (date) return date;
    }
  for (const piece of pieces) {
    const isBare = piece.length <= 40 && !/[:：]/.test(piece);
    const date = isBare ? read(piece) : undefined;
    if (date) return date;
  }
  return undefined;
};

/** Legal forms in which companies write their names. */
const legalForm =
  /(?:^|[\s,(])(?:inc|ltd|limited|llc|llp|plc|corp|corporation|co|company|gmbh|pte|pvt|sdn\.? bhd|berhad|enterprise|s\.?a\.?|ltda|s\.?r\.?l|a\.?ş|şti|tbk)\.?\)?$|^(?:pt|cv|ud|cty|công ty|doanh nghiệp|บริษัท|บจก|หจก|ห้างหุ้นส่วน|ក្រុមហ៊ុន|ບໍລິສັດ|ооо|оао|зао|тоо|осоо|ип|ао)[\s.«"].{2,}|จำกัด(?:\s*\(มหาชน\))?$|(?:公司|集团|集團|株式会社|有限会社)$|^(?:㈜|\(주\)|주식회사|株式会社)|(?:㈜|\(주\)|주식회사)$|লিমিটেড$|(?:प्रा\.? ?लि|लिमिटेड)\.?$|ကုမ္ပဏီ(?:လီမိတက်)?$|^شركة\s/iu;

export const employerIn = (pieces: readonly string[], title: string | undefined): string | undefined =>
  pieces.find(
    (piece) =>
      piece !== title &&
      piece.length <= 80 &&
      !/[:：]/.test(piece) &&
      !isFieldLabel(piece) &&
      legalForm.test(piece),
  );

const longestPlace = 60;

/** A piece that is nothing but a place which the gazetteer knows. */
export const placeIn = (pieces: readonly string[], title: string | undefined): string | undefined =>
  pieces.find(
    (piece) =>
      piece !== title &&
      piece.length <= longestPlace &&
      piece.split(/\s+/).length <= 6 &&
      !/[:：.!?。]|\d{3}|https?|@/.test(piece) &&
      countryOf(piece) !== undefined,
  );

export const payIn = (pieces: readonly string[], title: string | undefined): string | undefined =>
  pieces.find((piece) => piece !== title && /\p{Nd}/u.test(piece) && findPay(piece).length > 0);
