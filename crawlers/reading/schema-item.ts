/** One schema.org item, however it was written into the page: JSON-LD, microdata or RDFa. */
export type SchemaValue = string | SchemaItem;

export interface SchemaItem {
  source: 'json-ld' | 'microdata' | 'rdfa';
  /** Bare names: `JobPosting`, not the full address. */
  types: string[];
  id?: string;
  values: Map<string, SchemaValue[]>;
}

/** `https://schema.org/JobPosting`, `schema:JobPosting` and `JobPosting` are one. */
export const bareName = (name: string): string => name.trim().replace(/^.*[/#:]/, '');

export const valuesOf = (item: SchemaItem, ...names: string[]): SchemaValue[] =>
  names.flatMap((name) => item.values.get(name) ?? []);

export const itemsOf = (item: SchemaItem, ...names: string[]): SchemaItem[] =>
  valuesOf(item, ...names).filter((value) => typeof value !== 'string');

/** A value's own words: a string as it stands, an item by its name. */
export const textOfValue = (value: SchemaValue | undefined): string | undefined => {
  if (value === undefined || typeof value === 'string') return value;
  const inner = valuesOf(value, 'name', 'legalName', 'value', 'text', 'url').find(
    (one) => typeof one === 'string',
  );
  return typeof inner === 'string' ? inner : undefined;
};

/** The first of the names that has a non-empty text. */
export const firstText = (item: SchemaItem, ...names: string[]): string | undefined => {
  for (const value of valuesOf(item, ...names)) {
    const text = textOfValue(value)?.trim();
    if (text) return text;
  }
  return undefined;
};

/** The item and all items in it that have the type, each once. */
export const withType = (items: Iterable<SchemaItem>, type: string): SchemaItem[] => {
  const found = new Set<SchemaItem>();
  const seen = new Set<SchemaItem>();
  const visit = (item: SchemaItem): void => {
    if (seen.has(item)) return;
    seen.add(item);
    if (item.types.includes(type)) found.add(item);
    for (const values of item.values.values())
      for (const value of values) if (typeof value !== 'string') visit(value);
  };
  for (const item of items) visit(item);
  return [...found];
};
