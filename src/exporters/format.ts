/** A format in which leads leave: src/exporters/formats/<id>/index.ts, default export. */
import type { BundleRequest } from '../domain/bundle.ts';
import type { ExportLead } from '../domain/export-lead.ts';

export interface ExportContext extends BundleRequest {
  createdAt: Date;
  softwareVersion: string;
  notice: string;
}

export interface ExportFormat {
  id: string;
  /** For a person: what is in it, and with what to open it. */
  label: string;
  fileName: string;
  mediaType: string;
  /** UTF-8 text in pieces; marking, notice and a mark on each demonstration lead are part of every format. */
  write(leads: readonly ExportLead[], context: ExportContext): Iterable<string>;
}
