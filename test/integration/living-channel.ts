/** A channel whose messages a test adds to and edits between runs, in the form of Telegram's public previews. */
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

export interface LivingMessage {
  number: number;
  text: string;
  /** Name of the channel that it was forwarded from. */
  from?: string;
  isEdited?: boolean;
}

export interface LivingChannel {
  site: TestSite;
  messages: LivingMessage[];
  /** Preview pages, by `?before=`, that answer 404. */
  missing: Set<string>;
  /** `?before=` of each preview page asked for since the last call; empty text for the newest. */
  asked(): string[];
}

const perPage = 10;

const html = (message: LivingMessage, channel: string, views: number): string => {
  const forward = message.from
    ? `<div class="tgme_widget_message_forwarded_from">Forwarded from <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/${message.from}/7"><span>Channel ${message.from}</span></a></div>`
    : '';
  return `<div class="tgme_widget_message js-widget_message" data-post="${channel}/${message.number}">
<div class="tgme_widget_message_bubble">${forward}<div class="tgme_widget_message_text js-message_text">${message.text}</div>
<div class="tgme_widget_message_info"><span class="tgme_widget_message_views">${views}</span><span class="tgme_widget_message_meta">${message.isEdited ? 'edited ' : ''}<a class="tgme_widget_message_date"><time datetime="${new Date().toISOString()}"></time></a></span></div></div></div>`;
};

export const startLivingChannel = async (channel: string): Promise<LivingChannel> => {
  const messages: LivingMessage[] = [];
  const missing = new Set<string>();
  let views = 100;
  const site = await startTestSite({
    answerElse: (url) => {
      if (url.pathname !== `/s/${channel}`) return undefined;
      if (missing.has(url.searchParams.get('before') ?? ''))
        return (_request, response) => void response.writeHead(404).end();
      const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
      const shown = messages.filter(({ number }) => number < before).slice(-perPage);
      views += 7;
      const body = shown.map((message) => html(message, channel, views)).join('\n');
      return (_request, response) => {
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end(`<!doctype html><main class="tgme_main"><section>${body}</section></main>`);
      };
    },
  });
  let seen = 0;
  return {
    site,
    messages,
    missing,
    asked: () => {
      const fresh = site.hits.slice(seen).filter(({ path }) => path.startsWith('/s/'));
      seen = site.hits.length;
      return fresh.map(({ path }) => new URL(path, site.url).searchParams.get('before') ?? '');
    },
  };
};
