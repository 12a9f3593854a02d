/** The adverts in JSON twice: on numbered pages with all in it, and asked for with POST and a mark, each advert at an address of its own. */
import type { TestAdvert } from '../adverts.ts';
import type { PlaceAnswer, PlaceRequest, SitePlace } from '../place.ts';

const perPage = 3;

const json = (value: unknown): PlaceAnswer => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

const whole = (advert: TestAdvert) => ({
  id: advert.id,
  jobTitle: advert.title,
  descriptionHtml: { html: `<p>${advert.text.replaceAll('\n', '</p><p>')}</p>` },
  description: advert.text,
  company: { name: advert.employer },
  location: { city: advert.city, country: advert.country },
  salaryMin: advert.pay,
  salaryMax: advert.pay,
  currency: 'USD',
  salaryPeriod: 'monthly',
  createdAt: `${advert.datePosted}T08:00:00Z`,
});

const numbered = ({ adverts, query }: PlaceRequest): PlaceAnswer => {
  const page = Number(query.get('page') ?? '1');
  const total_pages = Math.ceil(adverts.length / perPage);
  const jobs = adverts.slice((page - 1) * perPage, page * perPage).map(whole);
  return json({
    filters: [{ name: 'Newest' }, { name: 'Best paid' }],
    data: { jobs },
    meta: { page, total_pages },
  });
};

/** Behind the guard that some sites put before their JSON. */
const marked = ({ adverts, body, method }: PlaceRequest): PlaceAnswer => {
  if (method !== 'POST') return { status: 405, body: 'POST only' };
  const { after } = JSON.parse(body) as { after: string };
  const from = after === '' ? 0 : Number(after);
  const shown = adverts.slice(from, from + perPage);
  const next = from + perPage < adverts.length ? String(from + perPage) : null;
  const rows = shown.map(({ id, title }) => ({ number: id, heading: title }));
  return { type: 'application/json', body: `)]}',\n${JSON.stringify({ rows, next_cursor: next })}` };
};

const jsonApi: SitePlace = {
  answer: (request) => {
    if (request.path === '/jobs') return numbered(request);
    if (request.path === '/search') return marked(request);
    const id = Number(/^\/one\/(\d+)$/.exec(request.path)?.[1]);
    const advert = request.adverts.find((one) => one.id === id);
    return advert && json({ job: whole(advert) });
  },
  options: (root) => ({
    startUrls: [`${root}/search`],
    body: '{"after":"{cursor}"}',
    items: '$.rows[*]',
    detailUrl: `${root}/one/{number}`,
  }),
};

export default jsonApi;
