/** An ad as a posting: what goods and sellers have is not taken for what work and employers have. */
import { type Posting, postingLimits, type ReadingProblem } from '../../../src/domain/posting.ts';
import { isExpired } from '../../../src/facts/expiry.ts';
import { clip } from '../../reading/own-text.ts';
import { isWorkAddress, saysWork } from './work-words.ts';

/** Sources in which a page states an employer; any other name on a classified site is a seller's. */
const employerSources = new Set(['json-ld', 'microdata', 'rdfa', 'label', 'selector', 'page-data']);

const privateSeller =
  /private (?:user|seller|person|individual|ad)|individual seller|by owner|cá nhân|môi giới cá nhân|บุคคลทั่วไป|ผู้ขายทั่วไป|perorangan|penjual perseorangan|individu|个人|個人|개인|частное лицо|частник|физлицо|व्यक्तिगत|ব্যক্তিগত|particulier|particular|bireysel|sahibinden|فرد|شخصي/iu;

export interface AdContext {
  /** Words of the way to the ad: breadcrumbs, category. */
  category: string;
  /** Words of the whole page, for what stands beside the ad. */
  pageWords: string;
  seller: string | undefined;
  now: Date;
}

/** An ad for work: by its category, its address, or its own title and words. */
export const isWorkAd = (posting: Posting, { category }: AdContext): boolean =>
  saysWork(category) ||
  isWorkAddress(posting.url) ||
  saysWork(posting.title) ||
  saysWork(posting.text.slice(0, 600));

const withoutEmployer = (posting: Posting): Posting => {
  const { employer, ...rest } = posting;
  const { employer: source, ...fieldSources } = posting.fieldSources;
  if (employer === undefined || employerSources.has(source ?? '')) return posting;
  const remarks = [...rest.remarks, clip(`Posted under the name ${employer}`, 300)];
  return { ...rest, remarks: remarks.slice(0, 20), fieldSources };
};

const withoutPay = (posting: Posting): Posting => {
  const { pay, ...rest } = posting;
  if (pay === undefined) return posting;
  const { pay: _source, ...fieldSources } = posting.fieldSources;
  const remarks = [...rest.remarks, clip(`Price: ${pay.text}`, postingLimits.fieldChars).slice(0, 300)];
  return { ...rest, remarks: remarks.slice(0, 20), fieldSources };
};

export interface AdaptedAd {
  posting?: Posting;
  problem?: ReadingProblem;
}

export const adaptPosting = (posting: Posting, context: AdContext, onlyWork: boolean): AdaptedAd => {
  const isWork = isWorkAd(posting, context);
  if (onlyWork && !isWork)
    return {
      problem: {
        code: 'not-work',
        message: `An ad that is not about work was left out: ${posting.title.slice(0, 200)}`,
      },
    };
  const named = withoutEmployer(posting);
  const paid = isWork ? named : withoutPay(named);
  const remarks = [...paid.remarks];
  const byName =
    context.seller && context.seller !== paid.employer
      ? `Posted under the name ${context.seller}`
      : undefined;
  if (byName !== undefined && !remarks.includes(byName)) remarks.push(byName);
  if (privateSeller.test(context.pageWords)) remarks.push('Posted by a private person, says the site.');
  if (isExpired(paid, context.now)) remarks.push('The site says that this ad is over.');
  return { posting: { ...paid, remarks: remarks.slice(0, 20) } };
};
