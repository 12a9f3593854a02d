/** Finds where a mail's text goes over into a mail that was forwarded or is quoted whole, in any language, by its form. */

export interface ForwardedPart {
  before: string;
  /** As its first lines name the sender. */
  from: string;
  subject?: string;
  text: string;
}

/** `---------- Forwarded message ---------`, `-----Original Message-----`, `Begin forwarded message:` */
const divider = /^\s*(?:[-_–—]{4,}[^-_–—\n]{3,60}[-_–—]{4,}|[^\n:]{3,60}:|_{20,})\s*$/u;
const field = /^\s*\*?([\p{L}\p{M}][\p{L}\p{M} .-]{0,30}?)\*?\s?[:：]\*?\s*(.*)$/u;
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const maxFields = 8;

const plainName = (value: string): string =>
  value
    .replace(/<[^>]*>|\[mailto:[^\]]*\]/g, '')
    .replace(/["*]/g, '')
    .trim();

/** A line that parts, then lines of `Word: value`, one of them with an address. */
const headAfter = (
  lines: readonly string[],
  at: number,
): { end: number; fields: RegExpExecArray[] } | undefined => {
  let index = at;
  while (index < lines.length && index < at + 3 && lines[index]?.trim() === '') index += 1;
  const fields: RegExpExecArray[] = [];
  while (index < lines.length && fields.length < maxFields) {
    const found = field.exec(lines[index] ?? '');
    if (found === null) break;
    fields.push(found);
    index += 1;
  }
  const isHead = fields.length >= 3 && fields.some(([, , value]) => address.test(value ?? ''));
  return isHead ? { end: index, fields } : undefined;
};

const subjectWords =
  /^(subject|betreff|asunto|objet|assunto|oggetto|onderwerp|тема|主题|主旨|件名|제목|หัวข้อ|เรื่อง|tiêu đề|konu|الموضوع|perihal|subjek)$/iu;

export const forwardedPart = (text: string): ForwardedPart | undefined => {
  const lines = text.split('\n').map((line) => line.replace(/^(?:> ?)+/, ''));
  for (let index = 0; index < lines.length; index += 1) {
    if (!divider.test(lines[index] ?? '')) continue;
    const head = headAfter(lines, index + 1);
    if (head === undefined) continue;
    const sender = head.fields.find(([, , value]) => address.test(value ?? ''))?.[2] ?? '';
    const subject = head.fields.find(([, name]) => subjectWords.test(name ?? ''))?.[2]?.trim();
    return {
      before: text.split('\n').slice(0, index).join('\n').trim(),
      from: plainName(sender) === '' ? (address.exec(sender)?.[0] ?? '') : sender.trim(),
      ...(subject ? { subject } : {}),
      text: lines.slice(head.end).join('\n').trim(),
    };
  }
  return undefined;
};
