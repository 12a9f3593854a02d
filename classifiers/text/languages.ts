/**
 * Which languages a text is written in, with their shares, line by line: adverts mix languages. Scripts decide
 * where they can; among languages of one script, function words and own letters and trigrams do.
 */
import { franc } from 'franc';
import type { LanguageShare } from '../../src/domain/assessment.ts';
import type { LanguageFile } from '../lexicon-format.ts';
import { type Folded, fold } from './fold.ts';
import { type KanjiReader, makeKanjiReader } from './kanji-only.ts';
import { languageOfScript, type Script, scriptOf, scripts } from './scripts.ts';
import { isTraditional, simplifiedForms } from './simplified.ts';
import { makeTrigramModel, type TrigramModel } from './trigram-model.ts';

export type DetectLanguages = (folded: Folded) => LanguageShare[];

/** Languages that trigrams tell apart, by script; the second name is the table's, where it differs. */
const modelled: Partial<Record<Script, [code: string, table?: string][]>> = {
  Latn: [
    ['en'],
    ['vi'],
    ['id'],
    ['ms'],
    ['fil'],
    ['es'],
    ['pt'],
    ['fr'],
    ['tr'],
    ['sw'],
    ['uz'],
    ['de'],
    ['it'],
    ['nl'],
    ['pl'],
    ['ro'],
  ],
  Cyrl: [['ru'], ['kk'], ['ky'], ['mn'], ['uk'], ['uz', 'uz-Cyrl']],
  Arab: [['ur'], ['ar'], ['fa']],
  Deva: [['hi'], ['ne'], ['mr']],
};
/** In which language of a script a text is when nothing tells; Latin letters alone say nothing. */
const usualLanguage: Partial<Record<Script, string>> = { Cyrl: 'ru', Arab: 'ar', Deva: 'hi' };

/** Fewer trigrams decide nothing by themselves. */
const minTrigrams = 12;
/** So many units of likelihood (nats) say as much as one telling word. */
const natsPerPoint = 4;
/** A language without trigrams stands below the likeliest by so much a trigram: its words must tell it. */
const unmodelledNats = -0.25;
/** A language that is none of the project's needs so many points more. */
const foreignPoints = 1;
const foreign = new Set(['de', 'it', 'nl', 'pl', 'ro', 'uk', 'fa', 'mn', 'mr']);
/** A long text whose trigrams are this unlikely in every language that we know is in another. */
const minForeignTrigrams = 80;
const oddNats = -9.2;
/** ISO 639-3, as franc names them, of the languages that have trigrams here. */
const ownCodes = new Set(
  'eng vie ind zlm tgl spa por fra tur swh uzn deu ita nld pol ron rus kaz kir khk ukr urd arb pes hin npi mar'.split(
    ' ',
  ),
);
/** Their trigrams are the same; only words tell them apart, and these make the second likelier by default. */
const alike: Record<string, string> = { ms: 'id' };
/** A sign of these scripts says as much as several letters. */
const signWeight: Partial<Record<Script, number>> = { Hani: 3, Kana: 2, Hang: 2.5 };
const weightOfSign = scripts.map((script) => signWeight[script] ?? 1);
const minShare = 0.03;
/** Lines of so many letters speak for themselves. */
const minLineLetters = 20;
const maxLineCharacters = 300;
const maxTrigramsInAll = 400;
/** Fewer points of words decide nothing without trigrams … */
const fewPoints = 0.45;
/** Below this not one word of the project's languages was known. */
const noPoints = 0.2;
/** … and trigrams alone must be so much clearer than for the next language. */
const clearPoints = 0.3;

interface Likelihoods {
  /** Points by language; only their differences mean something. */
  points: ReadonlyMap<string, number>;
  /** Points of a language without trigrams. */
  unmodelled: number;
  /** A long text that is like none of the languages known here. */
  odd?: OddText;
}
const noLikelihoods: Likelihoods = { points: new Map(), unmodelled: 0 };

const scriptIndexOf = (script: Script): number => scripts.indexOf(script);
const hani = scriptIndexOf('Hani');
const kana = scriptIndexOf('Kana');

interface Evidence {
  code: string;
  points: number;
}

/** Words and letters that tell languages of one script apart. */
interface Telling {
  words: Map<string, Evidence[]>;
  letters: Map<string, Evidence[]>;
}

const add = (table: Map<string, Evidence[]>, key: string, code: string, points: number): void => {
  const list = table.get(key) ?? [];
  if (!list.some((one) => one.code === code)) list.push({ code, points });
  table.set(key, list);
};

/** A word that several languages share speaks for each of them less. */
const shareOut = (table: Map<string, Evidence[]>): void => {
  for (const list of table.values()) for (const one of list) one.points /= list.length ** 2;
};

