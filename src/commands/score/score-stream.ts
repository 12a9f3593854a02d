/** Scores a stream of lines in order, here and, when there are many, in threads beside; memory stays bounded. */
import { availableParallelism } from 'node:os';
import { loadRules, type Rules } from '../../../classifiers/classify.ts';
import { shareLexicon } from '../../../classifiers/lexicon.ts';
import { handToThreads } from '../../platform/overlay-folder.ts';
import { type ThreadSource, threadCode, unitFiles } from '../../platform/thread-code.ts';
import { createThreadPool, type ThreadPool } from '../../platform/thread-pool.ts';
import { maxLineBytes, type ReadLine } from './read-lines.ts';
import { type NumberedLine, type ScoredBatch, scoreLines } from './score-line.ts';

const batchLines = 64;
const batchCharacters = 256 * 1024;
/** Starting a thread costs about as much as scoring so much; of a file it is known beforehand. */
const linesBeforeThreads = 768;
const bytesBeforeThreads = 1024 * 1024;
/** So few that a thread never waits long for its next batch. */
const linesInOneGo = 4;
const maxThreads = 7;
const batchLimitMs = 120_000;

const scoreThread = (): ThreadSource => ({
  name: 'score',
  file: 'src/commands/score/score-tasks.ts',
  open: 'openScoreTasks',
  units: unitFiles('classifiers/detectors', /^[a-z-]+\.ts$/),
});

interface Batch {
  lines: NumberedLine[];
  /** Lines that were too long to be read. */
  errors: ScoredBatch['errors'];
  characters: number;
}

async function* batchesOf(lines: AsyncIterable<ReadLine>): AsyncGenerator<Batch> {
  let batch: Batch = { lines: [], errors: [], characters: 0 };
  for await (const { number, text } of lines) {
    if (text === undefined)
      batch.errors.push({ line: number, error: `the line is longer than ${maxLineBytes} bytes` });
    else {
      batch.lines.push({ number, text });
      batch.characters += text.length;
    }
    if (batch.lines.length + batch.errors.length >= batchLines || batch.characters >= batchCharacters) {
      yield batch;
      batch = { lines: [], errors: [], characters: 0 };
    }
  }
  if (batch.lines.length + batch.errors.length > 0) yield batch;
}

/** Lets waiting input and output go on between two batches scored in this thread. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class Scorer {
  private rules: Rules | undefined;
  private pool: ThreadPool | undefined;
  private opening: Promise<void> | undefined;
  private threads = 0;
  private busyThreads = 0;
  private linesSeen = 0;

  /** Threads that will be needed get ready while the rules are loaded here. */
  async open(overlay: { overlayFolder?: string }, inputBytes: number): Promise<void> {
    handToThreads(overlay);
    if (inputBytes > bytesBeforeThreads) {
      shareLexicon(overlay);
      this.opening ??= this.openPool();
    }
    this.rules = await loadRules(overlay);
  }

  /** So many batches may be under way at once. */
  get capacity(): number {
    return 1 + this.threads * 3;
  }

  start(batch: Batch): Promise<ScoredBatch> {
    this.linesSeen += batch.lines.length;
    if (this.linesSeen > linesBeforeThreads) this.opening ??= this.openPool();
    return this.pool && this.busyThreads < this.threads * 2 ? this.scoreBeside(batch) : this.scoreHere(batch);
  }

  async close(): Promise<void> {
    await this.opening;
    await this.pool?.close();
  }

  private async openPool(): Promise<void> {
    const size = Math.min(maxThreads, availableParallelism() - 1);
    if (size < 1) return;
    const code = await threadCode(scoreThread());
    const pool = createThreadPool({
      entry: code === undefined ? new URL('./score-thread.mjs', import.meta.url) : { code },
      size,
      taskLimitMs: batchLimitMs,
      maxMemoryMb: 1024,
    });
    this.pool = pool;
    void pool.ready().then(
      () => {
        this.threads = size;
      },
      () => {
        this.threads = 0; // without threads everything is scored here
      },
    );
  }

  private async scoreHere(batch: Batch): Promise<ScoredBatch> {
    const scored: ScoredBatch = { output: '', errors: [] };
    for (let from = 0; from < batch.lines.length; from += linesInOneGo) {
      await breathe();
      const lines = batch.lines.slice(from, from + linesInOneGo);
      const { output, errors } = scoreLines(lines, this.rules as Rules);
      scored.output += output;
      scored.errors.push(...errors);
    }
    return this.withErrors(scored, batch);
  }

  private async scoreBeside(batch: Batch): Promise<ScoredBatch> {
    this.busyThreads += 1;
    try {
      const pool = this.pool as ThreadPool;
      return this.withErrors(await pool.run<ScoredBatch>('score', batch.lines), batch);
    } finally {
      this.busyThreads -= 1;
    }
  }

  private withErrors(scored: ScoredBatch, batch: Batch): ScoredBatch {
    const errors = [...scored.errors, ...batch.errors].sort((a, b) => a.line - b.line);
    return { output: scored.output, errors };
  }
}

export interface ScoreSink {
  /** Resolves when more can be written. */
  write(output: string): Promise<void>;
  report(error: { line: number; error: string }): void;
}

/** Resolves to the numbers of good and bad lines. `inputBytes`: how much there will be, when that is known. */
export const scoreStream = async (
  lines: AsyncIterable<ReadLine>,
  sink: ScoreSink,
  { inputBytes = 0, ...overlay }: { overlayFolder?: string; inputBytes?: number } = {},
): Promise<{ scored: number; bad: number }> => {
  const scorer = new Scorer();
  const counts = { scored: 0, bad: 0 };
  const underWay: { result: Promise<ScoredBatch>; lines: number }[] = [];
  const finishFirst = async (): Promise<void> => {
    const first = underWay.shift();
    if (!first) return;
    const { output, errors } = await first.result;
    for (const error of errors) sink.report(error);
    counts.bad += errors.length;
    counts.scored += first.lines - errors.length;
    if (output !== '') await sink.write(output);
  };
  try {
    await scorer.open(overlay, inputBytes);
    for await (const batch of batchesOf(lines)) {
      const result = scorer.start(batch);
      result.catch(() => {}); // awaited in order below; a failure must not surface before its turn
      underWay.push({ result, lines: batch.lines.length + batch.errors.length });
      while (underWay.length > scorer.capacity) await finishFirst();
    }
    while (underWay.length > 0) await finishFirst();
  } finally {
    await scorer.close();
  }
  return counts;
};
