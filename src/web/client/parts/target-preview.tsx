/** What the first page of a target gives, before anything is stored. */
import { Alert, Stack, Text } from '@mantine/core';
import type { Tier } from '../../../domain/assessment.ts';
import type { TargetPreviewView } from '../../../domain/target-view.ts';
import { TierTag } from './tags.tsx';
import { countOf } from './words-on-screen.ts';

export const TargetPreview = ({ preview }: { preview: TargetPreviewView }) => (
  <Alert color="gray" variant="outline" title={`What the first page gives`}>
    <Text size="sm" className="any">
      {preview.url}: {countOf(preview.postings.length, 'advert')},{' '}
      {countOf(preview.requests.length, 'further page')} to read.
    </Text>
    {preview.problems.map((problem) => (
      <Text key={problem} size="sm" c="var(--tier-high)" className="any">
        {problem}
      </Text>
    ))}
    <Stack gap={6} mt={6}>
      {preview.postings.map((posting) => (
        <div key={`${posting.url} ${posting.title}`}>
          <TierTag tier={posting.tier as Tier} />{' '}
          <bdi className="any">
            <b>{posting.title}</b>
          </bdi>
          <Text size="sm" className="soft any" lineClamp={3} dir="auto">
            {posting.text}
          </Text>
        </div>
      ))}
    </Stack>
    {preview.requests.length > 0 && (
      <details>
        <summary>Pages that it would read next</summary>
        {preview.requests.map((request) => (
          <Text key={request.url} size="sm" className="any">
            {request.kind}: {request.url}
          </Text>
        ))}
      </details>
    )}
  </Alert>
);