/** A single letter (o, a, y, и) stands in names and addresses too. */
const pointsOf = (word: string): number => (word.length === 1 ? 0.25 : 1);

const readTelling = (languages: readonly LanguageFile[]): Telling => {
  const telling: Telling = { words: new Map(), letters: new Map() };
  for (const { code, functionWords, ownLetters } of languages) {
    for (const word of functionWords) {
      const folded = fold(word);
      add(telling.words, folded.marked, code, pointsOf(folded.marked));
    }
    for (const letter of ownLetters?.toLowerCase().normalize('NFC') ?? '')
      if (/\p{L}/u.test(letter)) add(telling.letters, letter, code, 0.7);
  }
  // a language that is typed without its accents is still recognised, if less surely
  for (const { code, functionWords } of languages)
    for (const word of functionWords) {
      const folded = fold(word);
      if (folded.text !== folded.marked && folded.text.length > 1 && !telling.words.has(folded.text))
        add(telling.words, folded.text, code, 0.6);
    }
  shareOut(telling.words);
  shareOut(telling.letters);
  return telling;
};

/** Asked for its language only where words say nothing, and once: franc compares it with 187 languages. */
class OddText {
  private readonly text: string;
  private found: { code: string | undefined } | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get language(): string | undefined {
    this.found ??= { code: foreignLanguage(this.text) };
    return this.found.code;
  }
}

/** What a text was found to hold, in order, so that its lines need not be read again. */
class Notes {
  /** Runs of one script: where each begins, its script and its weight. */
  readonly runs: number[] = [];
  readonly telling: { at: number; evidence: Evidence[] }[] = [];
  private run = 0;
  private next = 0;

  clear(): void {
    this.runs.length = 0;
    this.telling.length = 0;
    this.run = 0;
    this.next = 0;
  }

  /** Adds what stands before `to` and was not taken yet. */
  takeUntil(to: number, tally: Tally): void {
    const { runs, telling } = this;
    for (; this.run < runs.length && (runs[this.run] as number) < to; this.run += 3)
      tally.addWeight(runs[this.run + 1] as number, runs[this.run + 2] as number);
    for (; this.next < telling.length; this.next += 1) {
      const { at, evidence } = telling[this.next] as { at: number; evidence: Evidence[] };
      if (at >= to) return;
      tally.addPoints(evidence);
    }
  }
}

const longestWord = 20;
const sketchPlaces = 0x4000;
const sketchOf = (first: number, last: number, length: number): number =>
  (first * 31 + last * 7 + length * 911) & (sketchPlaces - 1);

