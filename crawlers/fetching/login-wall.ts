/** Pages that answer 200 but only ask for a login; public pages alone are read, so these end as blocked. */
const loginPath =
  /(^|\/)(log-?in|sign-?in|signup|auth|authwall|session\/new|accounts?\/login|checkpoint|passport|sso)(\/|\.|$)/i;
const passwordField = /<input[^>]{0,300}type\s*=\s*["']?password/i;
/** A page with this much text has something to read besides its login form. */
const readableChars = 1500;

const textChars = (html: string): number =>
  html
    .slice(0, 300_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ').length;

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
  if (passwordField.test(page.text.slice(0, 300_000)) && textChars(page.text) < readableChars)
    return 'it shows nothing but a login form';
  return undefined;
};
