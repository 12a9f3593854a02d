/** The demonstration's crawl targets: marked as demonstration everywhere, removed with one click. */
import { type TargetSettings, targetSettings } from '../domain/target.ts';
import { demoChannelName } from './demo-pages.ts';

export const demoTargets = (siteUrl: string): TargetSettings[] => [
  targetSettings.parse({
    name: 'Demonstration job board',
    typeId: 'job-board',
    options: { startUrls: [`${siteUrl}/jobs`, `${siteUrl}/classifieds`] },
    delayMs: 0,
    renderMode: 'never',
    everyHours: 0,
  }),
  targetSettings.parse({
    name: 'Demonstration channel',
    typeId: 'telegram-channel',
    options: { channel: demoChannelName, baseUrl: siteUrl },
    delayMs: 0,
    renderMode: 'never',
    everyHours: 0,
  }),
];
