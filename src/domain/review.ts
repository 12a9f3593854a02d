/** Leads, groups and decisions: what people do with what was found. */
import { z } from 'zod';

export const groupState = z.enum(['new', 'claimed', 'pursued', 'dismissed', 'referred']);
export type GroupState = z.infer<typeof groupState>;

export const decisionKind = z.enum(['pursue', 'dismiss', 'refer', 'undo']);
export type DecisionKind = z.infer<typeof decisionKind>;

export const dismissReasons = [
  'ordinary-advert',
  'licensed-recruiter',
  'not-an-advert',
  'duplicate',
  'other-fraud',
  'too-old',
  'other',
] as const;

export const decisionInput = z.object({
  kind: z.enum(['pursue', 'dismiss', 'refer']),
  /** For `dismiss` one of `dismissReasons`; for the others free and short. */
  reason: z.string().trim().max(200),
  note: z.string().trim().max(4000).default(''),
});
export type DecisionInput = z.infer<typeof decisionInput>;

export const userRole = z.enum(['admin', 'analyst', 'investigator']);
export type UserRole = z.infer<typeof userRole>;
