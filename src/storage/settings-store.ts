/** Settings that people change while Lurewatch runs, checked against their owner's schema. */
import type { z } from 'zod';
import type { Database } from './database.ts';
import type { Prisma } from './generated/client.ts';

export interface SettingsStore {
  /** Undefined when it was never set, or when what is stored no longer fits the schema. */
  read<Value>(key: string, schema: z.ZodType<Value>): Promise<Value | undefined>;
  write(key: string, value: Prisma.InputJsonValue): Promise<void>;
  remove(key: string): Promise<void>;
}

export const createSettingsStore = ({ prisma }: Pick<Database, 'prisma'>): SettingsStore => ({
  read: async (key, schema) => {
    const row = await prisma.setting.findUnique({ where: { key } });
    const parsed = schema.safeParse(row?.value);
    return parsed.success ? parsed.data : undefined;
  },
  write: async (key, value) => {
    await prisma.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  },
  remove: async (key) => {
    await prisma.setting.deleteMany({ where: { key } });
  },
});
