/** One line of `score`: JSON in, JSON out, or the reason why it can't be scored. */
import { classify, type Rules } from '../../../classifiers/classify.ts';
import type { AdvertInput, Assessment } from '../../domain/assessment.ts';
import { BadInputError } from '../../domain/failure.ts';

type Id = string | number;

const textFields = ['title', 'url', 'employer', 'location', 'postedIn'] as const;
const maxTextCharacters = 2_000_000;

const shownKind = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : typeof value;

const readObject = (line: string): Record<string, unknown> => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new BadInputError(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadInputError(`an object with "id" and "text" is needed, not ${shownKind(value)}`);
  return value as Record<string, unknown>;
};

const readImageTexts = (value: unknown): string[] | undefined => {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value as string[];
  throw new BadInputError('"imageTexts" must be a list of texts');
};

/** Fields that are null count as absent; unknown fields are ignored. */
export const readAdvertLine = (line: string): { id: Id; input: AdvertInput } => {
  const object = readObject(line);
  const { id, text } = object;
  for (const name of ['id', 'text'])
    if (object[name] === undefined) throw new BadInputError(`"${name}" is missing`);
  if (typeof id !== 'string' && typeof id !== 'number')
    throw new BadInputError(`"id" must be a text or a number, not ${shownKind(id)}`);
  if (typeof text !== 'string') throw new BadInputError(`"text" must be a text, not ${shownKind(text)}`);
  if (text.length > maxTextCharacters)
    throw new BadInputError(
      `"text" has ${text.length} characters; at most ${maxTextCharacters} can be scored`,
    );
  const input: AdvertInput = { text };
  for (const name of textFields) {
    const value = object[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string')
      throw new BadInputError(`"${name}" must be a text, not ${shownKind(value)}`);
    input[name] = value;
  }
  const imageTexts = readImageTexts(object.imageTexts);
  return { id, input: imageTexts ? { ...input, imageTexts } : input };
};

/** Exactly the fields that design.md's table names, and the second span of a mismatch. */
const printed = (id: Id, assessment: Assessment): Record<string, unknown> => {
  const { kind, score, tier, urgent, scheme, gist, languages } = assessment;
  const findings = assessment.findings.map(
    ({ indicator, family, rule, field, start, end, text, message, why, weight, other }) => ({
      indicator,
      family,
      rule,
      field,
      start,
      end,
      text,
      message,
      why,
      weight,
      ...(other ? { other } : {}),
    }),
  );
  const contacts = assessment.contacts.map(({ type, value, role, field, start, end }) => ({
    type,
    value,
    role,
    field,
    start,
    end,
  }));
  return { id, kind, score, tier, urgent, scheme, gist, languages, findings, contacts };
};

export interface NumberedLine {
  number: number;
  text: string;
}

export interface ScoredBatch {
  /** JSON lines, each with its line break. */
  output: string;
  errors: { line: number; error: string }[];
}

/** Scores lines in order; a bad line becomes an error and the others are still scored. */
export const scoreLines = (lines: readonly NumberedLine[], rules: Rules): ScoredBatch => {
  const batch: ScoredBatch = { output: '', errors: [] };
  for (const { number, text } of lines) {
    try {
      const { id, input } = readAdvertLine(text);
      batch.output += `${JSON.stringify(printed(id, classify(input, rules)))}\n`;
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
      batch.errors.push({ line: number, error: error.message });
    }
  }
  return batch;
};
