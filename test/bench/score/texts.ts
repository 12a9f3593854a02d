/** What is scored: the demonstration's texts as they are, and filled up to a kilobyte. */
import { demoAdverts } from '../../../src/demo/adverts/index.ts';
import type { AdvertInput } from '../../../src/domain/assessment.ts';

export const advertCharacters = 1000;
export const languageCount = new Set(demoAdverts.map((one) => one.language)).size;

/** Adverts that offer honest work, as long as they are. */
export const ordinaryAdverts = (): AdvertInput[] =>
  demoAdverts
    .filter((one) => one.label === 'ordinary' || one.label === 'lookalike')
    .map(({ title, text, employer, location }) => ({
      title,
      text,
      ...(employer ? { employer } : {}),
      ...(location ? { location } : {}),
    }));

/** Each advert joined with others of the list until it is a kilobyte. */
const filledUp = (list: readonly { title?: string | undefined; text: string }[]): string[] =>
  list.map((_, first) => {
    let joined = '';
    for (let at = first; joined.length < advertCharacters; at += 1) {
      const { title, text } = list[at % list.length] as { title?: string; text: string };
      joined += `${title ?? ''}\n${text}\n`;
    }
    return joined.slice(0, advertCharacters);
  });

const byLanguage = <Advert extends { language: string }>(adverts: readonly Advert[]): Advert[][] => {
  const groups = new Map<string, Advert[]>();
  for (const advert of adverts) groups.set(advert.language, [...(groups.get(advert.language) ?? []), advert]);
  return [...groups.values()];
};

const repeated = (texts: string[], count: number): string[] =>
  Array.from({ length: count }, (_, index) => texts[(index * 7) % texts.length] as string);

/** Most of them lures, full of signs: much more work than real adverts are. */
export const denseTexts = (count: number): string[] =>
  repeated(byLanguage(demoAdverts).flatMap(filledUp), count);

/** Nine ordinary adverts to one dense one: still many more lures than any board has. */
export const mixedTexts = (count: number): string[] => {
  const honest = demoAdverts.filter((one) => one.label === 'ordinary' || one.label === 'lookalike');
  const ordinary = repeated(byLanguage(honest).flatMap(filledUp), count);
  const dense = denseTexts(count);
  return ordinary.map((text, index) => (index % 10 === 9 ? (dense[index] as string) : text));
};
