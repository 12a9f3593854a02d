/** The proxies of the deployment: added, changed and removed. Their passwords are never shown again. */
import {
  Button,
  Group,
  NativeSelect,
  NumberInput,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ProxySettings, ProxyView } from '../../../domain/proxy.ts';
import { ask } from '../api.ts';
import { Problem, tell, tellProblem } from './notices.tsx';
import { proxiesKey, useProxies } from './target-fields/exit-fields.tsx';

export const Proxies = () => {
  const proxies = useProxies();
  const [edited, setEdited] = useState<ProxyView | 'new' | null>(null);
  // Where the keyboard goes on when the form has gone: to the button that opened it.
  const [left, setLeft] = useState<string | null>(null);
  const adding = useRef<HTMLButtonElement>(null);
  if (proxies.isError) return <Problem error={proxies.error} onRetry={() => void proxies.refetch()} />;
  if (!proxies.data) return null;
  const count = proxies.data.length;
  const edit = (what: ProxyView | 'new'): void => {
    setLeft(what === 'new' ? what : what.id);
    setEdited(what);
  };
  return (
    <details className="paper">
      <summary>
        Proxies{' '}
        <span className="soft">{count === 0 ? 'none' : proxies.data.map(({ name }) => name).join(', ')}</span>
      </summary>
      <Stack gap="sm" mt="sm">
        <Text size="sm" className="soft">
          A target that is given a proxy is fetched through it alone. While the proxy does not answer, its
          pages wait.
        </Text>
        {proxies.data.map((proxy) =>
          edited !== null && edited !== 'new' && edited.id === proxy.id ? (
            <ProxyForm key={proxy.id} proxy={proxy} onDone={() => setEdited(null)} />
          ) : (
            <ProxyRow
              key={proxy.id}
              proxy={proxy}
              isLeft={left === proxy.id}
              onEdit={() => edit(proxy)}
              onRemoved={() => adding.current?.focus()}
            />
          ),
        )}
        {edited === 'new' ? (
          <ProxyForm proxy={null} onDone={() => setEdited(null)} />
        ) : (
          <Group>
            <Button
              ref={adding}
              size="compact-sm"
              variant="default"
              autoFocus={left === 'new'}
              onClick={() => edit('new')}
            >
              Add a proxy
            </Button>
          </Group>
        )}
      </Stack>
    </details>
  );
};

const kindLabels = { http: 'HTTP (CONNECT)', socks5: 'SOCKS5' } as const;

const credentialTexts: Record<ProxyView['credentials'], string> = {
  none: 'no password',
  stored: 'with a password, kept encrypted',
  lost: 'its password can no longer be opened with the key of this deployment: enter it anew',
};

const useProxyStep = (done: string, onDone?: () => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: { method: string; path: string; body?: ProxySettings }) =>
      ask(method, path, body),
    onSuccess: async () => {
      tell(done);
      await queries.invalidateQueries({ queryKey: proxiesKey });
      onDone?.();
    },
  });
};

const ProxyRow = ({
  proxy,
  isLeft,
  onEdit,
  onRemoved,
}: {
  proxy: ProxyView;
  isLeft: boolean;
  onEdit: () => void;
  onRemoved: () => void;
}) => {
  const remove = useProxyStep('Removed.', onRemoved);
  const { id, name, kind, host, port, credentials, targets } = proxy;
  return (
    <Group justify="space-between" gap="sm">
      <div>
        <Text fw={600} className="any">
          {name}
        </Text>
        <Text size="sm" className="soft any" {...(credentials === 'lost' && { c: 'var(--tier-medium)' })}>
          {kindLabels[kind]} · {host}:{port} · {credentialTexts[credentials]}
          {targets.length > 0 && ` · used by ${targets.join(', ')}`}
        </Text>
      </div>
      <Group gap={6}>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Change ${name}`}
          autoFocus={isLeft}
          onClick={onEdit}
        >
          Change
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Remove ${name}`}
          loading={remove.isPending}
          onClick={() =>
            remove.mutate({ method: 'DELETE', path: `/api/proxies/${id}` }, { onError: tellProblem })
          }
        >
          Remove
        </Button>
      </Group>
    </Group>
  );
};

const ProxyForm = ({ proxy, onDone }: { proxy: ProxyView | null; onDone: () => void }) => {
  const [values, setValues] = useState({
    name: proxy?.name ?? '',
    kind: proxy?.kind ?? ('http' as const),
    host: proxy?.host ?? '',
    port: proxy?.port ?? 8080,
    user: '',
    password: '',
  });
  const set = (part: Partial<typeof values>): void => setValues({ ...values, ...part });
  const save = useProxyStep(proxy ? 'Changed.' : 'Added.', onDone);
  const { user, password, ...settings } = values;
  return (
    <form
      aria-label={proxy ? `Change ${proxy.name}` : 'Add a proxy'}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          method: proxy ? 'PUT' : 'POST',
          path: proxy ? `/api/proxies/${proxy.id}` : '/api/proxies',
          body: { ...settings, ...(user !== '' && { credentials: { user, password } }) },
        });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          autoFocus
          description="What captures and messages call it; nothing secret."
          required
          maxLength={60}
          value={values.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <NativeSelect
            label="Kind"
            data={Object.entries(kindLabels).map(([value, label]) => ({ value, label }))}
            value={values.kind}
            onChange={(event) => set({ kind: event.currentTarget.value === 'socks5' ? 'socks5' : 'http' })}
          />
          <TextInput
            label="Host"
            placeholder="proxy.example.com"
            required
            value={values.host}
            onChange={(event) => set({ host: event.currentTarget.value })}
          />
          <NumberInput
            label="Port"
            required
            min={1}
            max={65_535}
            hideControls
            value={values.port}
            onChange={(port) => set({ port: Number(port) })}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label="User"
            description={proxy ? 'Left empty, what is stored stays.' : 'Only when the proxy asks for one.'}
            autoComplete="off"
            value={user}
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
          <PasswordInput
            label="Password"
            description="Kept encrypted, never shown again."
            autoComplete="new-password"
            value={password}
            onChange={(event) => set({ password: event.currentTarget.value })}
          />
        </SimpleGrid>
        {save.isError && <Problem error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {proxy ? 'Save' : 'Add'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
