/** Tells which of many words stands at a place of a lower-cased text, at the cost of the letters looked at. */
import { isLetter, isWordUnit, joinsLetters, lowerCased } from './letter-kinds.ts';
import { spellingsOf } from './spellings.ts';

export interface WordList {
  /** Spellings of words that stand alone: no letter before or after. */
  alone?: string;
  /** The same in scripts without spaces between words. */
  anywhere?: string;
}

interface Word<Meaning> {
  meaning: Meaning;
  isAlone: boolean;
  follow: RegExp | undefined;
}

interface Branch<Meaning> {
  next: Map<number, Branch<Meaning>> | undefined;
  words: Word<Meaning>[];
}

export interface FoundWord<Meaning> {
  meaning: Meaning;
  start: number;
  end: number;
}

const at = 0x40;
const dot = 0x2e;
const underscore = 0x5f;

/** Nothing of an address, a handle or another word may touch the beginning. */
const isFreeBefore = (text: string, start: number): boolean => {
  if (start === 0) return true;
  const unit = text.charCodeAt(start - 1);
  return unit !== at && unit !== dot && unit !== underscore && !isWordUnit(unit);
};

const hasNoLetterBefore = (text: string, start: number): boolean =>
  start === 0 || !isLetter(text.charCodeAt(start - 1));

const isFreeAfter = (text: string, end: number): boolean => {
  if (end >= text.length) return true;
  const unit = text.charCodeAt(end);
  return unit !== underscore && !joinsLetters(unit);
};

const pairPlaces = 0x2000;
/** Two units as one of so many places; others may share the place. */
const pairOf = (unit: number, next: number): number => (unit * 31 + next) & (pairPlaces - 1);

/** What words begin with a unit. */
const none = 0;
const longerOnly = 1;
const alsoItself = 2;

export class WordTree<Meaning> {
  private readonly firsts = new Uint16Array(0x10000);
  /** Nearly every place of a text is told by its next two units to begin no word. */
  private readonly pairs = new Uint8Array(pairPlaces);
  private readonly beginnings = new Uint8Array(0x10000);
  private readonly branches: Branch<Meaning>[] = [];
  private readonly isBackward: boolean;

  /** `isBackward` for words that are looked for before a place instead of after it. */
  constructor(
    lists: readonly { meaning: Meaning; list: WordList }[],
    options: { isBackward: boolean } = { isBackward: false },
  ) {
    this.isBackward = options.isBackward;
    for (const { meaning, list } of lists) {
      if (list.alone) this.add(list.alone, meaning, true);
      if (list.anywhere) this.add(list.anywhere, meaning, false);
    }
  }

  private add(pattern: string, meaning: Meaning, isAlone: boolean): void {
    for (const { text, follow } of spellingsOf(pattern)) {
      const word = lowerCased(text);
      const first = word.charCodeAt(this.isBackward ? word.length - 1 : 0);
      if (word.length === 1) this.beginnings[first] = alsoItself;
      else if (this.beginnings[first] === none) this.beginnings[first] = longerOnly;
      if (word.length > 1)
        this.pairs[pairOf(first, word.charCodeAt(this.isBackward ? word.length - 2 : 1))] = 1;
      let branch = this.branchOf(first);
      for (let index = 1; index < word.length; index++)
        branch = nextOf(branch, word.charCodeAt(this.isBackward ? word.length - 1 - index : index));
      branch.words.push({ meaning, isAlone, follow });
    }
  }

  private branchOf(unit: number): Branch<Meaning> {
    const known = this.firsts[unit] as number;
    if (known) return this.branches[known - 1] as Branch<Meaning>;
    const branch: Branch<Meaning> = { next: undefined, words: [] };
    this.branches.push(branch);
    this.firsts[unit] = this.branches.length;
    return branch;
  }

  /** UTF-16 units that words begin with, or end with where the tree looks backward. */
  firstUnits(): number[] {
    return [...this.firsts.keys()].filter((unit) => this.firsts[unit] !== 0);
  }

  /** A quick look that spares most of the others. */
  mayBeginAt(text: string, start: number): boolean {
    return this.isPossible(text.charCodeAt(start), text.charCodeAt(start + 1));
  }

  private isPossible(unit: number, next: number): boolean {
    const beginning = this.beginnings[unit];
    return beginning === longerOnly ? this.pairs[pairOf(unit, next)] === 1 : beginning === alsoItself;
  }

  /** The longest word that begins at `start`. */
  longestAt(
    text: string,
    start: number,
    mayTouch: 'nothing' | 'digits' | 'anything' = 'nothing',
  ): FoundWord<Meaning> | undefined {
    const unit = text.charCodeAt(start);
    if (!this.isPossible(unit, text.charCodeAt(start + 1))) return undefined;
    let branch = this.branches[(this.firsts[unit] as number) - 1];
    let found: FoundWord<Meaning> | undefined;
    let isFree: boolean | undefined;
    for (let end = start + 1; branch; end++) {
      for (const word of branch.words) {
        if (word.isAlone) {
          isFree ??=
            mayTouch === 'anything' ||
            (mayTouch === 'digits' ? hasNoLetterBefore(text, start) : isFreeBefore(text, start));
          if (!isFree || !isFreeAfter(text, end)) continue;
        }
        if (!isFollowed(word.follow, text, end)) continue;
        found = { meaning: word.meaning, start, end };
        break;
      }
      branch = branch.next?.get(text.charCodeAt(end));
    }
    return found;
  }

  /** The longest word that ends before `end`; only in a backward tree. */
  longestBefore(text: string, end: number): FoundWord<Meaning> | undefined {
    const unit = text.charCodeAt(end - 1);
    if (!this.isPossible(unit, text.charCodeAt(end - 2))) return undefined;
    let branch = this.branches[(this.firsts[unit] as number) - 1];
    let found: FoundWord<Meaning> | undefined;
    for (let start = end - 1; branch; start--) {
      for (const word of branch.words) {
        if (word.isAlone && !hasNoLetterBefore(text, start)) continue;
        if (!isFollowed(word.follow, text, end)) continue;
        found = { meaning: word.meaning, start, end };
        break;
      }
      if (start === 0) break;
      branch = branch.next?.get(text.charCodeAt(start - 1));
    }
    return found;
  }
}

const isFollowed = (follow: RegExp | undefined, text: string, end: number): boolean => {
  if (!follow) return true;
  follow.lastIndex = end;
  return follow.test(text);
};

const nextOf = <Meaning>(branch: Branch<Meaning>, unit: number): Branch<Meaning> => {
  branch.next ??= new Map();
  const known = branch.next.get(unit);
  if (known) return known;
  const made: Branch<Meaning> = { next: undefined, words: [] };
  branch.next.set(unit, made);
  return made;
};
