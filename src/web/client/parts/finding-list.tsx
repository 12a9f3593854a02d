/** Findings by family, each with its reason; choosing one shows where it stands in the text. */
import { Group, Stack, Text } from '@mantine/core';
import { type Finding, families } from '../../../domain/assessment.ts';
import { familyWords } from '../../../domain/words.ts';
import { markOf } from './mark-findings.ts';

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
          {found.map(({ finding, index }) => (
            <button
              key={`${finding.rule} ${finding.field} ${finding.start}`}
              type="button"
              className="finding"
              data-active={index === active || undefined}
              onMouseEnter={() => onActivate(index)}
              onMouseLeave={() => onActivate(null)}
              onClick={() => showInText(index)}
            >
              <span className="any">{finding.why}</span>
              {finding.weight < 0 && <span className="soft"> (speaks against)</span>}{' '}
              {fieldNote(finding.field)}
              {!finding.isReviewed && <NotReviewedSign />}
            </button>
          ))}
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

const fieldNote = (field: string) =>
  field === 'text' ? null : <span className="soft">in: {fieldWords(field)} </span>;

/** `image:0` is the first picture. */
const fieldWords = (field: string): string =>
  field.startsWith('image:') ? `picture ${Number(field.slice('image:'.length)) + 1}` : field;

const showInText = (index: number): void => {
  const mark = document.querySelector<HTMLElement>(`mark[data-findings*=" ${index} "]`);
  mark?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  mark?.focus({ preventScroll: true });
};
