/** Tells Burmese in the Zawgyi encoding, which uses the same code points in another order, from Unicode. */

/** Code points that Burmese in Unicode doesn't use, and vowel signs that stand before their consonant. */
const zawgyiOnly =
  /[\u1060-\u1068\u106a-\u1097]|(?:^|[\s\u104a\u104b])[\u1031\u103b]|\u1039(?![\u1000-\u1021])|[\u102f\u1030]\u103a(?!\u1037)/gu;
const unicodeOnly = /[\u1000-\u1021][\u103b-\u103e]*\u1031|\u103a|\u1039[\u1000-\u1021]/gu;

const maxCharacters = 2000;
const burmese = /[\u1000-\u109f]/u;

export const isZawgyi = (text: string): boolean => {
  if (!burmese.test(text)) return false;
  const part = text.slice(0, maxCharacters);
  const against = part.match(unicodeOnly)?.length ?? 0;
  const speaking = part.match(zawgyiOnly)?.length ?? 0;
  return speaking > 0 && speaking * 3 > against;
};
