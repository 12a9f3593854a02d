import { describe, expect, it } from 'vitest';
import { loginWallReason } from './login-wall.ts';

const url = 'https://board.example.com/ad/1';
const reason = (text: string, finalUrl = url): string | undefined =>
  loginWallReason({ requestedUrl: url, finalUrl, text });
const form = '<form><input type="password"></form>';

describe('a login wall', () => {
  it('is a redirect to a login page, or a page with only a login form', () => {
    expect(reason('<p>x</p>', 'https://board.example.com/accounts/login/?next=/ad/1')).toContain(
      'login page',
    );
    expect(reason(`<h1>Sign in</h1>${form}`)).toContain('login form');
    expect(reason(`<script>${'var x;'.repeat(1000)}</script>${form}`)).toContain('login form');
  });

  it('is no advert with a login form beside it, and no login page that was asked for', () => {
    expect(reason(`${form}<p>${'We look for a cook. '.repeat(100)}</p>`)).toBeUndefined();
    expect(
      loginWallReason({
        requestedUrl: `${url}/login`,
        finalUrl: 'https://board.example.com/login',
        text: 'x',
      }),
    ).toBeUndefined();
    expect(reason('<p>login</p>', 'https://board.example.com/blog/login-clerk-wanted')).toBeUndefined();
  });

  it('is no short advert on a board whose pages all have a login form', () => {
    const modal = `<div class="modal" hidden>${form}<a href="/recover">?</a></div>`;
    const links = '<a href="/list/1">更多职位</a><a href="/ad/2">诚聘厨师</a>';
    expect(reason(`${modal}${links}<h1>招聘客服</h1><p>月薪八千，包吃住。</p>`)).toBeUndefined();
    const stated = '<script type="application/ld+json">{"@type":"JobPosting","title":"Cook"}</script>';
    expect(reason(`${modal}${stated}<h1>Cook</h1><p>Six days a week.</p>`)).toBeUndefined();
  });

  it('is the login page of a site whose foot leads to many places', () => {
    const foot = '<a href="/watch/">Video</a><a href="/places/">Places</a><a href="/games/">Games</a>';
    expect(reason(`<title>Example – log in or sign up</title>${form}${foot}`)).toContain('login form');
    expect(reason(`<title>Cash register clerk</title>${form}${foot}<p>Penang</p>`)).toBeUndefined();
  });

  it.each([
    '您需要登录后才可以回帖 登录 | 立即注册',
    'Bạn cần đăng nhập để xem số điện thoại',
    'Anda perlu log masuk untuk melihat nombor telefon',
    'You must be logged in to view images.',
  ])('is no advert beside which stands: %s', (words) => {
    const links = '<a href="/list/1">List</a><a href="/ad/2">Cook</a>';
    const advert = '<title>Receptionist, sign in guests</title><h1>Receptionist</h1><p>Six days a week.</p>';
    expect(reason(`${advert}${links}<p>${words}</p>${form}`)).toBeUndefined();
  });

  it.each([
    'The board requires you to be registered and logged in to view this forum.',
    'You are not logged in or you do not have permission to access this page.',
    '您需要登录才可以查看本版块',
    'Bạn phải đăng nhập để xem nội dung này',
  ])('is a forum that says: %s', (words) => {
    const links =
      '<a href="/index.php">Board</a><a href="/faq.php">FAQ</a><a href="/viewforum.php?f=2">Jobs</a>';
    expect(reason(`${links}<p>${words}</p>${form}`)).toContain('asks for a login');
    expect(reason(`${links}<p>Cooks wanted in Penang.</p>${form}`)).toBeUndefined();
  });

  it.each(['<script', '<', '<input ', '<style>'])('is looked for without getting lost in %s', (piece) => {
    expect(reason(piece.repeat(100_000) + form)).not.toBe('x');
  });
});

/** Written after the structure of walls on social sites; the words are our own. */
describe('a wall on a social site', () => {
  const wall = (heading: string, button: string, href: string): string =>
    `<!doctype html><html><head><title>${heading}</title><script>${'var a=1;'.repeat(5000)}</script></head>
<body><div id="root"><div><h2>${heading}</h2><div role="button"><a href="${href}"><span>${button}</span></a></div>
<a href="/recover/">?</a><a href="/terms">T</a></div></div></body></html>`;

  it.each([
    ['You must continue inside', 'Log in', '/login/?next=%2Fgroups%2F1'],
    ['看到更多内容', '登录', '/accounts/login/?next=/x/'],
    ['Xem thêm', 'Đăng nhập', 'https://m.social.example/login.php?next=x'],
    ['ดูเพิ่มเติม', 'เข้าสู่ระบบ', '/login'],
    ['Продолжение внутри', 'Войти', '/login?to=YXNk'],
    ['Lihat lagi', 'Log masuk', '/i/flow/login'],
    ['もっと見る', 'ログイン', '/uas/login?session_redirect=x'],
    ['더 보기', '로그인', '/oauth/authorize?client_id=1'],
    ['المزيد', 'تسجيل الدخول', '/login'],
    ['और देखें', 'लॉग इन करें', '/login'],
    ['Ver más', 'Iniciar sesión', '/session/new'],
    ['ကြည့်ရန်', 'အကောင့်ဝင်ရောက်ပါ', '/login'],
  ])('%s / %s is told by what it shows and where it leads', (heading, button, href) => {
    expect(reason(wall(heading, button, href))).toMatch(/^the site asks for a login: .*the way to a login/);
  });

  it('is told when a script or a tag sends visitors there', () => {
    expect(reason('<meta http-equiv="refresh" content="0; url=/login?x"><p>Sign in</p>')).toContain(
      'asks for a login',
    );
    expect(reason('<script>location.href = "/accounts/login/"</script><p>Log in first</p>')).toContain(
      'asks for a login',
    );
    expect(reason('<p>x</p>', 'https://board.example.com/checkpoint/?next=x')).toContain('login page');
  });

  it.each([
    [
      'an advert behind no wall',
      `<nav><a href="/login">Log in</a></nav><main>${'<p>Cooks wanted in Penang, six days a week.</p>'.repeat(40)}</main>`,
    ],
    [
      'a short advert with structured data',
      '<a href="/login">Log in</a><script type="application/ld+json">{"@type":"JobPosting"}</script><h1>Cook</h1>',
    ],
    [
      'a short list',
      `<a href="/login">Log in</a>${Array.from({ length: 2 }, (_, at) => `<a href="/ad/${at}">Cook ${at}</a>`).join('')}`,
    ],
    ['an empty page that scripts fill', '<div id="app"></div><script src="/app.js"></script>'],
    ['a text that speaks of logins', '<h1>Login clerk wanted</h1><p>You log in parcels all day.</p>'],
    ['data', '{"login": "/login"}'],
    [
      'a consent layer over readable HTML',
      `<div class="consent-layer" role="dialog"><h2>Cookies</h2><button>Accept</button><a href="/login">Log in</a></div>
<main><h1>Cook wanted</h1>${'<p>We look for a cook who can start in March, pay by the month.</p>'.repeat(30)}</main>`,
    ],
    [
      'a consent layer alone',
      '<div role="dialog"><h2>We use cookies</h2><button>Accept all</button><button>Reject</button></div>',
    ],
  ])('is not %s', (_name, html) => {
    expect(reason(html)).toBeUndefined();
  });
});
