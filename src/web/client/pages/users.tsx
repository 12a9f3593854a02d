/** Users: add, reset, disable. A one-time password is shown once. */
import { Alert, Button, Code, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type OneTimePassword, type UserRow, userName } from '../../../domain/account.ts';
import { userRole } from '../../../domain/review.ts';
import { roleWords } from '../../../domain/words.ts';
import { ask, get } from '../api.ts';
import { Copy } from '../parts/copy.tsx';
import { Problem, tellProblem, Waiting } from '../parts/notices.tsx';
import { Since } from '../parts/tags.tsx';
import { useAccount } from '../session.ts';

export const UsersPage = () => {
  const queries = useQueryClient();
  const users = useQuery({ queryKey: ['users'], queryFn: () => get<UserRow[]>('/api/users') });
  const [shown, setShown] = useState<OneTimePassword | null>(null);
  const step = useMutation({
    mutationFn: ({ path, body }: { path: string; body?: unknown }) =>
      ask<OneTimePassword | undefined>('POST', `/api/users${path}`, body),
    onSuccess: async (answer) => {
      if (answer) setShown(answer);
      await queries.invalidateQueries({ queryKey: ['users'] });
    },
    onError: tellProblem,
  });
  return (
    <Stack gap="md" maw={900}>
      <Title order={1} size="h3">
        Users
      </Title>
      <AddUser onAdd={(body) => step.mutateAsync({ path: '', body })} />
      {shown && <ShownOnce shown={shown} onClose={() => setShown(null)} />}
      {users.isPending && <Waiting />}
      {users.isError && <Problem error={users.error} onRetry={() => void users.refetch()} />}
      {users.data && (
        <UserList
          users={users.data}
          onReset={(user) => step.mutate({ path: '/reset', body: { name: user.name } })}
          onToggle={(user) => step.mutate({ path: `/${user.id}/${user.disabledAt ? 'enable' : 'disable'}` })}
        />
      )}
    </Stack>
  );
};

const AddUser = ({ onAdd }: { onAdd: (user: { name: string; role: string }) => Promise<unknown> }) => {
  const form = useForm({
    initialValues: { name: '', role: 'analyst' },
    validate: { name: (value) => userName.safeParse(value).error?.issues[0]?.message ?? null },
  });
  // A problem is told by the page; what was typed stays.
  const add = (): Promise<void> =>
    onAdd(form.getValues()).then(
      () => form.reset(),
      () => undefined,
    );
  return (
    <form className="paper" onSubmit={form.onSubmit(add)}>
      <Group align="flex-end">
        <TextInput label="Name" required autoComplete="off" {...form.getInputProps('name')} />
        <NativeSelect
          label="Role"
          data={userRole.options.map((value) => ({ value, label: roleWords[value] }))}
          {...form.getInputProps('role')}
        />
        <Button type="submit">Add user</Button>
      </Group>
    </form>
  );
};

const ShownOnce = ({ shown, onClose }: { shown: OneTimePassword; onClose: () => void }) => (
  <Alert color="teal" title={`One-time password of ${shown.name}`} withCloseButton onClose={onClose}>
    <Group gap="sm">
      <Code fz="md">{shown.oneTimePassword}</Code>
      <Copy value={shown.oneTimePassword} />
    </Group>
    <Text size="sm" mt={6}>
      It is shown only now. Hand it over in person or by a safe way; it must be changed at the first sign-in.
    </Text>
  </Alert>
);

interface UserListProps {
  users: UserRow[];
  onReset: (user: UserRow) => void;
  onToggle: (user: UserRow) => void;
}

const UserList = ({ users, onReset, onToggle }: UserListProps) => {
  const account = useAccount();
  return (
    <ul className="paper" style={{ listStyle: 'none', margin: 0, paddingBlock: 4 }}>
      {users.map((user) => (
        <li key={user.id} className="list-line">
          <div style={{ flex: '1 1 220px', minWidth: 0 }}>
            <Text fw={600} className="any">
              {user.name}
            </Text>
            <Text size="sm" className="soft">
              {user.role} · {user.lastSeenAt ? <Since time={user.lastSeenAt} /> : 'never signed in'}
            </Text>
          </div>
          {user.disabledAt && <span className="tag">disabled</span>}
          {user.mustChangePassword && <span className="tag">one-time password</span>}
          <Button size="compact-sm" variant="default" onClick={() => onReset(user)}>
            Reset password
          </Button>
          {user.id !== account.id && (
            <Button size="compact-sm" variant="default" onClick={() => onToggle(user)}>
              {user.disabledAt ? 'Enable' : 'Disable'}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
};
