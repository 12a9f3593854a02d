import { maskTexts } from '../domain/mask-texts.ts';
import type { Queryable } from './database.ts';

/** A page that shows somebody protected may have them in its address too, and in what came with it. */
export const maskCapture = async (
  client: Queryable,
  captureId: string,
  mask: (text: string) => string,
): Promise<void> => {
  const { rows } = await client.query<{
    requestedUrl: string;
    finalUrl: string;
    redirects: string[];
    headers: Record<string, string>;
  }>('select "requestedUrl", "finalUrl", redirects, headers from capture where id = $1', [captureId]);
  const [shown] = rows;
  if (!shown) return;
  const masked = maskTexts(shown, mask);
  await client.query(
    `update capture set "requestedUrl" = $2, "finalUrl" = $3, redirects = $4, headers = $5::jsonb where id = $1`,
    [captureId, masked.requestedUrl, masked.finalUrl, masked.redirects, JSON.stringify(masked.headers)],
  );
};
