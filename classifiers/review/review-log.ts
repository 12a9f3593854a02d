/** `reviews/<code>.yaml` beside `languages/`: every verdict of a native speaker, and what became of the wording. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { LexiconOptions } from '../lexicon.ts';
import { type LexiconData, type LexiconProblem, parseDataFile } from '../lexicon-files.ts';
import { classifiersFolder } from '../lexicon-sources.ts';

export const verdict = z.enum(['right', 'wrong', 'rude', 'unsure']);
export type Verdict = z.infer<typeof verdict>;

export const review = z.strictObject({
  date: z.iso.date(),
  /** A pseudonym will do. */
  reviewer: z.string().min(1).optional(),
  /** `<language>/<id>` */
  rule: z.string(),
  /** The family's file, `kinds` for cues. */
  family: z.string(),
  phrase: z.string().min(1),
  verdict,
  better: z.string().min(1).optional(),
  remark: z.string().min(1).optional(),
  outcome: z.enum(['kept', 'removed', 'replaced', 'joined by the better one']),
});
export type Review = z.infer<typeof review>;

export const reviewFile = z.strictObject({ reviews: z.array(review).min(1) });

export const reviewLogPath = (root: string, code: string): string => join(root, 'reviews', `${code}.yaml`);

const head =
  '# Verdicts of native speakers, newest last; written by `lurewatch lexicon import-review`.\nreviews:\n';

/** Problems are added to the list; a log that is not there is empty. */
export const readReviewLog = (path: string, problems: LexiconProblem[]): Review[] => {
  if (!existsSync(path)) return [];
  const file = { path, root: path, text: readFileSync(path, 'utf8').replaceAll('\r\n', '\n') };
  return parseDataFile(file, reviewFile, problems)?.value.reviews ?? [];
};

/** What stands there already stays as it is. */
export const appendReviews = (existing: string | undefined, added: readonly Review[]): string => {
  const entries = stringify({ reviews: added }, { lineWidth: 0, singleQuote: true }).replace(
    /^reviews:\n/u,
    '',
  );
  return `${existing === undefined ? head : existing.replace(/\n*$/u, '\n')}${entries}`;
};

const wordingKey = (one: Pick<Review, 'family' | 'rule' | 'phrase'>): string =>
  JSON.stringify([one.family, one.rule, one.phrase]);

/** The newest verdict of each wording; a better wording comes from a native speaker and is right. */
export const newestVerdicts = (
  reviews: readonly Review[],
): ((one: Pick<Review, 'family' | 'rule' | 'phrase'>) => Verdict | undefined) => {
  const verdicts = new Map<string, Verdict>();
  for (const one of reviews) {
    verdicts.set(wordingKey(one), one.verdict);
    if (one.better !== undefined && one.verdict !== 'unsure')
      verdicts.set(wordingKey({ ...one, phrase: one.better }), 'right');
  }
  return (one) => verdicts.get(wordingKey(one));
};

export interface ReviewLogCheck {
  problems: LexiconProblem[];
  /** Concepts that say `reviewed` and hold a wording that nobody called right. */
  unreviewed: LexiconProblem[];
}

/** Languages without a log are not looked at. */
export const checkReviewLogs = (data: LexiconData, options: LexiconOptions): ReviewLogCheck => {
  const check: ReviewLogCheck = { problems: [], unreviewed: [] };
  const roots = [
    options.dataFolder ?? classifiersFolder,
    ...(options.overlayFolder ? [options.overlayFolder] : []),
  ];
  for (const { folder, concepts, cues } of data.languages) {
    const reviews = roots.flatMap((root) => readReviewLog(reviewLogPath(root, folder), check.problems));
    if (reviews.length === 0) continue;
    const verdictOf = newestVerdicts(reviews);
    const entries = [...concepts, ...cues.map((one) => ({ ...one, family: 'kinds' }))];
    for (const { value, family, file, line } of entries) {
      const rule = `${folder}/${value.id}`;
      const open = value.match.filter((phrase) => verdictOf({ family, rule, phrase }) !== 'right');
      if (value.status === 'reviewed' && open.length > 0)
        check.unreviewed.push({
          file,
          line,
          reason: `'${value.id}' is marked reviewed, but nobody called these right: ${open.join(' · ')}`,
        });
    }
  }
  return check;
};
