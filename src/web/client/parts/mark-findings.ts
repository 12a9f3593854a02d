/** Cuts a text where findings begin and end, so that overlapping ones can all be shown. */
import type { Family, Finding } from '../../../domain/assessment.ts';

export interface Segment {
  text: string;
  start: number;
  /** Indexes into the list of findings; empty for plain text. The narrowest finding comes first. */
  findings: number[];
}

export const markFindings = (text: string, findings: readonly Finding[], field: string): Segment[] => {
  const spans = findings.flatMap((finding, index) =>
    [finding, ...(finding.other ? [finding.other] : [])]
      .filter((span) => span.field === field && span.start < span.end && span.start < text.length)
      .map((span) => ({ start: span.start, end: Math.min(span.end, text.length), index })),
  );
  const edges = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort(
    (left, right) => left - right,
  );
  const segments: Segment[] = [];
  for (const [at, start] of edges.entries()) {
    const end = edges[at + 1];
    if (end === undefined) break;
    const covering = spans
      .filter((span) => span.start <= start && span.end >= end)
      .sort((left, right) => left.end - left.start - (right.end - right.start));
    segments.push({
      text: text.slice(start, end),
      start,
      findings: [...new Set(covering.map((span) => span.index))],
    });
  }
  return segments;
};

export type Mark = 'place' | 'work' | 'promise' | 'contact' | 'control' | 'disguise' | 'ordinary';

/** Eighteen families, seven colours: what a reader can tell apart. */
const marks: Record<Family, Mark> = {
  destination: 'place',
  transit: 'place',
  logistics: 'place',
  role: 'work',
  operator: 'work',
  pay: 'promise',
  lure: 'promise',
  'recruiter-reward': 'promise',
  contact: 'contact',
  debt: 'control',
  coercion: 'control',
  warning: 'control',
  euphemism: 'disguise',
  disguise: 'disguise',
  mismatch: 'disguise',
  wording: 'promise',
  reassurance: 'disguise',
  legitimacy: 'ordinary',
};

export const markOf = (family: Family): Mark => marks[family];
