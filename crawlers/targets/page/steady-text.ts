/**
 * A page's text without what changes by itself: clocks, counters, "updated today", the year of the copyright. Only lines
 * that are nothing else are left out, so that a date within a sentence stays a change that is seen.
 */
const month =
  'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|januari|februari|maret|mei|juni|juli|agustus|oktober|desember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|tháng|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
const weekday =
  'mon(day)?|tue(sday)?|wed(nesday)?|thu(rsday)?|fri(day)?|sat(urday)?|sun(day)?|senin|selasa|rabu|kamis|jumat|sabtu|minggu|lunes|martes|miércoles|jueves|viernes|sábado|domingo';
const unit =
  'seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|detik|menit|jam|hari|minggu|bulan|giây|phút|giờ|ngày|tuần|tháng|секунд\\w*|минут\\w*|час\\w*|дн\\w*|день|недел\\w*|segundos?|minutos?|horas?|días?';
const ago = 'ago|yang|lalu|trước|назад|atrás|前|전|ที่แล้ว';

/** Words that stand around a date or a number in such lines, each by itself. */
const around =
  'last|updated?|modified|posted|published|on|at|by|as|of|today|yesterday|now|just|date|time|server|current|local|gmt|utc|am|pm|diperbarui|terakhir|tanggal|pukul|cập|nhật|lúc|đăng|обновлено|опубликовано|сегодня|вчера|в|г|actualizado|publicado|hace|el|de|更新于|更新|发布|发布于|时间|日期|最后|今天|昨天|刚刚|更新时间|发布时间|อัปเดต|อัพเดท|ล่าสุด|เมื่อ|วันที่|เวลา|업데이트|수정|오늘|어제';
const counted =
  'views?|visits?|visitors?|hits?|readers?|likes?|shares?|comments?|downloads?|followers?|viewed|dilihat|kali|pengunjung|lượt|xem|truy|cập|просмотр\\p{L}*|посетител\\p{L}*|visitas?|vistas?|浏览|浏览量|浏览次数|阅读|阅读量|点击|点击量|访问|访问量|เข้าชม|ผู้เข้าชม|조회|조회수';
const beside = 'times?|online|total|people|users?|members?|now|today|so|far|次|人|คน|ครั้ง|명|회|回';

/** Longer ones are phone numbers and amounts, which no change may hide behind. */
const shortNumber = '\\p{Nd}{1,4}(st|nd|rd|th)?';
const count = '\\p{Nd}{1,3}([.,]\\p{Nd}{3})*[km万]?|\\p{Nd}{1,7}|\\p{Nd}{1,3}[.,]\\p{Nd}[km万]';
const clock = '\\p{Nd}{1,2}:\\p{Nd}{2}(:\\p{Nd}{2})?';
const date =
  '\\p{Nd}{4}[-/.]\\p{Nd}{1,2}[-/.]\\p{Nd}{1,2}(t[\\d:.]+z?)?|\\p{Nd}{1,2}[-/.]\\p{Nd}{1,2}[-/.]\\p{Nd}{2,4}|\\p{Nd}{2,4}年\\p{Nd}{1,2}月\\p{Nd}{1,2}日';

const pieces = (...parts: string[]): RegExp =>
  new RegExp(`^(?:${parts.map((part) => `(?:${part})`).join('|')})$`, 'iu');

const timePiece = pieces(date, clock, shortNumber, month, weekday, unit, ago, around);
const tellsTime = pieces(date, month, ago);
const clockPiece = pieces(clock);
const countPiece = pieces(count, counted, beside, around);
const tellsCount = pieces(counted);
const copyright = /^(©|\(c\)\s|copyright\b)/i;

const maxLineChars = 80;

/** Words of a line, the signs between them left out; numbers keep theirs. */
const piecesOf = (line: string): string[] =>
  line
    .split(/[\s,;|·•()[\]–—~]+|:(?!\p{Nd})|：/u)
    .map((piece) => piece.replace(/^[.:]+|[.:]+$/g, ''))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece));

/** Two times of day are working hours, and a number of days alone is a term. */
const isTime = (found: readonly string[]): boolean => {
  if (!found.every((piece) => timePiece.test(piece))) return false;
  const clocks = found.filter((piece) => clockPiece.test(piece)).length;
  return found.some((piece) => tellsTime.test(piece)) ? clocks <= 1 : clocks === 1 && found.length > 1;
};

export const isFleeting = (line: string): boolean => {
  const text = line.replace(/^- /, '').trim();
  if (copyright.test(text)) return text.length <= 200;
  if (text === '' || text.length > maxLineChars) return false;
  const found = piecesOf(text);
  if (!found.some((piece) => /\p{Nd}/u.test(piece))) return false;
  return (
    isTime(found) ||
    (found.every((piece) => countPiece.test(piece)) && found.some((piece) => tellsCount.test(piece)))
  );
};

/** Lines in their order; at most one blank line between two. */
export const steadyText = (text: string): string => {
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (isFleeting(line) || (line === '' && (kept.length === 0 || kept.at(-1) === ''))) continue;
    kept.push(line);
  }
  while (kept.at(-1) === '') kept.pop();
  return kept.join('\n');
};
