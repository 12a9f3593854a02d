/** The table of fitted weights as a file that a person can read. */
import { stringify } from 'yaml';
import type { Calibration } from './calibrate.ts';

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

export const weightsFile = (calibration: Calibration, now: Date): string => {
  const { lures, ordinary, lookalikes, folds, crossValidated } = calibration;
  const weights = Object.fromEntries(
    [...calibration.indicators]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .filter((one) => one.lures + one.others > 0)
      .map((one) => [one.id, one.fitted]),
  );
  const source =
    `lurewatch calibrate on ${lures} lures, ${ordinary} ordinary adverts and ${lookalikes} look-alikes. ` +
    `On adverts not seen by the fit (${folds} folds), by the evidence alone: ${percent(crossValidated.luresMedium)} of ` +
    `lures, ${percent(crossValidated.ordinaryMedium)} of ordinary adverts and ` +
    `${percent(crossValidated.lookalikesMedium)} of look-alikes reach the queue. ` +
    'The weight that its meaning suggests, and why, stands in each indicator; a fitted one stays between a third and three times that.';
  return stringify({ date: now.toISOString().slice(0, 7), source, weights }, { lineWidth: 110 });
};
