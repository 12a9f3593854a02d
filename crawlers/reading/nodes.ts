/** The node types of a parsed page, taken from cheerio's own signatures. */
import type { Cheerio, CheerioAPI } from 'cheerio/slim';

type NodeOf<Selection> = Selection extends Cheerio<infer Node> ? Node : never;

export type DocumentNode = NodeOf<ReturnType<CheerioAPI['root']>>;
export type AnyNode = DocumentNode | DocumentNode['children'][number];
export type Element = Extract<AnyNode, { name: string; attribs: object }>;
export type { CheerioAPI };

export const isElement = (node: AnyNode | null | undefined): node is Element =>
  node !== null &&
  node !== undefined &&
  (node.type === 'tag' || node.type === 'script' || node.type === 'style');
