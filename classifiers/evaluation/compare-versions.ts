/** The same labelled texts under two versions of the rules, text by text. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { kind, queueTier, type Tier, tier, tierRank } from '../../src/domain/assessment.ts';
import { groupFigures, rankingPrecision } from './figures.ts';
import { type Scored, truth } from './labelled-advert.ts';
import { exactMcNemar, type Share } from './statistics.ts';

const savedRow = z.object({
  id: z.string(),
  source: z.string(),
  label: z.string(),
  truth,
  language: z.string(),
  /** SHA-256 of the text, so that a saved file holds no texts. */
  textHash: z.string(),
  kind,
  tier,
  score: z.number(),
});
type SavedRow = z.infer<typeof savedRow>;

/** What `evaluate --save` writes. */
export const savedEvaluation = z.object({
  format: z.literal('lurewatch-evaluation-1'),
  rulesVersion: z.string(),
  rows: z.array(savedRow),
});
export type SavedEvaluation = z.infer<typeof savedEvaluation>;

const toSaved = (row: Scored): SavedRow => ({
  id: row.id,
  source: row.source,
  label: row.label,
  truth: row.truth,
  language: row.language,
  textHash: createHash('sha256').update(row.text).digest('hex'),
  kind: row.assessment.kind,
  tier: row.assessment.tier,
  score: row.assessment.score,
});

export const saveEvaluation = (rows: readonly Scored[], rulesVersion: string): SavedEvaluation => ({
  format: 'lurewatch-evaluation-1',
  rulesVersion,
  rows: rows.map(toSaved),
});

export interface Flip {
  id: string;
  source: string;
  language: string;
  truth: string;
  before: { kind: string; tier: Tier; score: number };
  after: { kind: string; tier: Tier; score: number };
  gist: string;
  text: string;
}

export interface PairedChange {
  /** Texts that reach the queue now and did not before, and the other way. */
  gained: number;
  lost: number;
  /** McNemar's exact test: the chance of so uneven a split if the versions were equally good. */
  p: number;
}

export interface Comparison {
  before: string;
  after: string;
  /** Texts scored by both, by label and text; all figures are of these. */
  compared: number;
  onlyBefore: number;
  onlyAfter: number;
  lures: PairedChange;
  others: PairedChange;
  figures: { name: string; before: Share | number | null; after: Share | number | null }[];
  /** Texts whose kind or tier changed; those that enter or leave the queue first. */
  flips: Flip[];
}

/** Texts that stand twice in a file are told apart by their order. */
const keyed = <Row extends { id: string; source: string; label: string }>(
  rows: readonly Row[],
  hashOf: (row: Row) => string,
): Map<string, Row> => {
  const seen = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const base = JSON.stringify([row.source, row.id, row.label, hashOf(row)]);
      const count = (seen.get(base) ?? 0) + 1;
      seen.set(base, count);
      return [`${base} ${count}`, row];
    }),
  );
};

const isQueued = (value: Tier): boolean => tierRank(value) >= tierRank(queueTier);

const asScored = (row: Scored, { kind: savedKind, tier: savedTier, score }: SavedRow): Scored => ({
  ...row,
  assessment: { ...row.assessment, kind: savedKind, tier: savedTier, score },
});

const pairedChange = (pairs: readonly { before: Scored; after: Scored }[]): PairedChange => {
  const count = (from: boolean, to: boolean): number =>
    pairs.filter(
      ({ before, after }) =>
        isQueued(before.assessment.tier) === from && isQueued(after.assessment.tier) === to,
    ).length;
  const [gained, lost] = [count(false, true), count(true, false)];
  return { gained, lost, p: exactMcNemar(gained, lost) };
};

const sides = ({ kind: ofKind, tier: ofTier, score }: Scored['assessment']) => ({
  kind: ofKind,
  tier: ofTier,
  score,
});

const toFlip = ({ before, after }: { before: Scored; after: Scored }): Flip => ({
  id: after.id,
  source: after.source,
  language: after.language,
  truth: after.truth,
  before: sides(before.assessment),
  after: sides(after.assessment),
  gist: after.assessment.gist,
  text: after.text.slice(0, 160).replace(/\s+/g, ' '),
});

const crossing = (flip: Flip): number => Number(isQueued(flip.before.tier) !== isQueued(flip.after.tier));

export const compareVersions = (
  saved: SavedEvaluation,
  rows: readonly Scored[],
  rulesVersion: string,
): Comparison => {
  const old = keyed(saved.rows, (row) => row.textHash);
  const now = keyed(rows, (row) => toSaved(row).textHash);
  const pairs = [...now].flatMap(([key, after]) => {
    const known = old.get(key);
    return known ? [{ before: asScored(after, known), after }] : [];
  });
  const counted = pairs.filter(({ after }) => after.truth !== 'ignored');
  const [before, after] = [counted.map((one) => one.before), counted.map((one) => one.after)];
  const [groupBefore, groupAfter] = [groupFigures('before', before), groupFigures('after', after)];
  const names = ['recallMedium', 'recallHigh', 'falseFlagsMedium', 'falseFlagsHigh'] as const;
  return {
    before: saved.rulesVersion,
    after: rulesVersion,
    compared: pairs.length,
    onlyBefore: old.size - pairs.length,
    onlyAfter: now.size - pairs.length,
    lures: pairedChange(counted.filter((one) => one.after.truth === 'lure')),
    others: pairedChange(counted.filter((one) => one.after.truth !== 'lure')),
    figures: [
      ...names.map((name) => ({ name, before: groupBefore[name], after: groupAfter[name] })),
      { name: 'averagePrecision', before: rankingPrecision(before), after: rankingPrecision(after) },
    ],
    flips: pairs
      .filter(
        (one) =>
          one.before.assessment.kind !== one.after.assessment.kind ||
          one.before.assessment.tier !== one.after.assessment.tier,
      )
      .map(toFlip)
      .sort((a, b) => crossing(b) - crossing(a)),
  };
};
