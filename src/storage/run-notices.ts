/** Notices of a run are kept on its row, by code. */
import { mergeNotices, type NoticeCode, noticeCode, type RunNotice } from '../domain/run-notice.ts';
import type { Queryable } from './database.ts';
import { storableJson } from './insert-rows.ts';

type Kept = Partial<Record<NoticeCode, Omit<RunNotice, 'code'>>>;

export const addNotices = async (
  client: Queryable,
  runId: string,
  given: readonly RunNotice[],
): Promise<void> => {
  for (const { code, ...notice } of mergeNotices(given))
    await client.query(
      `update run set notices = notices || jsonb_build_object($2::text, $3::jsonb || jsonb_build_object(
         'count', coalesce((notices->$2->>'count')::int, 0) + $4::int,
         'example', coalesce(notices->$2->>'example', $5::text)))
       where id = $1`,
      [runId, code, storableJson(notice), notice.count, notice.example],
    );
};

export const readNotices = (kept: unknown): RunNotice[] =>
  Object.entries((kept ?? {}) as Kept).flatMap(([code, notice]) =>
    notice ? [{ code: noticeCode.parse(code), ...notice }] : [],
  );
