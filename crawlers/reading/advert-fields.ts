/** What was read of one advert before it becomes a posting. */
import type { Pay } from '../../src/domain/pay.ts';
import type { PostingImage } from '../../src/domain/posting.ts';

export interface AdvertFields {
  title?: string;
  text?: string;
  employer?: string;
  location?: string;
  country?: string;
  /** Pay as the page words it; `pay` when it says currency and amounts in fields of their own. */
  payText?: string;
  pay?: Pay;
  datePosted?: string;
  validThrough?: string;
  /** What the page says of its own language. */
  language?: string;
  url?: string;
  identifier?: string;
  images: PostingImage[];
  /** Addresses of links that belong to the advert. */
  links: string[];
  remarks: string[];
  /** Field name → where it came from. */
  sources: Record<string, string>;
}

type TextField =
  | 'title'
  | 'text'
  | 'employer'
  | 'location'
  | 'country'
  | 'payText'
  | 'datePosted'
  | 'validThrough';
export type FoundFields = Partial<Record<TextField, string | undefined>>;

export const noFields = (): AdvertFields => ({ images: [], links: [], remarks: [], sources: {} });

/** Fills what is still empty and notes where it came from. */
export const fillFrom = (fields: AdvertFields, found: FoundFields, source: string): void => {
  for (const name of Object.keys(found) as TextField[]) {
    const value = found[name];
    if (!value || fields[name]) continue;
    if (name === 'payText' && fields.pay) continue;
    fields[name] = value;
    fields.sources[name === 'payText' ? 'pay' : name] = source;
  }
};
