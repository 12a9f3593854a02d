/** A labelled advert → what the classifier makes of it, also without each of its indicators. */
import { classify, type Rules, scoreLimitOf, weighAdvert } from '../classify.ts';
import { kindOf } from '../kind.ts';
import { scoreFindings } from '../score.ts';
import { type LabelledAdvert, readTruth, type Scored } from './labelled-advert.ts';

const scoresWithout = (input: Parameters<typeof weighAdvert>[0], rules: Rules): Scored['without'] => {
  const { reading, drafts, weighed, knowledge } = weighAdvert(input, rules);
  const families = new Map(weighed.map((one) => [one.indicator, one.family]));
  return [...families].map(([indicator, family]) => {
    const isOther = (one: { indicator: string }): boolean => one.indicator !== indicator;
    const kind = kindOf(reading, drafts.filter(isOther), knowledge);
    const { score, tier } = scoreFindings(weighed.filter(isOther), scoreLimitOf(kind));
    return { indicator, family, score, tier };
  });
};

/** `fileName` stands for the source where the advert names none. */
export const scoreLabelled = (advert: LabelledAdvert, fileName: string, rules: Rules): Scored => {
  const { id, label, lang, source, ...input } = advert;
  const { kind, tier, score, gist, languages } = classify(input, rules);
  return {
    id,
    label,
    truth: readTruth(label),
    language: lang ?? languages[0]?.code ?? 'und',
    source: source || fileName,
    assessment: { kind, tier, score, gist },
    text: [input.title, input.text].filter(Boolean).join(' · '),
    without: scoresWithout(input, rules),
  };
};
