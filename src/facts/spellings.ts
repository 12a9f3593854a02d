/**
 * The spellings that a short pattern stands for: `colou?r`, `[维維]信`, `tele ?gram+`, `доллар(?:ов|а)?`. Word lists are
 * written so because it is short to read; they are looked up as plain words because that is quick.
 */
export interface Spelling {
  text: string;
  /** What must (or must not) come right after, from a lookahead at the pattern's end. */
  follow?: RegExp;
}

/** A `+` stands for so many. */
const mostRepeats = 3;

class SpellingParser {
  private readonly pattern: string;
  private at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  alternatives(): Spelling[] {
    const found = this.sequence();
    while (this.pattern[this.at] === '|') {
      this.at += 1;
      found.push(...this.sequence());
    }
    return found;
  }

  isAtEnd(): boolean {
    return this.at >= this.pattern.length;
  }

  private sequence(): Spelling[] {
    let found: Spelling[] = [{ text: '' }];
    while (!this.isAtEnd() && !'|)'.includes(this.pattern[this.at] as string)) {
      const follow = this.lookahead();
      if (follow) {
        found = found.map(({ text }) => ({ text, follow }));
        continue;
      }
      const pieces = this.repeated(this.atom());
      found = found.flatMap((one) =>
        pieces.map((piece) => {
          const after = piece.follow ?? one.follow;
          return { text: one.text + piece.text, ...(after ? { follow: after } : {}) };
        }),
      );
    }
    return found;
  }

  private lookahead(): RegExp | undefined {
    if (!/^\(\?[=!]/.test(this.pattern.slice(this.at, this.at + 3))) return undefined;
    const end = this.pattern.indexOf(')', this.at);
    const source = this.pattern.slice(this.at, end + 1);
    this.at = end + 1;
    return new RegExp(source, 'iuy');
  }

  private atom(): Spelling[] {
    const rest = this.pattern.slice(this.at);
    if (rest.startsWith('(?:')) {
      this.at += 3;
      const inner = this.alternatives();
      if (this.pattern[this.at] !== ')') throw new Error(`'${this.pattern}' leaves a bracket open`);
      this.at += 1;
      return inner;
    }
    if (rest.startsWith('[')) {
      const end = this.pattern.indexOf(']', this.at);
      const letters = [...this.pattern.slice(this.at + 1, end)];
      this.at = end + 1;
      return letters.map((text) => ({ text }));
    }
    const escaped = rest.startsWith('\\');
    const character = String.fromCodePoint(this.pattern.codePointAt(this.at + (escaped ? 1 : 0)) as number);
    if (!escaped && /[()^$*{}]/.test(character))
      throw new Error(`'${this.pattern}' holds '${character}', which no word list can`);
    this.at += character.length + (escaped ? 1 : 0);
    return [{ text: character }];
  }

  private repeated(pieces: Spelling[]): Spelling[] {
    const sign = this.pattern[this.at];
    if (sign !== '?' && sign !== '+') return pieces;
    this.at += 1;
    if (sign === '?') return [{ text: '' }, ...pieces];
    return pieces.flatMap(({ text }) =>
      Array.from({ length: mostRepeats }, (_, index) => ({ text: text.repeat(index + 1) })),
    );
  }
}

/** Of a pattern with alternatives; each spelling once for each condition. */
export const spellingsOf = (pattern: string): Spelling[] => {
  const parser = new SpellingParser(pattern.normalize('NFC'));
  const found = parser.alternatives();
  if (!parser.isAtEnd()) throw new Error(`'${pattern}' closes a bracket that it never opened`);
  return found.filter(({ text }) => text !== '');
};
