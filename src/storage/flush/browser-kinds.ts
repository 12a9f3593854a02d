/**
 * Which kinds of page of a target only a browser can show. Learnt from pages that proved empty without one, and tried
 * again without one from time to time: sites change.
 */

import { imageKind } from '../../domain/visit.ts';
import type { Queryable } from '../database.ts';
import type { NewUrl, UrlOutcome } from '../frontier-contract.ts';

/** After so long, or so many rendered pages, one page is fetched plainly to see whether that does. */
export const browserTestLimits = { afterDays: 7, afterPages: 50, apartMinutes: 60 } as const;

/** Those of the given urls that go to the browser at once. A kind whose test is due gets one plain fetch. */
export const placeInBrowser = async <Url extends NewUrl>(
  client: Queryable,
  targetId: string,
  urls: readonly Url[],
): Promise<Set<NewUrl>> => {
  const kinds = [...new Set(urls.map((url) => url.kind))].sort();
  const { rows } = await client.query<{ kind: string; isTestDue: boolean }>(
    `select b.kind, (b."decidedAt" < now() - $3 * interval '1 day' or b.pages >= $4)
         and (b."testedAt" is null or b."testedAt" < now() - $5 * interval '1 minute') as "isTestDue"
     from browser_kind b join target t on t.id = b."targetId"
     where b."targetId" = $1 and b.kind = any($2::text[]) and t."renderMode" = 'auto'`,
    [
      targetId,
      kinds,
      browserTestLimits.afterDays,
      browserTestLimits.afterPages,
      browserTestLimits.apartMinutes,
    ],
  );
  if (rows.length === 0) return new Set();
  const tested = rows.filter((row) => row.isTestDue).map((row) => row.kind);
  const plain = new Set(tested.map((kind) => urls.find((url) => url.kind === kind && !url.render)));
  if (tested.length > 0)
    await client.query(
      'update browser_kind set "testedAt" = now() where "targetId" = $1 and kind = any($2::text[])',
      [targetId, tested],
    );
  const inBrowser = new Set(rows.map((row) => row.kind));
  return new Set(urls.filter((url) => inBrowser.has(url.kind) && !plain.has(url)));
};

/** Learns from pages as they ended. Only where a target leaves the choice to us. */
export const learnBrowserKinds = async (
  client: Queryable,
  outcomes: readonly UrlOutcome[],
): Promise<void> => {
  const lessons = new Map<string, Lesson>();
  for (const outcome of outcomes) {
    const { url, capture } = outcome;
    if (url.leadId !== null || url.kind === imageKind || !capture) continue;
    const key = `${url.targetId} ${url.kind}`;
    const lesson = lessons.get(key) ?? {
      targetId: url.targetId,
      kind: url.kind,
      rendered: 0,
      isEmpty: false,
      isRead: false,
    };
    const isRendered = capture.kind === 'rendered';
    lessons.set(key, {
      ...lesson,
      rendered: lesson.rendered + Number(isRendered),
      isEmpty: lesson.isEmpty || (outcome.needsBrowser === true && outcome.state === 'waiting'),
      isRead: lesson.isRead || (!isRendered && outcome.state === 'done' && hasRead(outcome)),
    });
  }
  const sorted = [...lessons.values()].sort((one, other) =>
    one.targetId + one.kind < other.targetId + other.kind ? -1 : 1,
  );
  if (sorted.length === 0) return;
  const known = await readKnownKinds(client, sorted);
  for (const lesson of sorted)
    if (lesson.isEmpty || known.has(`${lesson.targetId} ${lesson.kind}`)) await learn(client, lesson);
};

const readKnownKinds = async (client: Queryable, lessons: readonly Lesson[]): Promise<Set<string>> => {
  const { rows } = await client.query<{ targetId: string; kind: string }>(
    'select "targetId", kind from browser_kind where "targetId" = any($1::uuid[])',
    [[...new Set(lessons.map(({ targetId }) => targetId))]],
  );
  return new Set(rows.map(({ targetId, kind }) => `${targetId} ${kind}`));
};

interface Lesson {
  targetId: string;
  kind: string;
  rendered: number;
  /** A plain fetch showed nothing. */
  isEmpty: boolean;
  /** A plain fetch showed adverts, or the way to them. */
  isRead: boolean;
}

const hasRead = ({ postings, requests }: UrlOutcome): boolean =>
  postings.length > 0 || requests.some((request) => request.kind !== imageKind);

const learn = async (
  client: Queryable,
  { targetId, kind, rendered, isEmpty, isRead }: Lesson,
): Promise<void> => {
  if (isEmpty)
    await client.query(
      `insert into browser_kind ("targetId", kind, "decidedAt") values ($1, $2, now())
       on conflict ("targetId", kind) do update set "decidedAt" = now(), pages = 0`,
      [targetId, kind],
    );
  else if (isRead)
    await client.query('delete from browser_kind where "targetId" = $1 and kind = $2', [targetId, kind]);
  if (rendered > 0)
    await client.query('update browser_kind set pages = pages + $3 where "targetId" = $1 and kind = $2', [
      targetId,
      kind,
      rendered,
    ]);
};
