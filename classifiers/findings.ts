/** Drafts → findings: the marked text, the sentence that explains it, and the weight. */
import type { AdvertInput, Finding, Span } from '../src/domain/assessment.ts';
import type { Indicator } from './lexicon-format.ts';
import type { DraftFinding, FieldSpan } from './reading.ts';

/** A sentence's fixed parts with the names of the placeholders between them. */
type Template = { text: string; name: string | undefined }[];

const templates = new Map<string, Template>();

const readTemplate = (sentence: string): Template => {
  let template = templates.get(sentence);
  if (!template) {
    template = [...sentence.matchAll(/([^{]*)(?:\{(\w+)\})?/gu)]
      .filter((match) => match[0] !== '')
      .map((match) => ({ text: match[1] ?? '', name: match[2] }));
    templates.set(sentence, template);
  }
  return template;
};

/** Placeholders that have no value are left out with the blank before them, so that the sentence still reads. */
export const fillSentence = (sentence: string, params: Record<string, string>): string => {
  let filled = '';
  for (const { text, name } of readTemplate(sentence)) {
    const value = name === undefined ? '' : params[name];
    filled += value === undefined ? text.trimEnd() : text + value;
  }
  return filled;
};

const textOfField = (input: AdvertInput, field: string): string => {
  if (field.startsWith('image:')) return input.imageTexts?.[Number(field.slice('image:'.length))] ?? '';
  const value = input[field as 'text' | 'title' | 'employer' | 'location' | 'postedIn'];
  return value ?? '';
};

const cut = (input: AdvertInput, { field, start, end }: FieldSpan): Span => ({
  field,
  start,
  end,
  text: textOfField(input, field).slice(start, end),
});

const maxShownCharacters = 120;
const blankRun = /\s\s|[\n\t\r]/u;
const shorten = (text: string): string => {
  const line = blankRun.test(text) ? text.replace(/\s+/gu, ' ').trim() : text;
  return line.length > maxShownCharacters ? `${line.slice(0, maxShownCharacters - 1)}…` : line;
};

export const weightOf = (draft: DraftFinding, indicator: Indicator): number =>
  Math.round(indicator.weight * (draft.factor ?? 1) * 100) / 100;

/** `contribution` in the units of the score. (Spread objects would cost several times as much.) */
export const toFinding = (
  draft: DraftFinding,
  indicator: Indicator,
  input: AdvertInput,
  contribution: number,
): Finding => {
  const { field, start, end, gloss, other } = draft;
  const text = textOfField(input, field).slice(start, end);
  const params: Record<string, string> = { text: shorten(text) };
  if (gloss) params.gloss = gloss;
  if (draft.params) Object.assign(params, draft.params);
  const finding: Finding = {
    field,
    start,
    end,
    text,
    indicator: draft.indicator,
    family: indicator.family,
    rule: draft.rule,
    message: { id: `indicator.${draft.indicator}`, params },
    why: fillSentence(indicator.why, params),
    weight: contribution,
    isReviewed: draft.isReviewed,
  };
  if (gloss) finding.gloss = gloss;
  if (other) finding.other = cut(input, other);
  return finding;
};
