/**
 * Which languages a text is written in, with their shares, line by line: adverts mix languages. Scripts decide
 * where they can; among languages of one script, function words and own letters do; franc is asked last.
 */
import { francAll } from 'franc';
import type { LanguageShare } from '../../src/domain/assessment.ts';
import type { LanguageFile } from '../lexicon-format.ts';
import { type Folded, fold } from './fold.ts';
import { languageOfScript, type Script, scriptOf, scripts } from './scripts.ts';
import { isTraditional, simplifiedForms } from './simplified.ts';
import { isZawgyi } from './zawgyi.ts';

export type DetectLanguages = (folded: Folded) => LanguageShare[];

/** ISO 639-3, as franc names them, → BCP 47. */
const francCodes: Record<string, string> = {
  eng: 'en',
  vie: 'vi',
  ind: 'id',
  zlm: 'ms',
  tgl: 'fil',
  spa: 'es',
  por: 'pt',
  fra: 'fr',
  deu: 'de',
  tur: 'tr',
  swh: 'sw',
  rus: 'ru',
  kaz: 'kk',
  kir: 'ky',
  uzn: 'uz',
  khk: 'mn',
  ukr: 'uk',
  urd: 'ur',
  arb: 'ar',
  pes: 'fa',
  hin: 'hi',
  npi: 'ne',
  mar: 'mr',
  ita: 'it',
  nld: 'nl',
  pol: 'pl',
  ron: 'ro',
};
/** What franc may choose from, by script. */
const francChoices: Partial<Record<Script, string[]>> = {
  Latn: [
    'eng',
    'vie',
    'ind',
    'tgl',
    'spa',
    'por',
    'fra',
    'deu',
    'tur',
    'swh',
    'uzn',
    'ita',
    'nld',
    'pol',
    'ron',
  ],
  Cyrl: ['rus', 'kaz', 'kir', 'khk', 'ukr'],
  Arab: ['urd', 'arb', 'pes'],
  Deva: ['hin', 'npi', 'mar'],
};
/** In which language of a script a text is when nothing tells; Latin letters alone say nothing. */
const usualLanguage: Partial<Record<Script, string>> = { Cyrl: 'ru', Arab: 'ar', Deva: 'hi' };

const francMaxCharacters = 200;
const francMinCharacters = 24;
/** A sign of these scripts says as much as several letters. */
const signWeight: Partial<Record<Script, number>> = { Hani: 3, Kana: 2, Hang: 2.5 };
const minShare = 0.03;

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

/** Letters of each script and points of each language in a stretch of text. */
class Tally {
  readonly weights = new Float64Array(scripts.length);
  readonly points = new Map<string, number>();

  clear(): void {
    this.weights.fill(0);
    this.points.clear();
  }

  addPoints(evidence: Evidence[] | undefined, factor: number): void {
    if (evidence)
      for (const { code, points } of evidence)
        this.points.set(code, (this.points.get(code) ?? 0) + points * factor);
  }
}

class Detector {
  private readonly telling: Telling;
  private readonly scriptOfLanguage: Map<string, Script>;
  private readonly whole = new Tally();
  private readonly line = new Tally();

  constructor(languages: readonly LanguageFile[]) {
    this.telling = readTelling(languages);
    this.scriptOfLanguage = new Map(languages.map((one) => [one.code, scriptNamed(one.script)]));
  }

  detect(folded: Folded): LanguageShare[] {
    const { marked } = folded;
    this.whole.clear();
    this.tally(marked, 0, marked.length, this.whole);
    const chinese = chineseScript(folded.original);
    const shares = new Map<string, number>();
    for (let from = 0; from < marked.length; ) {
      const at = marked.indexOf('\n', from);
      const to = at < 0 ? marked.length : at;
      this.line.clear();
      this.tally(marked, from, to, this.line);
      this.shareLine(marked, shares, chinese);
      from = to + 1;
    }
    return this.finish(folded, shares);
  }