/** Tells of nearly every word that is not in the table that it is not, without cutting it out of the text. */
const sketchWords = (words: Iterable<string>): Uint8Array => {
  const sketch = new Uint8Array(sketchPlaces);
  for (const word of words)
    if (word !== '') sketch[sketchOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1;
  return sketch;
};

/** Letters of each script and points of each language in a stretch of text. */
class Tally {
  readonly weights = new Float64Array(scripts.length);
  readonly points = new Map<string, number>();

  clear(): void {
    this.weights.fill(0);
    this.points.clear();
  }

  addWeight(script: number, weight: number): void {
    this.weights[script] = (this.weights[script] as number) + weight;
  }

  addPoints(evidence: Evidence[]): void {
    for (const { code, points } of evidence) this.points.set(code, (this.points.get(code) ?? 0) + points);
  }
}

class Detector {
  private readonly telling: Telling;
  private readonly sketch: Uint8Array;
  private readonly notes = new Notes();
  private readonly scriptOfLanguage: Map<string, Script>;
  private readonly whole = new Tally();
  private readonly isKanjiOnly: KanjiReader;
  private isZawgyi = false;
  private readonly line = new Tally();
  private readonly models = new Map<Script, TrigramModel>();
  /** What trigrams say of each script of the text in hand, where a line is too short to say it. */
  private readonly wholeLikelihoods = new Map<Script, Likelihoods>();
  private trigramBudget = 0;

  constructor(languages: readonly LanguageFile[]) {
    this.telling = readTelling(languages);
    this.sketch = sketchWords(this.telling.words.keys());
    this.isKanjiOnly = makeKanjiReader(languages);
    this.scriptOfLanguage = new Map(languages.map((one) => [one.code, scriptNamed(one.script)]));
    for (const [script, codes] of Object.entries(modelled))
      this.models.set(script as Script, makeTrigramModel(codes.map(([code, table]) => table ?? code)));
  }

  detect(folded: Folded): LanguageShare[] {
    const { marked } = folded;
    this.isZawgyi = folded.isZawgyi === true;
    this.whole.clear();
    this.wholeLikelihoods.clear();
    this.trigramBudget = maxTrigramsInAll;
    this.notes.clear();
    this.read(marked);
    const chinese = this.hanLanguageOf(folded.original);
    const shares = new Map<string, number>();
    for (let from = 0; from < marked.length; ) {
      const at = marked.indexOf('\n', from);
      const to = at < 0 ? marked.length : at;
      this.line.clear();
      this.notes.takeUntil(to, this.line);
      this.shareLine(marked, from, to, shares, chinese);
      from = to + 1;
    }
    return this.finish(shares);
  }

  /** The language of Chinese characters that no kana stands beside. */
  private hanLanguageOf(original: string): string {
    if (this.whole.weights[hani] === 0) return 'zh-Hans';
    return this.isKanjiOnly(original) ? 'ja' : chineseScript(original);
  }

  /** Fills the tally of the whole text, and the notes that those of its lines are made from. */
  private read(marked: string): void {
    const { whole, notes } = this;
    const { letters } = this.telling;
    for (let at = 0; at < marked.length; at += 1) {
      const script = scriptOf(marked.charCodeAt(at));
      if (script === 0) continue;
      let end = at + 1;
      let isAscii = marked.charCodeAt(at) < 128;
      for (; end < marked.length; end += 1) {
        const unit = marked.charCodeAt(end);
        if (scriptOf(unit) !== script) break;
        if (unit > 127) isAscii = false;
      }
      const weight = (end - at) * (weightOfSign[script] as number);
      notes.runs.push(at, script, weight);
      whole.addWeight(script, weight);
      if (end - at <= longestWord && script !== hani) this.note(at, this.evidenceOfWord(marked, at, end));
      if (letters.size > 0 && !isAscii)
        for (let index = at; index < end; index += 1)
          if (marked.charCodeAt(index) > 127) this.note(at, letters.get(marked[index] as string));
      at = end - 1;
    }
  }

  private evidenceOfWord(marked: string, from: number, to: number): Evidence[] | undefined {
    const place = sketchOf(marked.charCodeAt(from), marked.charCodeAt(to - 1), to - from);
    return this.sketch[place] === 0 ? undefined : this.telling.words.get(marked.slice(from, to));
  }

  private note(at: number, evidence: Evidence[] | undefined): void {
    if (!evidence) return;
    this.notes.telling.push({ at, evidence });
    this.whole.addPoints(evidence);
  }

  /** Adds the weight of each script of the line to the language that it is in. */
  private shareLine(
    marked: string,
    from: number,
    to: number,
    shares: Map<string, number>,
    chinese: string,
  ): void {
    for (let script = 1; script < scripts.length; script += 1) {
      const weight = this.line.weights[script] as number;
      if (weight === 0) continue;
      const code = this.languageOf(scripts[script] as Script, marked, from, to, chinese);
      shares.set(code, (shares.get(code) ?? 0) + weight);
    }
  }

  private languageOf(script: Script, marked: string, from: number, to: number, chinese: string): string {
    if (script === 'Hani' || script === 'Kana')
      return this.isJapanese() ? 'ja' : script === 'Kana' ? 'und' : chinese;
    const only = languageOfScript[script];
    if (only && only !== 'my') return only;
    if (script === 'Mymr') return this.isZawgyi ? 'my-Qaag' : 'my';
    return this.bestOf(script, this.likelihoodsOf(script, marked, from, to)) ?? 'und';
  }

  /** Kana in the line, or enough of it in the whole text that a line of kanji belongs to it. */
  private isJapanese(): boolean {
    const inLine = this.line.weights[kana] as number;
    const { weights } = this.whole;
    return inLine > 3 || (weights[kana] as number) > 0.15 * (weights[hani] as number);
  }

  /** What trigrams say of a line, or of the whole text where the line is short. */
  private likelihoodsOf(script: Script, marked: string, from: number, to: number): Likelihoods {
    const index = scriptIndexOf(script);
    if ((this.line.weights[index] as number) >= minLineLetters && this.trigramBudget > 0)
      return this.readTrigrams(script, marked.slice(from, Math.min(to, from + maxLineCharacters)));
    let whole = this.wholeLikelihoods.get(script);
    if (!whole) {
      whole = this.readTrigrams(script, marked.slice(0, maxLineCharacters));
      this.wholeLikelihoods.set(script, whole);
    }
    return whole;
  }

  private readTrigrams(script: Script, text: string): Likelihoods {
    const model = this.models.get(script);
    const codes = modelled[script];
    if (!model || !codes) return noLikelihoods;
    const index = scriptIndexOf(script);
    const { scores, count } = model.read(text, (code) => scriptOf(code) === index);
    this.trigramBudget -= count;
    if (count < minTrigrams) return noLikelihoods;
    const points = new Map<string, number>();
    let most = Number.NEGATIVE_INFINITY;
    codes.forEach(([code], at) => {
      const value = (scores[at] as number) / natsPerPoint - (foreign.has(code) ? foreignPoints : 0);
      points.set(code, value);
      most = Math.max(most, value);
    });
    for (const [code, other] of Object.entries(alike)) {
      const same = Math.max(points.get(code) ?? most, points.get(other) ?? most);
      if (points.has(code)) points.set(other, same).set(code, same - fewPoints);
    }
    const isOdd = count >= minForeignTrigrams && (most * natsPerPoint) / count < oddNats;
    return {
      points,
      unmodelled: most + (unmodelledNats * count) / natsPerPoint,
      ...(isOdd ? { odd: new OddText(text) } : {}),
    };
  }

  /** The language of a script with most points by words, letters and trigrams. */
  private bestOf(script: Script, likelihoods: Likelihoods): string | undefined {
    let best: string | undefined;
    let bestWords = 0;
    let bestTotal = Number.NEGATIVE_INFINITY;
    let second = Number.NEGATIVE_INFINITY;
    const consider = (code: string, likelihood: number): void => {
      const words = (this.line.points.get(code) ?? 0) * 2 + (this.whole.points.get(code) ?? 0) * 0.3;
      const total = words + likelihood;
      if (total > bestTotal) {
        if (!best || alike[best] !== code) second = bestTotal;
        [best, bestWords, bestTotal] = [code, words, total];
      } else if (total > second && alike[code] !== best) second = total;
    };
    for (const [code, likelihood] of likelihoods.points) consider(code, likelihood);
    for (const code of this.whole.points.keys())
      if (!likelihoods.points.has(code) && this.scriptOfLanguage.get(code) === script)
        consider(code, likelihoods.unmodelled);
    const foreignCode = bestWords < noPoints ? likelihoods.odd?.language : undefined;
    if (foreignCode) return foreignCode;
    const isClear = likelihoods.points.size > 0 && bestTotal - second >= clearPoints;
    return bestWords >= fewPoints || isClear ? best : undefined;
  }

  private finish(shares: Map<string, number>): LanguageShare[] {
    this.settleUndecided(shares);
    const total = [...shares.values()].reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return [{ code: 'und', share: 1 }];
    return [...shares]
      .map(([code, weight]) => ({ code, share: Math.round((weight / total) * 1000) / 1000 }))
      .filter(
        (one) => one.share >= minShare || (one.code !== 'und' && (shares.get(one.code) as number) >= 24),
      )
      .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
  }

  /** What no word decided: little of it goes with the rest, much of it goes to the language most used in its script. */
  private settleUndecided(shares: Map<string, number>): void {
    const undecided = shares.get('und') ?? 0;
    if (undecided === 0) return;
    const total = [...shares.values()].reduce((sum, weight) => sum + weight, 0);
    if (undecided < total * 0.3 && shares.size > 1) {
      shares.delete('und');
      return;
    }
    const script = this.mainScript();
    const guess = usualLanguage[script];
    if (!guess) return;
    shares.delete('und');
    shares.set(guess, (shares.get(guess) ?? 0) + undecided);
  }

  private mainScript(): Script {
    let best = 0;
    this.whole.weights.forEach((weight, script) => {
      const name = scripts[script] as Script;
      if (modelled[name] && weight > (this.whole.weights[best] as number)) best = script;
    });
    return scripts[best] as Script;
  }
}

const scriptNamed = (name: string): Script =>
  name === 'Hans' || name === 'Hant'
    ? 'Hani'
    : name === 'Jpan'
      ? 'Kana'
      : name === 'Kore'
        ? 'Hang'
        : (name as Script);

/** franc knows 187 languages; one that we know better ourselves is not believed here. */
const foreignLanguage = (text: string): string | undefined => {
  const code = franc(text);
  return code === 'und' || ownCodes.has(code) ? undefined : code;
};

/** Counts characters that only one of the two scripts writes; simplified when nothing tells. */
const chineseScript = (original: string): 'zh-Hans' | 'zh-Hant' => {
  let traditional = 0;
  let simplified = 0;
  for (let index = 0; index < original.length && index < 4000; index += 1) {
    const code = original.charCodeAt(index);
    if (code < 0x4e00 || code > 0x9fff) continue;
    const character = original[index] as string;
    if (isTraditional(character)) traditional += 1;
    else if (simplifiedForms.has(character)) simplified += 1;
  }
  return traditional > simplified ? 'zh-Hant' : 'zh-Hans';
};

/** A detector for these languages; it keeps its tables and is to be made once. */
export const makeLanguageDetector = (languages: readonly LanguageFile[]): DetectLanguages => {
  const detector = new Detector(languages);
  return (folded) => detector.detect(folded);
};
