/**
 * A setting is declared once, by its owner: environment name, schema, default, one sentence.
 * Outside of bin and tests only this file reads `process.env`; docs/settings.md is made from `allSettings()`.
 */
import type { z } from 'zod';
import { UsageError } from '../domain/failure.ts';

export interface Setting<Value> {
  name: string;
  sentence: string;
  defaultText: string;
  read(): Value;
}

const declared: Setting<unknown>[] = [];

export const declareSetting = <Value>(input: {
  name: `LUREWATCH_${string}` | 'DATABASE_URL' | 'REDIS_URL' | 'CHROMIUM_PATH' | 'XDG_DATA_HOME' | 'NO_COLOR';
  /** Gets the environment's text, or undefined when it is not set. */
  schema: z.ZodType<Value, string | undefined>;
  defaultText: string;
  sentence: string;
}): Setting<Value> => {
  const setting: Setting<Value> = {
    name: input.name,
    sentence: input.sentence,
    defaultText: input.defaultText,
    read: () => {
      const parsed = input.schema.safeParse(process.env[input.name] || undefined);
      if (parsed.success) return parsed.data;
      throw new UsageError(
        `${input.name} is set wrongly: ${parsed.error.issues[0]?.message}. ${input.sentence}`,
      );
    },
  };
  declared.push(setting as Setting<unknown>);
  return setting;
};

export const allSettings = (): readonly Setting<unknown>[] => declared;

/** What processes that are started here inherit; they declare and read their own settings. */
export const inheritedEnvironment = (): Readonly<Record<string, string | undefined>> => process.env;