  private tally(marked: string, from: number, to: number, tally: Tally): void {
    const { words, letters } = this.telling;
    for (let at = from; at < to; at += 1) {
      const script = scriptOf(marked.charCodeAt(at));
      if (script === 0) continue;
      let end = at + 1;
      while (end < to && scriptOf(marked.charCodeAt(end)) === script) end += 1;
      tally.weights[script] =
        (tally.weights[script] as number) + (end - at) * (signWeight[scripts[script] as Script] ?? 1);
      if (end - at <= 20 && script !== hani) tally.addPoints(words.get(marked.slice(at, end)), 1);
      if (letters.size > 0)
        for (let index = at; index < end; index += 1) {
          if (marked.charCodeAt(index) > 127) tally.addPoints(letters.get(marked[index] as string), 1);
        }
      at = end - 1;
    }
  }

  /** Adds the weight of each script of the line to the language that it is in. */
  private shareLine(marked: string, shares: Map<string, number>, chinese: string): void {
    for (let script = 1; script < scripts.length; script += 1) {
      const weight = this.line.weights[script] as number;
      if (weight === 0) continue;
      const code = this.languageOf(scripts[script] as Script, marked, chinese);
      shares.set(code, (shares.get(code) ?? 0) + weight);
    }
  }

  private languageOf(script: Script, marked: string, chinese: string): string {
    if (script === 'Hani' || script === 'Kana')
      return this.isJapanese() ? 'ja' : script === 'Kana' ? 'und' : chinese;
    const only = languageOfScript[script];
    if (only && only !== 'my') return only;
    if (script === 'Mymr') return isZawgyi(marked) ? 'my-Qaag' : 'my';
    return this.bestOf(script) ?? 'und';
  }

  /** Kana in the line, or enough of it in the whole text that a line of kanji belongs to it. */
  private isJapanese(): boolean {
    const inLine = this.line.weights[kana] as number;
    const { weights } = this.whole;
    return inLine > 3 || (weights[kana] as number) > 0.15 * (weights[hani] as number);
  }

  /** The language of a script with most points in this line and, less, in the whole text. */
  private bestOf(script: Script): string | undefined {
    let best: string | undefined;
    let bestPoints = 0.45;
    for (const [code, points] of this.whole.points) {
      if (this.scriptOfLanguage.get(code) !== script) continue;
      const total = (this.line.points.get(code) ?? 0) * 2 + points * 0.3;
      if (total > bestPoints) {
        best = code;
        bestPoints = total;
      }
    }
    return best;
  }

  private finish(folded: Folded, shares: Map<string, number>): LanguageShare[] {
    this.settleUndecided(folded, shares);
    const total = [...shares.values()].reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return [{ code: 'und', share: 1 }];
    return [...shares]
      .map(([code, weight]) => ({ code, share: Math.round((weight / total) * 1000) / 1000 }))
      .filter(
        (one) => one.share >= minShare || (one.code !== 'und' && (shares.get(one.code) as number) >= 24),
      )
      .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
  }

  /** What no word decided: little of it goes with the rest, much of it is put to franc. */
  private settleUndecided(folded: Folded, shares: Map<string, number>): void {
    const undecided = shares.get('und') ?? 0;
    if (undecided === 0) return;
    const total = [...shares.values()].reduce((sum, weight) => sum + weight, 0);
    if (undecided < total * 0.3 && shares.size > 1) {
      shares.delete('und');
      return;
    }
    const script = this.mainScript();
    const guess = guessByFranc(folded.marked, script) ?? usualLanguage[script];
    if (!guess) return;
    shares.delete('und');
    shares.set(guess, (shares.get(guess) ?? 0) + undecided);
  }

  private mainScript(): Script {
    let best = 0;
    this.whole.weights.forEach((weight, script) => {
      const name = scripts[script] as Script;
      if (francChoices[name] && weight > (this.whole.weights[best] as number)) best = script;
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

const guessByFranc = (text: string, script: Script): string | undefined => {
  const only = francChoices[script];
  const letters = text
    .slice(0, francMaxCharacters)
    .replace(/[^\p{L}\p{M} ]+/gu, ' ')
    .trim();
  if (!only || letters.length < francMinCharacters) return undefined;
  const [first, second] = francAll(letters, { only });
  if (!first || first[0] === 'und') return undefined;
  const isClear = !second || second[1] < 0.985;
  return isClear ? francCodes[first[0]] : undefined;
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
