/** Pages that answer 200 but only ask for a login; public pages alone are read, so these end as blocked. */
const loginPath =
  /(^|\/)(log-?in|sign-?in|signup|auth|authwall|session\/new|accounts?\/login|checkpoint|passport|sso)(\/|\.|$)/i;
const passwordField = /<input[^>]{0,300}type\s*=\s*["']?password/i;
/** A page with this much text has something to read besides its login form. */
const readableChars = 1500;

const readChars = 300_000;

/**
 * Characters between the tags, scripts and styles left out. A plain walk: patterns over hostile markup take
 * quadratic time, and this runs outside of the reading threads.
 */
const textChars = (html: string): number => {
  let chars = 0;
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    chars += html.slice(at, start === -1 ? html.length : start).trim().length;
    const end = start === -1 ? -1 : html.indexOf('>', start);
    if (end === -1) return chars;
    const raw = /^<(script|style)\b/i.exec(html.slice(start, start + 8))?.[1];
    at = end + 1;
    if (raw !== undefined) {
      const close = html.indexOf(`</${raw}`, at);
      if (close === -1) return chars;
      at = close;
    }
  }
  return chars;
};

/** In plain words why the page counts as a login wall, else undefined. */
export const loginWallReason = (page: {
  requestedUrl: string;
  finalUrl: string;
  text: string;
}): string | undefined => {
  const wasSentAway = page.requestedUrl !== page.finalUrl && loginPath.test(new URL(page.finalUrl).pathname);
  const wasAskedFor = loginPath.test(new URL(page.requestedUrl).pathname);
  if (wasSentAway && !wasAskedFor)
    return `it sends visitors to a login page (${new URL(page.finalUrl).pathname})`;
  const beginning = page.text.slice(0, readChars);
  if (passwordField.test(beginning) && textChars(beginning) < readableChars)
    return 'it shows nothing but a login form';
  return undefined;
};
