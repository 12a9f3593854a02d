/** The restricted list: texts of people held inside, or of relatives searching. */
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonAtRiskView } from '../../../domain/person-at-risk.ts';
import { ask, get } from '../api.ts';
import { Empty, Problem, tellProblem, Waiting } from '../parts/notices.tsx';
import { DemonstrationTag, Since } from '../parts/tags.tsx';
import { siteName } from '../parts/words-on-screen.ts';

export const PersonsAtRiskPage = () => {
  const persons = useQuery({
    queryKey: ['persons-at-risk'],
    queryFn: () => get<PersonAtRiskView[]>('/api/persons-at-risk'),
    staleTime: 60_000,
  });
  return (
    <Stack gap="md" maw={900}>
      <Title order={1} size="h3">
        Persons at risk
      </Title>
      <Text size="sm" className="paper soft">
        Somebody may be held, or be searched for. Pass it on to those who help, over a way they have agreed
        to. Do not answer the text yourself. Every look at this list is in the audit log.
      </Text>
      {persons.isPending && <Waiting />}
      {persons.isError && <Problem error={persons.error} onRetry={() => void persons.refetch()} />}
      {persons.data?.length === 0 && (
        <Empty title="Nobody is on the list">
          Pleas and testimonies that are found come here instead of the queue.
        </Empty>
      )}
      {persons.data?.map((person) => (
        <Person key={person.id} person={person} />
      ))}
    </Stack>
  );
};

const Person = ({ person }: { person: PersonAtRiskView }) => {
  const queries = useQueryClient();
  const [note, setNote] = useState(person.note);
  const isHandled = person.state === 'handled';
  const change = useMutation({
    mutationFn: () =>
      ask('POST', `/api/persons-at-risk/${person.id}`, { isHandled: !isHandled, note: note.trim() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['persons-at-risk'] }),
    onError: tellProblem,
  });
  return (
    <article className="paper">
      <Group gap={8} mb={6}>
        <span className="tag">{isHandled ? `handled by ${person.handledBy ?? 'somebody'}` : 'new'}</span>
        {person.isDemonstration && <DemonstrationTag />}
        <Text size="sm" className="soft any">
          {siteName(person.site)} · <Since time={person.createdAt} />
        </Text>
      </Group>
      {person.title && (
        <Text component="h2" fw={600} className="any" dir="auto">
          {person.title}
        </Text>
      )}
      <div className="advert" dir="auto">
        {person.text}
      </div>
      <Text size="sm" className="soft any" mt={6}>
        Seen at {person.url}
      </Text>
      <Textarea
        mt="sm"
        label="Note"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={1}
        maxLength={4000}
      />
      <Button
        mt="sm"
        variant={isHandled ? 'default' : 'filled'}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        {isHandled ? 'Open again' : 'Mark as handled'}
      </Button>
    </article>
  );
};
