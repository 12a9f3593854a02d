/** The words that screens and exports use for what the code names shortly. Never a percentage, never "safe". */
import type { Family, Kind, Tier } from './assessment.ts';
import type { DecisionKind, dismissReasons, GroupState, UserRole } from './review.ts';
import type { UrlState } from './visit.ts';

export const tierWords: Record<Tier, string> = {
  high: 'read first',
  medium: 'read',
  low: 'if time',
  none: 'no signs found',
};

export const groupStateWords: Record<GroupState, string> = {
  new: 'new',
  claimed: 'claimed',
  pursued: 'pursued',
  dismissed: 'dismissed',
  referred: 'referred',
};

export const decisionWords: Record<DecisionKind, string> = {
  pursue: 'pursued',
  dismiss: 'dismissed',
  refer: 'referred',
  undo: 'undone',
};

export const kindWords: Record<Kind, string> = {
  offer: 'somebody offers work',
  seeking: 'somebody seeks work',
  question: 'somebody asks',
  warning: 'somebody warns or reports',
  plea: 'a plea or testimony',
  other: 'another kind of text',
};

export const dismissReasonWords: Record<(typeof dismissReasons)[number], string> = {
  'ordinary-advert': 'an ordinary advert',
  'licensed-recruiter': 'a licensed recruiter',
  'not-an-advert': 'not an advert',
  duplicate: 'a duplicate',
  'other-fraud': 'fraud of another kind',
  'too-old': 'too old',
  other: 'another reason (say it in the note)',
};

export const familyWords: Record<Family, string> = {
  destination: 'place',
  transit: 'on the way',
  role: 'kind of work',
  pay: 'pay',
  lure: 'promises',
  logistics: 'travel and papers',
  contact: 'way to answer',
  debt: 'debt and fees',
  reassurance: 'reassurance',
  'recruiter-reward': 'reward for recruiting',
  euphemism: 'code words',
  coercion: 'control',
  mismatch: 'does not fit together',
  disguise: 'disguised writing',
  wording: 'how it is put as a whole',
  operator: 'operator jargon',
  warning: 'warning words',
  legitimacy: 'speaks for an ordinary advert',
};

export const roleWords: Record<UserRole, string> = {
  admin: 'admin: sets up what is crawled, and users',
  analyst: 'analyst: works the lead queue',
  investigator: 'investigator: exports leads, sees persons at risk',
};

export const urlStateWords: Record<UrlState, string> = {
  waiting: 'waiting',
  leased: 'being read',
  done: 'read',
  gone: 'gone',
  refused: 'not allowed (robots.txt, address or scope)',
  blocked: 'site says no',
  failed: 'failed after retries',
  unreadable: 'could not be read',
};

export const employerLabel = 'name used in the advert (may be misused)';
export const victimNotice =
  'A recruiter may be a victim. Lurewatch found patterns in words, nothing about any person or company. Do not contact anybody named here.';
