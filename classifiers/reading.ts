/** What is read from an advert before anything is judged: its fields folded and matched, and its facts. */
import type { AdvertInput, LanguageShare } from '../src/domain/assessment.ts';
import type { FoundContact, FoundPay } from '../src/facts/fact-contract.ts';
import type { CueRule } from './compile-lexicon.ts';
import type { Place } from './lexicon-format.ts';
import type { RuleMatch } from './match-lexicon.ts';
import type { TableData } from './table-format.ts';
import type { Folded } from './text/fold.ts';
import type { Undisguised } from './text/undisguise.ts';
import type { WordingReading } from './wording/read-wording.ts';

export interface FieldReading {
  /** See `findingField` in src/domain/assessment.ts. */
  field: string;
  original: string;
  folded: Folded;
  cues: RuleMatch<CueRule>[];
  undisguised?: Undisguised;
}

/** UTF-16 offsets into the original field. */
export interface FieldSpan {
  field: string;
  start: number;
  end: number;
}

/** A finding before its words and weight are filled in. */
export interface DraftFinding extends FieldSpan {
  indicator: string;
  rule: string;
  isReviewed: boolean;
  gloss?: string;
  params?: Record<string, string>;
  other?: FieldSpan;
  /** Part of the indicator's weight that counts here; 1 when absent. */
  factor?: number;
}

export interface PlaceMention extends FieldSpan {
  place: Place;
}

export interface AdvertReading {
  input: AdvertInput;
  fields: FieldReading[];
  languages: LanguageShare[];
  /** Where the text is at home: the countries of its languages, unless a language has too many. */
  homeCountries: ReadonlySet<string>;
  /** Country of the board or channel, when known. */
  postedCountry?: string;
  /** Country of the `location` field, when known. */
  locationCountry?: string;
  places: PlaceMention[];
  contacts: (FoundContact & { field: string })[];
  pays: (FoundPay & { field: string })[];
  /** How the whole is worded, by the model that stands beside the rules. */
  wording: WordingReading;
  /** Findings of the lexicon's concepts, in all fields. */
  drafts: DraftFinding[];
}

/** An indicator that needs code: classifiers/detectors/<id>.ts, found by reading the folder. */
export interface Detector {
  id: string;
  /** `reading.drafts` has the lexicon's findings, not those of other detectors. */
  detect(reading: AdvertReading, tables: TableData): DraftFinding[];
}
