/** Imports: hand a file in, see what it would bring, say who is to be protected, and watch it come in. */
import { Button, FileInput, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportPreview, ImportProblem, ImportView } from '../../../domain/import-view.ts';
import { ask, get, saveText, upload } from '../api.ts';
import { BeginImport } from '../parts/begin-import.tsx';
import { Empty, Problem, tellProblem, Waiting } from '../parts/notices.tsx';
import { Since } from '../parts/tags.tsx';
import { countOf } from '../parts/words-on-screen.ts';

export interface HandedIn {
  id: string;
  preview: ImportPreview;
}

const liveMs = 2000;

export const ImportsPage = () => {
  const queries = useQueryClient();
  const [handedIn, setHandedIn] = useState<HandedIn | null>(null);
  const imports = useQuery({
    queryKey: ['imports'],
    queryFn: () => get<ImportView[]>('/api/imports'),
    refetchInterval: (query) => (query.state.data?.some((one) => one.state === 'running') ? liveMs : false),
  });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['imports'] });
  return (
    <Stack gap="md" maw={900}>
      <Title order={1} size="h3">
        Imports
      </Title>
      {handedIn ? (
        <BeginImport
          key={handedIn.preview.importer}
          handedIn={handedIn}
          onPreview={(preview) => setHandedIn({ ...handedIn, preview })}
          onEnd={() => {
            setHandedIn(null);
            void refresh();
          }}
        />
      ) : (
        <HandIn onHandedIn={setHandedIn} />
      )}
      {imports.isPending && <Waiting />}
      {imports.isError && <Problem error={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.data?.length === 0 && !handedIn && (
        <Empty title="Nothing was imported yet">Hand in a file above, or use lurewatch import.</Empty>
      )}
      {imports.data?.map((one) => (
        <ImportCard key={one.id} one={one} onChange={refresh} />
      ))}
    </Stack>
  );
};

const HandIn = ({ onHandedIn }: { onHandedIn: (handedIn: HandedIn) => void }) => {
  const [file, setFile] = useState<File | null>(null);
  const hand = useMutation({
    mutationFn: async (chosen: File) => {
      const { id } = await upload<{ id: string }>(
        `/api/imports/uploads?name=${encodeURIComponent(chosen.name)}`,
        chosen,
      );
      try {
        return { id, preview: await ask<ImportPreview>('POST', `/api/imports/uploads/${id}/preview`, {}) };
      } catch (error) {
        await ask('DELETE', `/api/imports/uploads/${id}`);
        throw error;
      }
    },
    onSuccess: onHandedIn,
  });
  return (
    <form
      className="paper"
      onSubmit={(event) => {
        event.preventDefault();
        if (file) hand.mutate(file);
      }}
    >
      <Stack gap="sm" align="flex-start">
        <FileInput
          w="100%"
          label="File"
          description="A table (CSV), records (JSON), a chat export, mails, saved pages, or pictures; a folder as a ZIP. Nothing is imported before you have seen what is in it."
          placeholder="Choose a file"
          value={file}
          onChange={setFile}
          clearable
        />
        <Button type="submit" disabled={!file} loading={hand.isPending}>
          Look into it
        </Button>
        {hand.isError && <Problem error={hand.error} />}
      </Stack>
    </form>
  );
};

const stateWords: Record<ImportView['state'], string> = {
  running: 'running',
  done: 'done',
  failed: 'stopped by a fault',
  undone: 'undone',
};

const ImportCard = ({ one, onChange }: { one: ImportView; onChange: () => Promise<void> }) => {
  const { counts } = one;
  const step = useMutation({
    mutationFn: (path: string) => ask('POST', `/api/imports/${one.id}/${path}`),
    onSuccess: onChange,
    onError: tellProblem,
  });
  const undo = (): void => {
    if (window.confirm(`Remove everything that only ${one.name} brought? Decisions on it go too.`))
      step.mutate('undo');
  };
  return (
    <article className="paper">
      <Group gap={8}>
        <Text component="h2" fw={600} className="any">
          {one.name}
        </Text>
        <span className="tag">{stateWords[one.state]}</span>
        {one.isPrivate && <span className="tag">private</span>}
      </Group>
      <Text size="sm" className="soft any">
        {one.importer} · <Since time={one.createdAt} /> · {one.suppliedBy ?? 'command line'}
        {one.basis && ` · ${one.basis}`}
      </Text>
      {one.state === 'running' && (
        <Progress
          my={8}
          animated
          aria-label="How far it is"
          value={one.totalItems ? (100 * one.position) / one.totalItems : 100}
        />
      )}
      <Text size="sm" mt={4} aria-live="polite">
        {countOf(one.position, 'item')} read: {counts.new} new, {counts.changed} changed, {counts.known}{' '}
        known, {countOf(counts.leads, 'lead')} · {counts.protected} of protected people and {counts.skipped}{' '}
        others left out · {counts.bad} not readable
      </Text>
      {one.error && (
        <Text size="sm" c="var(--tier-high)" className="any">
          {one.error}
        </Text>
      )}
      <Group mt={8} gap="xs">
        {one.state === 'failed' && (
          <Button size="compact-sm" onClick={() => step.mutate('retry')} loading={step.isPending}>
            Go on
          </Button>
        )}
        {one.state !== 'undone' && counts.bad + counts.skipped > 0 && <ProblemList one={one} />}
        {one.state !== 'undone' && (
          <Button size="compact-sm" variant="default" onClick={undo} loading={step.isPending}>
            Undo
          </Button>
        )}
      </Group>
    </article>
  );
};

const csvOf = (problems: readonly ImportProblem[]): string =>
  [
    'kind,position,reason',
    ...problems.map((row) => [row.kind, row.position, row.reason].map(csvCell).join(',')),
  ].join('\r\n');

/** A cell that begins like a formula would be run by a spreadsheet. */
const csvCell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const ProblemList = ({ one }: { one: ImportView }) => {
  const [isOpen, setOpen] = useState(false);
  const problems = useQuery({
    queryKey: ['import-problems', one.id, one.position],
    queryFn: () => get<ImportProblem[]>(`/api/imports/${one.id}/problems`),
    enabled: isOpen,
  });
  return (
    <>
      <Button size="compact-sm" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        What was left out
      </Button>
      {isOpen && problems.data && (
        <Stack gap={4} w="100%" style={{ order: 9 }}>
          {problems.data.length === 0 && <Text size="sm">Nothing that needs a look.</Text>}
          {problems.data.slice(0, 50).map((problem) => (
            <Text key={`${problem.position} ${problem.reason}`} size="sm" className="any">
              <b>{problem.position}</b>: {problem.reason}
            </Text>
          ))}
          {problems.data.length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              style={{ alignSelf: 'flex-start' }}
              onClick={() => saveText(`import-${one.id}-problems.csv`, csvOf(problems.data))}
            >
              Save the list
            </Button>
          )}
        </Stack>
      )}
    </>
  );
};
