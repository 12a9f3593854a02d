/** Whether a network shows a visitor the profile, or mostly asks for a login. The wall is told of and left as it is. */
import { elementsNamed, elementsWhere } from '../../reading/elements-by-name.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';

const loginPath = /\/(log-?in|sign-?in|signup|accounts\/login|i\/flow\/login|checkpoint|authwall)([/.?]|$)/i;
const loginWords =
  /\b(log ?in|sign ?(in|up)|create (an |new )?account|join now)\b|登录|登錄|注册|ログイン|로그인|đăng nhập|เข้าสู่ระบบ|masuk|войти|войдите|iniciar sesi[oó]n|entrar|se connecter|giriş yap|تسجيل الدخول|लॉग ?इन/i;

/** Descriptions that a network writes itself for whoever is not logged in say nothing of the profile. */
const emptyWords =
  /^(log ?in|sign ?(in|up)|create an account|join)\b|(log ?in|sign ?up|join) (to|or|for|in to) .{0,40}(facebook|instagram|tiktok|twitter|\bx\b|vk|linkedin|see|view|connect|continue|share|start)|is on facebook\. join facebook|see (instagram )?photos and videos from|^\d[\d.,kKmM]* (followers|likes)\b[^.]{0,120}$/i;

export const saysNothing = (description: string): boolean => emptyWords.test(description.trim());

interface LoginSigns {
  hasForm: boolean;
  hasWords: boolean;
}

const hasLoginLink = ($: CheerioAPI): boolean =>
  elementsNamed($, 'a')
    .slice(0, 2000)
    .some(({ attribs }) => loginPath.test(attribs.href ?? ''));

export const readLoginSigns = ($: CheerioAPI, pageUrl: string): LoginSigns => {
  const hasPassword = elementsNamed($, 'input').some(({ attribs }) => /^password$/i.test(attribs.type ?? ''));
  const hasDialog = elementsWhere(
    $,
    ({ attribs }) => attribs.role === 'dialog' && loginWords.test(attribs['aria-label'] ?? ''),
  );
  const buttons = [...elementsNamed($, 'button'), ...elementsNamed($, 'a')].slice(0, 500);
  const hasWords = buttons.some((element) => loginWords.test($(element).text().slice(0, 100)));
  return {
    hasForm:
      hasPassword || hasDialog.length > 0 || loginPath.test(new URL(pageUrl).pathname) || hasLoginLink($),
    hasWords,
  };
};
