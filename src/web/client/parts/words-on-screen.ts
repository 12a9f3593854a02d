/** Times, languages and sizes as people read them. */
const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

const ownNames: Record<string, string> = {
  und: 'language unsure',
  'my-Qaag': 'Burmese (Zawgyi)',
  'zh-Hans': 'Chinese (simplified)',
  'zh-Hant': 'Chinese (traditional)',
  'hi-Latn': 'Hindi (Latin letters)',
};

export const languageName = (code: string): string => {
  const own = ownNames[code];
  if (own) return own;
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code; // not a BCP 47 code: shown as it is
  }
};

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

export const sinceWords = (time: string, now = Date.now()): string => {
  const ms = new Date(time).getTime() - now;
  for (const [unit, length] of units)
    if (Math.abs(ms) >= length) return relative.format(Math.trunc(ms / length), unit);
  return 'just now';
};

export const utcText = (time: string): string => `${time.slice(0, 19).replace('T', ' ')} UTC`;

export const localText = (time: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(time));

export const sizeText = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} bytes`
    : bytes < 1e6
      ? `${(bytes / 1e3).toFixed(1)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;

export const siteName = (site: string): string => (URL.canParse(site) ? new URL(site).host : site);

/** "1 advert", "3 adverts". */
export const countOf = (count: number, word: string, words = `${word}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? word : words}`;
