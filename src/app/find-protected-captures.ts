/** Captured bytes are evidence and stay; those that show somebody protected don't leave. */
import type { ExportLead } from '../domain/export-lead.ts';
import type { Protection } from '../domain/protected-identifier.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { findContacts } from '../facts/contacts.ts';
import type { Database } from '../storage/database.ts';
import { protectedContacts } from '../storage/protected-identifiers.ts';
import { captureTexts } from './capture-texts.ts';

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
      const texts = body ? captureTexts(body, mediaType) : [];
      const contacts = [...texts, ...read].flatMap((text) => findContacts(text));
      const isProtected = await protectedContacts(needs.database.pool, contacts, needs.protection);
      if (contacts.some(isProtected)) found.add(id);
    }
  }
  return found;
};

const isText = (mediaType: string | null): boolean =>
  mediaType === null || !/^(image|video|audio|font)\//i.test(mediaType);
