/**
 * Cookies for the length of one chain of redirects (RFC 6265): many sites set one and send the visitor to the same
 * address again, without end if it does not come back. The next page is asked for without any: no visit is tied to
 * another.
 */
import { CookieJar } from 'tough-cookie';

const maxCookies = 50;
const maxHeaderChars = 8_000;

export class ChainCookies {
  private jar: CookieJar | undefined;

  /** `set` are the Set-Cookie headers of the answer from `url`; what breaks the RFC's rules is passed over. */
  take(set: readonly string[], url: string): void {
    if (set.length === 0) return;
    this.jar ??= new CookieJar(undefined, { looseMode: true });
    for (const cookie of set.slice(0, maxCookies)) this.jar.setCookieSync(cookie, url, { ignoreError: true });
  }

  headerFor(url: string): { cookie?: string } {
    const cookie = this.jar?.getCookieStringSync(url) ?? '';
    return cookie === '' || cookie.length > maxHeaderChars ? {} : { cookie };
  }
}
