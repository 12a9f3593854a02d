/** Findings by family, each with its reason; choosing one shows where it stands in the text. */
import { Group, Stack, Text } from '@mantine/core';
import { type Finding, families } from '../../../domain/assessment.ts';
import { familyWords } from '../../../domain/words.ts';
import { markOf } from './mark-findings.ts';

interface NumberedFinding {
  finding: Finding;
  /** Its place in the whole list. */
  index: number;
}

interface FindingListProps {
  findings: readonly Finding[];
  active: number | null;
  onActivate: (finding: number | null) => void;
}

export const FindingList = ({ findings, active, onActivate }: FindingListProps) => {
  const numbered = findings.map((finding, index) => ({ finding, index }));
  const byFamily = families
    .map((family) => ({ family, found: numbered.filter(({ finding }) => finding.family === family) }))
    .filter(({ found }) => found.length > 0);
  if (byFamily.length === 0) return <Text className="soft">No signs were found.</Text>;
  return (
    <Stack gap="sm">
      {byFamily.map(({ family, found }) => (
        <section key={family}>
          <Group gap={8} mb={2}>
            <span className="swatch" data-mark={markOf(family)} aria-hidden />
            <Text component="h3" size="sm" fw={600}>
              {familyWords[family]}
            </Text>
          </Group>
          {alike(found).map((places) => {
            const { finding, index } = places[0] as NumberedFinding;
            return (
              <button
                key={`${finding.rule} ${finding.field} ${finding.start}`}
                type="button"
                className="finding"
                data-active={places.some((place) => place.index === active) || undefined}
                onMouseEnter={() => onActivate(index)}
                onMouseLeave={() => onActivate(null)}
                onClick={() => showInText(index)}
              >
                <span className="any">{finding.why}</span>
                {finding.weight < 0 && <span className="soft"> (speaks against)</span>} {placesNote(places)}
                {!finding.isReviewed && <NotReviewedSign />}
              </button>
            );
          })}
        </section>
      ))}
      {findings.some((finding) => !finding.isReviewed) && (
        <Text size="sm" className="soft">
          ° not reviewed by a native speaker
        </Text>
      )}
    </Stack>
  );
};

/** Most rules are not reviewed yet, so the words stand once, below the list. */
const NotReviewedSign = () => (
  <span className="soft" title="not reviewed by a native speaker">
    °
  </span>
);

/** What is said in the same words of several places is said once. */
const alike = (found: readonly NumberedFinding[]): NumberedFinding[][] => {
  const groups = new Map<string, NumberedFinding[]>();
  for (const one of found) {
    const { why, weight, isReviewed } = one.finding;
    const key = `${why} ${weight < 0} ${isReviewed}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
};

const placesNote = (places: readonly NumberedFinding[]) => {
  const fields = [...new Set(places.map(({ finding }) => finding.field))];
  const words = [
    ...(places.length > 1 ? [`${places.length} times`] : []),
    ...(fields.every((field) => field === 'text') ? [] : [`in: ${fields.map(fieldWords).join(', ')}`]),
  ];
  return words.length === 0 ? null : <span className="soft">{words.join(', ')} </span>;
};

/** `image:0` is the first picture. */
const fieldWords = (field: string): string =>
  field.startsWith('image:') ? `picture ${Number(field.slice('image:'.length)) + 1}` : field;

const showInText = (index: number): void => {
  const mark = document.querySelector<HTMLElement>(`mark[data-findings*=" ${index} "]`);
  mark?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  mark?.focus({ preventScroll: true });
};
