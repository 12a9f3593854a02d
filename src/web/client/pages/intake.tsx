/** Intake: what partners handed in, to accept or reject; keys of partners for admins. */
import { Alert, Button, Code, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { mayAdminister } from '../../../domain/account.ts';
import { type IntakeState, type IntakeView, intakeState, type PartnerView } from '../../../domain/intake.ts';
import { ask, get } from '../api.ts';
import { Copy } from '../parts/copy.tsx';
import { Empty, Problem, tellProblem, Waiting } from '../parts/notices.tsx';
import { Since } from '../parts/tags.tsx';
import { countOf } from '../parts/words-on-screen.ts';
import { useMay } from '../session.ts';

const words: Record<IntakeState, string> = { new: 'New', accepted: 'Accepted', rejected: 'Rejected' };

export const IntakePage = () => {
  const [state, setState] = useState<IntakeState>('new');
  const isAdmin = useMay(mayAdminister);
  const items = useQuery({
    queryKey: ['intake', state],
    queryFn: () => get<IntakeView[]>('/api/intake', { state }),
  });
  return (
    <Stack gap="md" maw={900}>
      <Title order={1} size="h3">
        Intake
      </Title>
      <SegmentedControl
        aria-label="Which"
        value={state}
        onChange={(value) => setState(intakeState.parse(value))}
        data={intakeState.options.map((value) => ({ value, label: words[value] }))}
      />
      {items.isPending && <Waiting />}
      {items.isError && <Problem error={items.error} onRetry={() => void items.refetch()} />}
      {items.data?.length === 0 && <Empty title="Nothing here">What partners hand in waits here.</Empty>}
      {items.data?.map((item) => (
        <Item key={item.id} item={item} />
      ))}
      {isAdmin && <Partners />}
    </Stack>
  );
};

const Item = ({ item }: { item: IntakeView }) => {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const step = useMutation({
    mutationFn: ({ path, body }: { path: string; body?: unknown }) =>
      ask('POST', `/api/intake/${item.id}/${path}`, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['intake'] }),
    onError: tellProblem,
  });
  return (
    <article className="paper">
      <Text size="sm" className="soft any">
        {item.partner}
        {item.reference && ` · ${item.reference}`} · <Since time={item.createdAt} />
        {item.images > 0 && ` · ${countOf(item.images, 'picture')}`}
      </Text>
      {item.title && (
        <Text component="h2" fw={600} className="any" dir="auto">
          {item.title}
        </Text>
      )}
      <div className="advert" dir="auto">
        {item.text}
      </div>
      {item.images > 0 && (
        <Group mt="sm" gap="xs" align="flex-start">
          {Array.from(
            { length: item.images },
            (_one, number) => `/api/intake/${item.id}/images/${number}`,
          ).map((path, number) => (
            <HandedPicture key={path} path={path} number={number + 1} />
          ))}
        </Group>
      )}
      {item.url && (
        <Text size="sm" className="any">
          {item.url}
          {item.state === 'new' && ' · fetched when you accept it'}
          {item.targetId && !item.leadId && ' · being fetched, or it brought no lead: see Targets'}
        </Text>
      )}
      {item.reason && (
        <Text size="sm" className="any">
          Rejected: {item.reason}
        </Text>
      )}
      <Group mt="sm" align="flex-end" gap="xs">
        {item.state === 'new' ? (
          <>
            <Button size="xs" loading={step.isPending} onClick={() => step.mutate({ path: 'accept' })}>
              Accept
            </Button>
            <TextInput
              size="xs"
              aria-label="Why it is rejected"
              placeholder="Why not"
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button
              size="xs"
              variant="default"
              disabled={reason.trim().length < 3}
              onClick={() => step.mutate({ path: 'reject', body: { reason } })}
            >
              Reject
            </Button>
          </>
        ) : (
          <Button
            size="xs"
            variant="default"
            loading={step.isPending}
            onClick={() => step.mutate({ path: 'undo' })}
          >
            Undo
          </Button>
        )}
        {item.leadId && (
          <Link to="/leads/$leadId" params={{ leadId: item.leadId }}>
            Open the lead
          </Link>
        )}
      </Group>
    </article>
  );
};

/** Veiled until somebody asks: it may show a person. Drawn anew by the server, never the file itself. */
const HandedPicture = ({ path, number }: { path: string; number: number }) => {
  const [isVeiled, setIsVeiled] = useState(true);
  const [isMissing, setMissing] = useState(false);
  if (isMissing)
    return (
      <Text size="sm" className="soft">
        Picture {number} is withheld, or can’t be shown.
      </Text>
    );
  return (
    <div className="picture handed-picture" data-open={!isVeiled || undefined}>
      <img
        src={path}
        alt={`Handed in, picture ${number}`}
        data-veiled={isVeiled || undefined}
        aria-hidden={isVeiled}
        loading="lazy"
        onError={() => setMissing(true)}
      />
      {isVeiled && (
        <button type="button" className="veil" onClick={() => setIsVeiled(false)}>
          <span>Show picture {number}. It may show a person.</span>
        </button>
      )}
    </div>
  );
};

const exampleOf = (token: string): string =>
  [
    `curl ${location.origin}/api/intake -H "Authorization: Bearer ${token}"`,
    `-H "Content-Type: application/json" -d '{"text":"Typing work abroad, flight paid …"}'`,
  ].join(' \\\n  ');

const Partners = () => {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const partners = useQuery({ queryKey: ['partners'], queryFn: () => get<PartnerView[]>('/api/partners') });
  const refresh = () => queries.invalidateQueries({ queryKey: ['partners'] });
  const add = useMutation({
    mutationFn: () => ask<{ token: string }>('POST', '/api/partners', { name }),
    onSuccess: () => {
      setName('');
      return refresh();
    },
    onError: tellProblem,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => ask('POST', `/api/partners/${id}/revoke`),
    onSuccess: refresh,
    onError: tellProblem,
  });
  return (
    <section className="paper">
      <Title order={2} size="h4" mb="sm">
        Partners’ keys
      </Title>
      <Text size="sm" className="soft" mb="sm">
        A shelter, an embassy or a platform hands in adverts over the API with a key of its own; each waits
        above for somebody’s decision. What may be sent is told in docs/intake.md.
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Group align="flex-end">
          <TextInput
            label="Name of the partner"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={120}
          />
          <Button type="submit" disabled={name.trim().length < 2} loading={add.isPending}>
            Make a key
          </Button>
        </Group>
      </form>
      {add.data && (
        <Alert color="teal" title="The key, shown only now" mt="sm">
          <Group gap="sm">
            <Code className="wraps">{add.data.token}</Code>
            <Copy value={add.data.token} />
          </Group>
          <Text size="sm" mt="sm">
            To hand in an advert with it:
          </Text>
          <Code block className="wraps">
            {exampleOf(add.data.token)}
          </Code>
        </Alert>
      )}
      <Stack gap={4} mt="sm">
        {partners.data?.map((partner) => (
          <Group key={partner.id} gap="sm">
            <Text size="sm" className="any">
              {partner.name} · {partner.lastUsedAt ? <Since time={partner.lastUsedAt} /> : 'never used'}
            </Text>
            {partner.revokedAt ? (
              <span className="tag">revoked</span>
            ) : (
              <Button size="compact-sm" variant="default" onClick={() => revoke.mutate(partner.id)}>
                Revoke
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </section>
  );
};
