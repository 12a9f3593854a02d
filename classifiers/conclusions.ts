/** What follows from an advert's findings besides its score: scheme, urgency and the one line for the queue. */
import type { Finding, Kind, Scheme, Tier } from '../src/domain/assessment.ts';
import { tierRank } from '../src/domain/assessment.ts';

const hasAny = (findings: readonly Finding[], indicators: readonly string[]): boolean =>
  findings.some((one) => indicators.includes(one.indicator) && one.weight > 0);

const hasFamily = (findings: readonly Finding[], families: readonly string[]): boolean =>
  findings.some((one) => families.includes(one.family) && one.weight > 0);

export const schemeOf = (findings: readonly Finding[], tier: Tier): Scheme => {
  if (tierRank(tier) < tierRank('low')) return 'unclear';
  const isFar =
    hasFamily(findings, ['destination', 'transit', 'reassurance', 'coercion']) ||
    hasAny(findings, [
      'free-flight',
      'free-visa',
      'passport-arranged',
      'tourist-visa-work',
      'local-title-foreign-work',
      'place-differs',
    ]);
  if (isFar) return 'compound-recruitment';
  if (hasAny(findings, ['account-handling-role'])) return 'money-mule';
  if (hasAny(findings, ['task-work'])) return 'task-scam';
  if (hasAny(findings, ['upfront-fee'])) return 'advance-fee-job-fraud';
  return 'unclear';
};

/** Somebody may be leaving, or is a child: read it before the rest. */
export const isUrgent = (findings: readonly Finding[], kind: Kind, tier: Tier): boolean => {
  if (kind !== 'offer' || tierRank(tier) < tierRank('medium')) return false;
  return hasAny(findings, ['departure-imminent', 'meeting-point', 'minor-wanted', 'border-crossing']);
};

const partsOfGist: { families: readonly string[]; limit: number }[] = [
  { families: ['role'], limit: 2 },
  { families: ['destination', 'transit'], limit: 2 },
  { families: ['pay'], limit: 1 },
  { families: ['debt', 'reassurance', 'coercion', 'recruiter-reward', 'euphemism'], limit: 3 },
  { families: ['logistics'], limit: 3 },
  { families: ['mismatch'], limit: 1 },
  { families: ['lure'], limit: 1 },
  { families: ['contact'], limit: 1 },
];
const maxGistCharacters = 240;

/** `typing job · Myawaddy · about USD 1,500 a month · passport made by employer · telegram only` */
export const gistOf = (findings: readonly Finding[], monthlyUsd: number | undefined): string => {
  const parts: string[] = [];
  for (const { families, limit } of partsOfGist) {
    const glosses = findings
      .filter((one) => families.includes(one.family) && one.weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .map((one) => one.gloss ?? '')
      .filter((gloss) => gloss !== '');
    const chosen = [...new Set(glosses)].filter((gloss) => !parts.includes(gloss)).slice(0, limit);
    parts.push(...chosen);
    if (families.includes('pay') && monthlyUsd !== undefined)
      parts.push(`about USD ${monthlyUsd.toLocaleString('en-US')} a month`);
  }
  let gist = '';
  for (const part of parts) {
    const longer = gist === '' ? part : `${gist} · ${part}`;
    if (longer.length > maxGistCharacters) break;
    gist = longer;
  }
  return gist;
};
