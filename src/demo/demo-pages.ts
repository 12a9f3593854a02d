/** The pages of the demonstration site, drawn the way real boards, classifieds and channel previews are. */
import { demoAdverts } from './adverts/index.ts';
import type { DemoAdvert } from './demo-advert.ts';

const channelName = 'lurewatch_demo';
const perListPage = 20;
const perChannelPage = 6;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
const withBreaks = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

const at = (place: DemoAdvert['place']): DemoAdvert[] =>
  demoAdverts.filter((advert) => advert.place === place);

/** Days ago, spread so that a queue sorted by age has something to sort. */
const ageDays = (advert: DemoAdvert): number => demoAdverts.indexOf(advert) % 9;
const postedOn = (advert: DemoAdvert, now: Date): Date =>
  new Date(now.getTime() - ageDays(advert) * 86_400_000);
const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

const frame = (input: {
  title: string;
  language?: string;
  body: string;
  head?: string;
}): string => `<!doctype html>
<html lang="${input.language ?? 'en'}">
<head><meta charset="utf-8"><title>${escapeHtml(input.title)}</title>
<meta name="viewport" content="width=device-width">${input.head ?? ''}
<style>body{font:16px/1.5 "Noto Sans","Noto Sans CJK SC",sans-serif;max-width:46rem;margin:0 auto;padding:1rem}
header,footer{color:#666;font-size:.85rem;border:0 solid #ddd}header{border-bottom-width:1px}footer{border-top-width:1px}
li{margin:.4rem 0}img{max-width:100%}</style></head>
<body><header>Lurewatch demonstration site: every advert here is invented.</header>
${input.body}
<footer>Served by Lurewatch itself on this machine.</footer></body></html>`;

export const homePage = (): string =>
  frame({
    title: 'Demonstration site',
    body: `<main><h1>Demonstration site</h1><ul><li><a href="/jobs">Job board</a></li>
<li><a href="/classifieds">Classifieds</a></li><li><a href="/s/${channelName}">Channel</a></li></ul></main>`,
  });

export const listPage = (place: 'board' | 'classifieds', pageNumber: number): string | undefined => {
  const adverts = at(place);
  const pages = Math.ceil(adverts.length / perListPage);
  if (pageNumber < 1 || pageNumber > pages) return undefined;
  const base = place === 'board' ? '/jobs' : '/classifieds';
  const items = adverts
    .slice((pageNumber - 1) * perListPage, pageNumber * perListPage)
    .map(
      (advert) =>
        `<li><a href="${base}/${advert.id}" lang="${advert.language}">${escapeHtml(advert.title)}</a> ${escapeHtml(advert.location ?? '')}</li>`,
    )
    .join('\n');
  const next = pageNumber < pages ? `<a rel="next" href="${base}?page=${pageNumber + 1}">Next page</a>` : '';
  return frame({
    title: 'Jobs',
    body: `<main><h1>${place === 'board' ? 'Job board' : 'Classifieds'}</h1><ul class="listing">${items}</ul><nav>${next}</nav></main>`,
  });
};

const jobPosting = (advert: DemoAdvert, now: Date): string =>
  JSON.stringify({
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: advert.title,
    description: `<p>${withBreaks(advert.text)}</p>`,
    datePosted: isoDate(postedOn(advert, now)),
    identifier: { '@type': 'PropertyValue', name: 'Lurewatch demonstration', value: advert.id },
    ...(advert.employer && { hiringOrganization: { '@type': 'Organization', name: advert.employer } }),
    ...(advert.location && {
      jobLocation: {
        '@type': 'Place',
        address: {
          '@type': 'PostalAddress',
          addressLocality: advert.location,
          ...(advert.country && { addressCountry: advert.country }),
        },
      },
    }),
    ...(advert.pay && {
      baseSalary: {
        '@type': 'MonetaryAmount',
        currency: advert.pay.currency,
        value: {
          '@type': 'QuantitativeValue',
          minValue: advert.pay.min,
          maxValue: advert.pay.max,
          unitText: advert.pay.period,
        },
      },
    }),
  }).replaceAll('<', '\\u003c');

const picture = (advert: DemoAdvert): string =>
  advert.image ? `<p><img src="/images/${advert.image}" alt="${escapeHtml(advert.title)}"></p>` : '';

export const advertPage = (place: 'board' | 'classifieds', id: string, now: Date): string | undefined => {
  const advert = at(place).find((one) => one.id === id);
  if (!advert) return undefined;
  const isBoard = place === 'board';
  const rows = isBoard
    ? ''
    : `<p>Place: ${escapeHtml(advert.location ?? 'not stated')}</p><p>Posted: <time datetime="${isoDate(postedOn(advert, now))}">${isoDate(postedOn(advert, now))}</time></p>`;
  return frame({
    title: advert.title,
    language: advert.language,
    head: isBoard ? `<script type="application/ld+json">${jobPosting(advert, now)}</script>` : '',
    body: `<main><article><h1>${escapeHtml(advert.title)}</h1>${rows}<p>${withBreaks(advert.text)}</p>${picture(advert)}</article></main>`,
  });
};

const channelMessage = (
  advert: DemoAdvert,
  id: number,
  now: Date,
): string => `<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${channelName}/${id}">
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="/${channelName}"><span dir="auto">Lurewatch demonstration channel</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">${withBreaks(advert.text)}</div>
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">${100 + id * 7}</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="/${channelName}/${id}"><time datetime="${postedOn(advert, now).toISOString().slice(0, 19)}+00:00" class="time">12:00</time></a></span></div></div>
</div></div></div>`;

const serviceMessage = `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message service_message js-widget_message" data-post="${channelName}/1">
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_text js-message_text" dir="auto">Channel created</div></div></div></div>`;

/** Message ids grow with time; `before` pages back as the real previews do. */
export const channelPage = (before: number | undefined, now: Date): string => {
  const messages = at('channel').map((advert, index) => ({ advert, id: 10 + index * 3 }));
  const earlier = messages.filter((message) => before === undefined || message.id < before);
  const shown = earlier.slice(-perChannelPage);
  const lowest = shown[0]?.id;
  const more = earlier.length > shown.length && lowest !== undefined;
  const moreLink = more
    ? `<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/${channelName}?before=${lowest}" class="tme_messages_more js-messages_more" data-before="${lowest}"></a></div>`
    : '';
  const history = more || shown.length === 0 ? '' : serviceMessage;
  return frame({
    title: 'Lurewatch demonstration channel',
    head: '<meta property="og:title" content="Lurewatch demonstration channel">',
    body: `<main class="tgme_main"><section class="tgme_channel_history js-message_history">${moreLink}${history}${shown.map((message) => channelMessage(message.advert, message.id, now)).join('\n')}</section></main>`,
  });
};

export const demoChannelName = channelName;
