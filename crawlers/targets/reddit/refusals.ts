/** Answers in which Reddit shows no posts, in words that an admin understands. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { Page } from '../../target-type.ts';
import { refusalIn } from './things.ts';

/** Undefined when it is no JSON; `readRedditAnswer` says what it is instead. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const reasons: Record<string, ReadingProblem> = {
  private: { code: 'private', message: 'The subreddit is private: only its members may read it.' },
  quarantined: {
    code: 'quarantined',
    message:
      'Reddit put the subreddit under quarantine: it shows it only to users who ask for it with a login.',
  },
  gated: {
    code: 'quarantined',
    message: 'Reddit shows this subreddit only to users who ask for it with a login.',
  },
  banned: { code: 'banned', message: 'Reddit closed the subreddit for breaking its rules.' },
};

const byStatus: Record<string, ReadingProblem> = {
  '403': { code: 'refused', message: 'Reddit refuses to show this page to us.' },
  '404': { code: 'no-such-place', message: 'Reddit has no such subreddit, user or thread.' },
  '429': {
    code: 'too-many-requests',
    message: 'Reddit asks us to slow down (429); set a longer pause for this target.',
  },
};

/** Each with words that such a page of HTML holds. */
const pages: [RegExp, ReadingProblem][] = [
  [
    /you('ve| have) been blocked by network security|blocked due to a network policy/i,
    {
      code: 'refused',
      message: 'Reddit blocks our network: it asks for a login or a developer’s key.',
    },
  ],
  [/whoa there,? pardner|too many requests/i, byStatus['429'] as ReadingProblem],
  [/\bquarantined\b/i, reasons.quarantined as ReadingProblem],
  [
    /over ?18|you must be (at least )?18|mature content/i,
    {
      code: 'age-check',
      message: 'Reddit asks visitors to confirm their age before it shows this page.',
    },
  ],
];

const readChars = 300_000;

/** Undefined when the answer is no refusal. */
const statedRefusal = (answer: unknown): ReadingProblem | undefined => {
  const refusal = refusalIn(answer);
  if (!refusal) return undefined;
  const known = reasons[refusal.reason ?? ''] ?? byStatus[String(refusal.error ?? '')];
  const words = (refusal.message ?? refusal.reason ?? 'no reason given').slice(0, 200);
  return known ?? { code: 'refused', message: `Reddit shows no posts here: ${words}` };
};

/** What Reddit says beside a 4xx. */
export const redditRefusal = ({ text }: { text: string }): ReadingProblem | undefined =>
  statedRefusal(readJson(text));

export const problemOfAnswer = (page: Page, answer: unknown): ReadingProblem => {
  const refusal = statedRefusal(answer);
  if (refusal) return refusal;
  const beginning = page.text.slice(0, readChars);
  const known = answer === undefined ? pages.find(([words]) => words.test(beginning))?.[1] : undefined;
  return (
    known ?? {
      code: 'not-a-listing',
      message: `No list of posts came from ${page.url.slice(0, 200)}; check the name and the address of Reddit.`,
    }
  );
};
