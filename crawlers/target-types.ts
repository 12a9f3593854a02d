/** The known target types: whatever folder stands in crawlers/targets. */
import { discoverUnits } from '../src/platform/discover.ts';
import type { TargetType } from './target-type.ts';

let loaded: Promise<Map<string, TargetType>> | undefined;

export const loadTargetTypes = (): Promise<Map<string, TargetType>> => {
  loaded ??= discoverUnits<TargetType>('crawlers/targets');
  return loaded;
};
