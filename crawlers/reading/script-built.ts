/** Whether a page's content is put together by its scripts, so that only a browser can show it. */
import type { CheerioAPI } from './nodes.ts';
import { plainText } from './plain-text.ts';

const emptyContainers =
  '#root, #app, #__next, #__nuxt, #main-app, [data-reactroot], [ng-app], [data-server-rendered], app-root';
const askForScripts =
  /enable javascript|requires javascript|javascript is (disabled|required)|请启用\s*javascript|bật javascript|aktifkan javascript|включите javascript|자바스크립트/i;
const fewChars = 400;

export const looksScriptBuilt = ($: CheerioAPI): boolean => {
  const scripts = $('script').filter((_, element) => !/json/i.test(element.attribs.type ?? ''));
  if (scripts.length === 0) return false;
  const text = plainText($('body').length > 0 ? $('body').toArray() : $.root().toArray(), {
    maxChars: fewChars * 2,
  });
  if (text.length > fewChars) return false;
  const isEmptyContainer = $(emptyContainers)
    .toArray()
    .some(
      (element) => plainText([element] as Parameters<typeof plainText>[0], { maxChars: 200 }).length < 40,
    );
  if (isEmptyContainer || askForScripts.test($('noscript').text())) return true;
  const scriptChars = scripts.text().length;
  return scripts.filter('[src]').length > 0 || scriptChars > text.length * 2;
};
