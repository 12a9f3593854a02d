/** Progress on stderr: one line that is written over on a terminal, a plain line now and then elsewhere. */

export interface CrawlTotals {
  pages: number;
  postings: number;
  leads: number;
}

export interface Progress {
  update(totals: CrawlTotals): void;
  /** A line that stays. */
  note(line: string): void;
  end(): void;
}

const terminalEveryMs = 200;
const plainEveryMs = 10_000;

export const startProgress = (stream: NodeJS.WriteStream): Progress => {
  const everyMs = stream.isTTY ? terminalEveryMs : plainEveryMs;
  let shownAt = Date.now();
  let isLineOpen = false;
  const clear = (): void => {
    if (isLineOpen) stream.write('\r\u001b[K');
    isLineOpen = false;
  };
  return {
    update({ pages, postings, leads }) {
      if (Date.now() - shownAt < everyMs) return;
      shownAt = Date.now();
      const line = `${pages} pages, ${postings} adverts, ${leads} suspicious offers`;
      clear();
      stream.write(stream.isTTY ? line : `${line}\n`);
      isLineOpen = stream.isTTY;
    },
    note(line) {
      clear();
      stream.write(`${line}\n`);
    },
    end: clear,
  };
};
