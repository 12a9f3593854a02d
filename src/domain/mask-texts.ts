/** Texts with blocks in the place of what is to stand there no more: as many as characters, so that spans stay right. */

/** Shorter ones would stand in words of the language. */
const fewestChars = 4;

/** Hides contacts as they were written and in their normal form. */
export const maskLiterals = (
  hits: readonly { text: string; value: string }[],
): ((text: string) => string) => {
  const literals = [...new Set(hits.flatMap(({ text, value }) => [text, value, value.replace(/^\+/, '')]))]
    .filter((literal) => literal.length >= fewestChars)
    .sort((one, other) => other.length - one.length);
  return (text) =>
    literals.reduce((masked, literal) => masked.replaceAll(literal, '█'.repeat(literal.length)), text);
};

/** Every text in it, however deep. */
export const maskTexts = <Value>(value: Value, mask: (text: string) => string): Value => {
  if (typeof value === 'string') return mask(value) as Value;
  if (Array.isArray(value)) return value.map((one) => maskTexts(one, mask)) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, maskTexts(inner, mask)]),
  ) as Value;
};
