/** One entry of a feed, whatever its format. Texts are plain, addresses as the feed wrote them. */
import type { PostingImage } from '../../../src/domain/posting.ts';
import type { NamedValues } from '../../reading/field-names.ts';

export interface FeedEntry {
  id?: string | undefined;
  link?: string | undefined;
  /** Addresses of the entry count from there (xml:base, RFC 4287, 2), itself counted from the feed's. */
  base?: string | undefined;
  title?: string | undefined;
  text: string;
  /** The feed says that this is the whole text, not a summary. */
  isWhole: boolean;
  /** Addresses inside of the text. */
  links: string[];
  author?: string | undefined;
  published?: string | undefined;
  updated?: string | undefined;
  images: PostingImage[];
  /** Fields that job feeds add in namespaces of their own. */
  named: NamedValues;
}

export interface ReadFeed {
  /** `RSS`, `Atom`, `RDF`, `JSON Feed`, `job list`. */
  format: string;
  title?: string | undefined;
  entries: FeedEntry[];
  /** `xml:base` of the feed. */
  base?: string | undefined;
  /** Where the feed says that its older entries are. */
  next?: string | undefined;
  /** WordPress shows older entries under `?paged=2`. */
  isWordPress: boolean;
  /** In plain words what was wrong with the file. */
  fault?: string | undefined;
  isCut: boolean;
}
