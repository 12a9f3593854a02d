/** A calibration as Markdown: what changes, then each indicator, those that hurt first. */
import type { Calibration, IndicatorEffect, Reach } from '../../../classifiers/calibration/calibrate.ts';

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const reachRow = (name: string, reach: Reach): string =>
  `| ${[
    name,
    percent(reach.luresMedium),
    percent(reach.luresHigh),
    percent(reach.ordinaryMedium),
    percent(reach.ordinaryHigh),
    percent(reach.lookalikesMedium),
  ].join(' | ')} |`;

const hurtOf = (one: IndicatorEffect): number => one.othersLostWithout - one.luresLostWithout;

const indicatorRow = (one: IndicatorEffect): string =>
  `| ${[one.id, one.reasoned, one.fitted, one.lures, one.others, one.luresLostWithout, one.othersLostWithout].join(' | ')} |`;

export const calibrationMarkdown = (calibration: Calibration): string => {
  const { lures, ordinary, lookalikes, folds, before, crossValidated, after, indicators } = calibration;
  const carried = indicators.filter((one) => one.lures + one.others > 0);
  const unseen = indicators.filter((one) => one.lures + one.others === 0).map((one) => one.id);
  return [
    '# Calibration',
    '',
    `${lures} lures, ${ordinary} ordinary adverts, ${lookalikes} look-alikes. Shares that reach a tier by their evidence alone:`,
    '',
    '| weights | lures, medium | lures, high | ordinary, medium | ordinary, high | look-alikes, medium |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    reachRow('as reasoned', before),
    reachRow(`fitted, on adverts not seen (${folds} folds)`, crossValidated),
    reachRow('fitted, on the same adverts', after),
    '',
    'Each indicator, those that cost more than they bring first. "Only through it": adverts that would not reach the',
    'queue without it.',
    '',
    '| indicator | reasoned | fitted | lures | others | lures only through it | others only through it |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...carried
      .sort((a, b) => hurtOf(b) - hurtOf(a) || b.others - a.others || (a.id < b.id ? -1 : 1))
      .map(indicatorRow),
    ...(unseen.length > 0
      ? ['', `No advert carries, so the reasoned weight stays: ${unseen.join(', ')}.`]
      : []),
  ].join('\n');
};
