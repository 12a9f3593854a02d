/** Numbers beyond 2^53 would be rounded by `JSON.parse`, and adverts with such ids become one. */

const fewestDigits = 16;
const longNumber = /^-?\d{16,}$/;

const isNumberPart = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  code === 0x2d ||
  code === 0x2b ||
  code === 0x2e ||
  code === 0x45 ||
  code === 0x65;

/** Behind the string that begins at `start`. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  for (; at < text.length && text.charCodeAt(at) !== 0x22; at += 1) if (text.charCodeAt(at) === 0x5c) at += 1;
  return at + 1;
};

/** The JSON with whole numbers of 16 and more digits as strings; what stands in strings is left alone. */
export const quoteLongNumbers = (json: string): string => {
  if (!/\d{16}/.test(json)) return json;
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < json.length; ) {
    const code = json.charCodeAt(at);
    if (code === 0x22) at = endOfString(json, at);
    else if (isNumberPart(code)) {
      const start = at;
      while (at < json.length && isNumberPart(json.charCodeAt(at))) at += 1;
      if (at - start < fewestDigits || !longNumber.test(json.slice(start, at))) continue;
      parts.push(json.slice(from, start), `"${json.slice(start, at)}"`);
      from = at;
    } else at += 1;
  }
  return from === 0 ? json : parts.join('') + json.slice(from);
};
