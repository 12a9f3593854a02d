/** The last pages of a run, and adverts read from them. */
import { Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RunView } from '../../../domain/run-view.ts';
import { urlStateWords } from '../../../domain/words.ts';
import { Since, TierTag } from './tags.tsx';
import { countOf } from './words-on-screen.ts';

export const RunPages = ({ pages }: { pages: RunView['pages'] }) =>
  pages.length === 0 ? (
    <Text className="soft">None yet.</Text>
  ) : (
    <Stack gap={8}>
      {pages.map((page) => (
        <div key={page.id}>
          <Text size="sm" className="any">
            {page.url}
          </Text>
          <div className="lead-facts">
            <span>
              {page.kind}: {page.state === 'waiting' ? 'to be tried again' : urlStateWords[page.state]}
            </span>
            {page.status !== null && <span>status {page.status}</span>}
            {page.postings !== null && (page.postings > 0 || !page.links) && (
              <span>{countOf(page.postings, 'advert')}</span>
            )}
            {page.links !== null && page.links > 0 && <span>{countOf(page.links, 'link')} to adverts</span>}
            <Since time={page.at} />
          </div>
          {page.problem && (
            <Text size="sm" c="var(--tier-medium)" className="any">
              {page.problem}
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );

export const RunSamples = ({ samples }: { samples: RunView['samples'] }) =>
  samples.length === 0 ? (
    <Text className="soft">None yet.</Text>
  ) : (
    <Stack gap={8}>
      {samples.map((sample) => (
        <div key={sample.postingId}>
          <Text size="sm" fw={600} className="any" dir="auto">
            {sample.leadId ? (
              <Link to="/leads/$leadId" params={{ leadId: sample.leadId }}>
                {sample.title || '(no title)'}
              </Link>
            ) : (
              sample.title || '(no title)'
            )}
          </Text>
          <div className="lead-facts">
            <TierTag tier={sample.tier} />
            {sample.gist && <span className="any">{sample.gist}</span>}
          </div>
        </div>
      ))}
    </Stack>
  );
