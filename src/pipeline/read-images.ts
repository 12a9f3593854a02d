/**
 * Reads the text on images that visits have brought, each file once, and judges their adverts anew with it: an advert
 * whose words stand only in a picture becomes a lead by that picture.
 */

import { MissingServiceError } from '../domain/failure.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import type { FoundContact } from '../facts/fact-contract.ts';
import type { ImageReading } from '../images/read-image.ts';
import type { Logger } from '../platform/log.ts';
import { reScore } from './maintain.ts';
import { maskProtected } from './mask-protected.ts';

export interface PendingImage {
  blobHash: string;
  /** What is known of an advert that shows it. */
  languages: readonly string[];
  country: string | null;
  site: string;
}

export interface StoredImageReading extends ImageReading {
  blobHash: string;
  /** Tesseract's names of the languages it was read in. */
  languages: string[];
  /** Codes of those that were installed. */
  installed: string[];
  madeWith: string;
  /** Its text shows somebody protected, and is masked: the image is kept, unseen. */
  showsProtected?: boolean;
}

/** Storage's part. */
export interface ImageStore {
  /** Images that were never read, or whose reading lacks a language that is installed now. */
  pendingImages(input: { installed: readonly string[]; limit: number }): Promise<PendingImage[]>;
  /** Keeps what was read, and with it the texts of the adverts that show it. */
  saveImageReading(reading: StoredImageReading): Promise<void>;
}

export interface ReadImagesNeeds extends Omit<Parameters<typeof reScore>[0], 'onlyWithImages'> {
  images: ImageStore;
  blobs: Pick<BlobStore, 'get'>;
  /** Codes of the languages whose data is there. */
  installed(): string[];
  /** Tesseract's names of those in which an image of this advert is read. */
  languagesOf(image: PendingImage, installed: readonly string[]): string[];
  /** In a thread of its own. Rejects when the thread was lost, over a limit or by a fault; see ImageThread. */
  readImage(bytes: Uint8Array, languages: readonly string[]): Promise<ImageReading>;
  /** Asked once for all contacts that stand on an image. */
  protectedAmong?(contacts: readonly ContactQuery[]): Promise<(contact: ContactQuery) => boolean>;
  madeWith: string;
  log: Logger;
}

export interface ReadImagesReport {
  images: number;
  withText: number;
  revisions: number;
  raisedLeads: number;
}

const batchSize = 20;

export const readImages = async (needs: ReadImagesNeeds, signal?: AbortSignal): Promise<ReadImagesReport> => {
  const report = { images: 0, withText: 0, revisions: 0, raisedLeads: 0 };
  const installed = needs.installed();
  for (let isMore = installed.length > 0; isMore && !signal?.aborted; ) {
    const pending = await needs.images.pendingImages({ installed, limit: batchSize });
    for (const image of pending) {
      if (signal?.aborted) break;
      const reading = await withoutProtected(needs, await readOne(needs, image, installed));
      await needs.images.saveImageReading(reading);
      report.images += 1;
      if (reading.text) report.withText += 1;
    }
    isMore = pending.length > 0;
  }
  const { revisions, raisedLeads } = await reScore({ ...needs, onlyWithImages: true }, signal);
  return { ...report, revisions, raisedLeads };
};

type ContactQuery = Pick<FoundContact, 'type' | 'value'>;

/** Blocks as many as characters, so that the boxes of the words stay right. */
const withoutProtected = async (
  { protectedAmong }: Pick<ReadImagesNeeds, 'protectedAmong'>,
  reading: StoredImageReading,
): Promise<StoredImageReading> => {
  if (!reading.text || !protectedAmong) return reading;
  const text = await maskProtected({ protectedAmong }, reading.text);
  return text === reading.text ? reading : { ...reading, text, showsProtected: true };
};

const readOne = async (
  needs: ReadImagesNeeds,
  image: PendingImage,
  installed: string[],
): Promise<StoredImageReading> => {
  const { blobHash } = image;
  const languages = needs.languagesOf(image, installed);
  const made = { blobHash, languages, installed, madeWith: needs.madeWith };
  try {
    const bytes = await needs.blobs.get(blobHash);
    if (!bytes) return { ...made, note: 'the file is no longer kept' };
    return { ...made, ...(await needs.readImage(bytes, languages)) };
  } catch (error) {
    if (error instanceof MissingServiceError) throw error; // not the image's fault: the job is tried again
    needs.log.warn({ blobHash, err: error }, 'an image could not be read');
    return {
      ...made,
      note: `it could not be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
};
