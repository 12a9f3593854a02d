/** Captured bytes are evidence and stay; those that show somebody protected don't leave. */
import { decodeText } from '../../crawlers/fetching/decode-text.ts';
import type { ExportLead } from '../domain/export-lead.ts';
import type { Protection } from '../domain/protected-identifier.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { findContacts } from '../facts/contacts.ts';
import { htmlText } from '../importers/html-text.ts';
import type { Database } from '../storage/database.ts';
import { protectedContacts } from '../storage/protected-identifiers.ts';

/** Ids of captures whose text, or the text read on their image, holds a protected number, address or handle. */
export const findProtectedCaptures = async (
  leads: readonly ExportLead[],
  needs: { database: Pick<Database, 'pool'>; blobs: Pick<BlobStore, 'get'>; protection: Protection },
): Promise<Set<string>> => {
  const found = new Set<string>();
  for (const lead of leads) {
    for (const { id, hash, mediaType, isWithheld } of lead.captures) {
      if (hash === null || isWithheld || found.has(id)) continue;
      const read = lead.images.filter((image) => image.captureId === id).map((image) => image.text ?? '');
      const body = isText(mediaType) ? await needs.blobs.get(hash) : undefined;
      const texts = body ? textsOf(body, mediaType ?? '') : [];
      const contacts = [...texts, ...read].flatMap((text) => findContacts(text));
      const isProtected = await protectedContacts(needs.database.pool, contacts, needs.protection);
      if (contacts.some(isProtected)) found.add(id);
    }
  }
  return found;
};

const isText = (mediaType: string | null): boolean =>
  mediaType === null || !/^(image|video|audio|font)\//i.test(mediaType);

/** As it is, with what stands in links and scripts, and as a reader sees it. */
const textsOf = (body: Uint8Array, mediaType: string): string[] => {
  const { text } = decodeText(body, mediaType);
  return [text, htmlText(text).text];
};
