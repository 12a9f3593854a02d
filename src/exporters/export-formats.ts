/** The registry of export formats: a folder each. */
import { discoverUnits } from '../platform/discover.ts';
import type { ExportFormat } from './format.ts';

export const exportFormats = (): Promise<Map<string, ExportFormat>> =>
  discoverUnits<ExportFormat>('src/exporters/formats');
