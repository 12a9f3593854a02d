/** The shape of classifiers/tables/*.yaml: dated facts that detectors compare with. */
import { z } from 'zod';
import type { LexiconProblem } from './lexicon-files.ts';
import type { DataFile } from './lexicon-sources.ts';

const head = {
  date: z.string().regex(/^\d{4}-\d\d$/, 'a month such as 2025-11'),
  source: z.string().min(10),
};
const country = z.string().length(2);

/** An employer or a channel that the deployment has checked and found honest, and how. */
const allowed = z
  .strictObject({
    employer: z.string().min(3).optional(),
    /** A contact as Lurewatch writes it: `+6022…`, `jobs@example.com`, `example.com`, a messenger's name. */
    contact: z.string().min(3).optional(),
    reason: z.string().min(5, 'how it was checked, so that others can judge it'),
  })
  .refine((one) => (one.employer === undefined) !== (one.contact === undefined), {
    message: 'give either an employer or a contact',
  });
export type AllowedEntry = z.infer<typeof allowed>;

const tables = {
  'usual-pay': z.strictObject({
    ...head,
    countries: z.record(
      country,
      z.strictObject({ simple: z.number().positive(), skilled: z.number().positive() }),
    ),
  }),
  destinations: z.strictObject({ ...head, factors: z.record(country, z.number().min(0).max(1)) }),
  languages: z.strictObject({ ...head, countries: z.record(z.string(), z.array(country).min(1)) }),
  'calling-codes': z.strictObject({ ...head, codes: z.record(z.string().regex(/^\d{1,3}$/), country) }),
  'free-mail': z.strictObject({ ...head, domains: z.array(z.string().min(4)).min(1) }),
  'fitted-weights': z.strictObject({ ...head, weights: z.record(z.string(), z.number()) }),
  'allow-list': z.strictObject({ ...head, entries: z.array(allowed).min(1) }),
};

export interface TableData {
  /** US dollars a month that simple and skilled work usually pays at most, by country. */
  usualPay: Record<string, { simple: number; skilled: number }>;
  /** Part of a destination's weight that the bare name of a country carries. */
  destinationFactors: Record<string, number>;
  languageCountries: Record<string, string[]>;
  callingCodes: Record<string, string>;
  freeMailDomains: string[];
  /** Indicator → its weight as `lurewatch calibrate` fitted it; without one, the indicator's own counts. */
  fittedWeights: Record<string, number>;
  /** Employers and contacts that a deployment knows to be honest; the project itself has none. */
  allowList: AllowedEntry[];
}

type Parse = <Value>(
  file: DataFile,
  schema: z.ZodType<Value>,
  problems: LexiconProblem[],
) => { value: Value } | undefined;

/** One table by its file name; an unknown name is a problem. */
export const readTable = (
  name: string,
  file: DataFile,
  problems: LexiconProblem[],
  parse: Parse,
): Partial<TableData> => {
  switch (name) {
    case 'usual-pay':
      return { usualPay: parse(file, tables['usual-pay'], problems)?.value.countries ?? {} };
    case 'destinations':
      return { destinationFactors: parse(file, tables.destinations, problems)?.value.factors ?? {} };
    case 'languages':
      return { languageCountries: parse(file, tables.languages, problems)?.value.countries ?? {} };
    case 'calling-codes':
      return { callingCodes: parse(file, tables['calling-codes'], problems)?.value.codes ?? {} };
    case 'free-mail':
      return { freeMailDomains: parse(file, tables['free-mail'], problems)?.value.domains ?? [] };
    case 'fitted-weights':
      return { fittedWeights: parse(file, tables['fitted-weights'], problems)?.value.weights ?? {} };
    case 'allow-list':
      return { allowList: parse(file, tables['allow-list'], problems)?.value.entries ?? [] };
    default:
      problems.push({ file: file.path, line: 1, reason: `no detector knows a table '${name}'` });
      return {};
  }
};

export const emptyTables: TableData = {
  usualPay: {},
  destinationFactors: {},
  languageCountries: {},
  callingCodes: {},
  freeMailDomains: [],
  fittedWeights: {},
  allowList: [],
};
