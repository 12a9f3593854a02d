/** The registry of importers: a folder each. */
import { discoverUnits } from '../platform/discover.ts';
import type { Importer } from './importer.ts';

export const importers = (): Promise<Map<string, Importer>> => discoverUnits<Importer>('src/importers');
