/** Pages that answer 200 but only ask for a login; public pages alone are read, so these end as blocked. */

/** What every reason begins with: a run and a target's health say the same. */
const asks = 'the site asks for a login';

const loginPath =
  /(^|\/)(log-?in|log_in|login\.(php|aspx?|jsp|html?)|sign-?(in|on|up)|signin|signup|register|registration|auth|authwall|authorize|oauth2?|session\/new|sessions\/new|accounts?\/login|users?\/sign_in|checkpoint|passport|sso|uas\/login|i\/flow\/(login|signup)|member\/login|ucp\.php\?mode=login)(\/|\.|\?|$)/i;
const passwordField = /<input[^>]{0,300}type\s*=\s*["']?password/i;
/** A page with this much text has something to read besides its login form. */
const readableChars = 1500;

/** And one with this much, or with places to go on to, besides the way to a login. */
const bareChars = 700;

const readChars = 300_000;

/**
 * "log in", "sign in", "create an account" as they stand on buttons and headings. Words alone make no wall: many
 * pages have such a button; they count only on a page that holds little else and leads to a login.
 */
const loginWords = new RegExp(
  [
    ...['log ?in', 'log on', 'sign ?in', 'sign ?up', 'create (an|a new) account', 'join now', 'register'],
    ...['登录', '登入', '登錄', '注册', '註冊', 'ログイン', '新規登録', '로그인', '회원가입'],
    ...['đăng nhập', 'đăng ký', 'เข้าสู่ระบบ', 'ลงชื่อเข้าใช้', 'สมัครสมาชิก', 'ចូល', 'ເຂົ້າສູ່ລະບົບ', 'ဝင်ရောက်', 'အကောင့်ဝင်'],
    ...[
      'masuk',
      'daftar',
      'log masuk',
      'mag-?log ?in',
      'mag-?sign',
      'लॉग ?इन',
      'साइन ?इन',
      'লগ ?ইন',
      'লগইন',
      'লগ ইন',
    ],
    ...[
      'உள்நுழை',
      'లాగిన్',
      'ലോഗിൻ',
      'ಲಾಗಿನ್',
      'ලොග්',
      'පිවිසෙන්න',
      'लगइन',
      'लग इन',
      'لاگ ان',
      'ورود',
      'تسجيل الدخول',
      'سجل الدخول',
    ],
    ...[
      'войти',
      'войдите',
      'вход',
      'авторизуйтесь',
      'зарегистр',
      'увійти',
      'увійдіть',
      'кіру',
      'kirish',
      'ingia',
      'መግቢያ',
      'ግባ',
    ],
    ...[
      'iniciar sesi',
      'inicia sesi',
      'entrar',
      'iniciar sess',
      'se connecter',
      'connectez-vous',
      'connexion',
      'anmelden',
    ],
    ...[
      'einloggen',
      'accedi',
      'giriş yap',
      'oturum aç',
      'zaloguj',
      'conectează',
      'autentific',
      'prijavi',
      'bejelentkez',
      'התחבר',
    ],
  ].join('|'),
  'iu',
);

/** `href`, `action` and where a script or a meta tag sends visitors. */
const leadsTo =
  /(?:href|action|formaction)\s*=\s*["']?([^"'\s>]{1,500})|location(?:\.href)?\s*=\s*["']([^"']{1,500})|http-equiv\s*=\s*["']?refresh["']?[^>]{0,100}url\s*=\s*([^"'>\s]{1,500})/gi;

/**
 * What forums say in place of a page: phpBB, vBulletin, XenForo, Discuz. A form alone makes no wall: most boards have
 * one at the head or in a hidden layer of every page, and adverts are often short.
 */
const membersOnly = new RegExp(
  [
    'requires you to be (registered|logged)',
    'you must be (logged[ -]in|a (registered )?member) to (do that|(view|see|read|access) th(is|e) (page|forum|topic|thread|board|content|section))',
    'you are not logged in or you do not have permission',
    '(您|你)(需要|必须|尚未)(先)?登录.{0,6}(查看|浏览|访问|继续|没有权限)(?!图片|附件|联系|电话)',
    '(您|你)(需要|必須|尚未)(先)?登入.{0,6}(查看|瀏覽|訪問|繼續|沒有權限)(?!圖片|附件|聯絡|電話)',
    'для просмотра.{0,40}(авторизоваться|зарегистрироваться|войти)',
    'bạn (phải|cần) đăng nhập (để|mới).{0,10}xem (nội dung|trang|bài|chủ đề|diễn đàn)',
    'anda (harus|perlu) (login|masuk|log masuk) untuk (melihat|membaca) (halaman|kandungan|konten|topik|forum)',
    'กรุณาเข้าสู่ระบบก่อน',
  ].join('|'),
  'iu',
);

/** What titles of login pages begin with, or end with behind the site's name; adverts say it in their midst. */
const loginTitle =
  /<title[^>]{0,200}>\s{0,20}(?:[^<|–—:·,-]{1,40}\s[|–—:·-]\s)?(log[ -]?in|sign[ -]?in|登录|登入|登錄|ログイン|로그인|đăng nhập|เข้าสู่ระบบ|log masuk|войти|вход|авториза|кіру|iniciar sesi|inicia sesi|se connecter|connexion|anmelden|giriş yap|تسجيل الدخول|लॉग ?इन|লগ ?ইন)/iu;

interface ShownText {
  text: string;
  chars: number;
}

/**
 * What stands between the tags, scripts and styles left out. A plain walk: patterns over hostile markup take
 * quadratic time, and this runs outside of the reading threads.
 */
const shownText = (html: string): ShownText => {
  const parts: string[] = [];
  let chars = 0;
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    const part = html.slice(at, start === -1 ? html.length : start).trim();
    // a sign of Chinese, Japanese or Korean says what three letters do
    chars += part.length + 2 * (part.match(/[\u2e80-\uffef]/g)?.length ?? 0);
    if (part !== '' && chars < readableChars * 2) parts.push(part);
    const end = start === -1 ? -1 : html.indexOf('>', start);
    if (end === -1) break;
    const raw = /^<(script|style|noscript|template)\b/i.exec(html.slice(start, start + 10))?.[1];
    at = end + 1;
    if (raw !== undefined) {
      const close = html.indexOf(`</${raw}`, at);
      if (close === -1) break;
      at = close;
    }
  }
  return { text: parts.join('\n'), chars };
};

const isLoginAddress = (address: string, base: string): boolean => {
  if (!URL.canParse(address, base)) return false;
  const { pathname, search } = new URL(address, base);
  return loginPath.test(pathname + search);
};

const maxLeads = 400;

const leadsToLogin = (html: string, base: string): boolean => {
  let seen = 0;
  for (const [, href, script, refresh] of html.matchAll(leadsTo)) {
    if (isLoginAddress(href ?? script ?? refresh ?? '', base)) return true;
    seen += 1;
    if (seen > maxLeads) return false;
  }
  return false;
};

/** Any page may offer a login at its head; a wall has the way to it in its middle. */
const withoutFrame = (html: string): string => {
  let rest = html;
  for (const name of ['header', 'nav', 'footer']) {
    const start = rest.search(new RegExp(`<${name}[\\s>]`, 'i'));
    const end = start === -1 ? -1 : rest.toLowerCase().indexOf(`</${name}>`, start);
    if (end !== -1) rest = rest.slice(0, start) + rest.slice(end);
  }
  return rest;
};

/** In plain words why the page counts as a login wall, else undefined. A layer over readable HTML is none. */
export const loginWallReason = (page: {
  requestedUrl: string;
  finalUrl: string;
  text: string;
}): string | undefined => {
  const { pathname, search } = new URL(page.finalUrl);
  const wasAskedFor = isLoginAddress(page.requestedUrl, page.requestedUrl);
  if (page.requestedUrl !== page.finalUrl && loginPath.test(pathname + search) && !wasAskedFor)
    return `${asks}: it sends visitors to a login page (${pathname})`;
  const beginning = page.text.slice(0, readChars);
  if (!/<[a-z!]/i.test(beginning)) return undefined;
  const hasPassword = passwordField.test(beginning);
  const { chars } = shownText(beginning);
  if (chars >= readableChars) return undefined;
  if (hasPassword && (isBare(beginning, page.finalUrl) || saysLogin(beginning)))
    return `${asks}: it shows nothing but a login form`;
  const body = withoutFrame(beginning);
  const leadsThere =
    !wasAskedFor &&
    chars < bareChars &&
    loginWords.test(shownText(body).text) &&
    leadsToLogin(body, page.finalUrl);
  if (leadsThere && isBare(beginning, page.finalUrl))
    return `${asks}: it shows nothing but the way to a login`;
  return undefined;
};

const saysLogin = (html: string): boolean => loginTitle.test(html) || membersOnly.test(shownText(html).text);

const besidesContent =
  /(^|\/)(terms|tos|privacy|legal|help|support|about|recover|reset|forgot|password|cookies?|polic(y|ies)|lang|languages?|contact|careers|imprint|impressum|ads|business|download|app)(\/|\.|\?|$)/i;

/** A page that leads to two further places has something to show, however little text it has; so have stated facts. */
const isBare = (html: string, base: string): boolean => {
  if (/application\/ld\+json|itemtype\s*=/i.test(html)) return false;
  const content = new Set<string>();
  for (const [, href = ''] of html.matchAll(/<a\s[^>]{0,300}href\s*=\s*["']?([^"'\s>]{1,500})/gi)) {
    if (!URL.canParse(href, base)) continue;
    const { origin, pathname, search } = new URL(href, base);
    const isElsewhere =
      pathname === '/' || besidesContent.test(pathname) || loginPath.test(pathname + search);
    if (!isElsewhere) content.add(origin + pathname + search);
    if (content.size > 1) return false;
  }
  return true;
};
