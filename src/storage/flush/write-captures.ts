/** Captures and the blobs they name; one that is kept already stays as it is. */
import type { Queryable } from '../database.ts';
import type { NewBlob, NewCapture } from '../frontier-contract.ts';
import { insertRows } from '../insert-rows.ts';

export interface CaptureToWrite extends NewCapture {
  urlId: string | null;
  runId: string | null;
  leadId: string | null;
  suppliedBy: string | null;
  isDemonstration: boolean;
  /** Null, or absent, when nothing was read out of it. */
  postingsRead?: number | null;
  linksFound?: number | null;
}

export const writeBlobs = async (client: Queryable, blobs: NewBlob[]): Promise<void> => {
  if (blobs.length === 0) return;
  const rows = [...new Map(blobs.map((blob) => [blob.hash, blob])).values()];
  await insertRows(client, {
    table: 'blob',
    columns: { hash: 'text', bytes: 'int', mediaType: 'text' },
    rows: rows.sort((a, b) => (a.hash < b.hash ? -1 : 1)),
    after: 'on conflict do nothing',
  });
  // Let go of by retention, and stored again now; what was withdrawn stays withdrawn.
  await client.query(
    `update blob set "destroyedAt" = null, reason = null, "storedAt" = now()
     where hash = any($1::text[]) and "destroyedAt" is not null and "quarantinedAt" is null`,
    [rows.map((row) => row.hash)],
  );
};

export const writeCaptures = async (client: Queryable, captures: CaptureToWrite[]): Promise<void> => {
  if (captures.length === 0) return;
  await insertRows(client, {
    table: 'capture',
    columns: captureColumns,
    rows: captures.map((capture) => ({ ...capture, robotsTags: capture.robotsTags ?? [] })),
    after: 'on conflict (id) do nothing',
  });
};

const captureColumns = {
  id: 'uuid',
  urlId: 'uuid',
  runId: 'uuid',
  leadId: 'uuid',
  suppliedBy: 'uuid',
  kind: 'text',
  requestedUrl: 'text',
  finalUrl: 'text',
  method: 'text',
  status: 'int',
  headers: 'jsonb',
  redirects: 'jsonb',
  remoteAddress: 'text',
  fetchedAt: 'timestamptz',
  durationMs: 'int',
  blobHash: 'text',
  screenshotHash: 'text',
  mediaType: 'text',
  charset: 'text',
  bytes: 'int',
  problem: 'text',
  userAgent: 'text',
  exit: 'text',
  robotsTags: 'text[]',
  madeWith: 'text',
  isDemonstration: 'boolean',
  postingsRead: 'int',
  linksFound: 'int',
};
