/** IANA time zones, as the runtime knows them. */
import { z } from 'zod';

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
};

export const timeZone = z
  .string()
  .trim()
  .refine(isTimeZone, 'write a time zone such as Asia/Manila, Asia/Bangkok or UTC');
