/** Sign-in, and the change of a one-time password right after it. */
import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Account, newPassword } from '../../../domain/account.ts';
import { ask } from '../api.ts';
import { Problem } from '../parts/notices.tsx';
import { sessionKey, useSignOut } from '../session.ts';

const Card = ({ title, children }: { title: string; children: ReactNode }) => (
  <main>
    <Paper maw={400} mx="auto" mt={{ base: 24, sm: 96 }} p="lg" withBorder>
      <Text fw={700} c="var(--accent)">
        Lurewatch
      </Text>
      <Title order={1} size="h3" mb="md">
        {title}
      </Title>
      {children}
    </Paper>
  </main>
);

/** Runs a form's sending with its waiting and its problem. */
const useSending = (send: () => Promise<void>) => {
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const run = async (): Promise<void> => {
    setSending(true);
    setError(null);
    await send().catch(setError);
    setSending(false);
  };
  return { run, error, isSending };
};

export const SignInPage = () => {
  const queries = useQueryClient();
  const form = useForm({ initialValues: { name: '', password: '' } });
  const { run, error, isSending } = useSending(async () => {
    const account = await ask<Account>('POST', '/api/session', form.getValues());
    queries.setQueryData(sessionKey, account);
  });
  return (
    <Card title="Sign in">
      <form onSubmit={form.onSubmit(run)}>
        <Stack>
          <TextInput
            label="Name"
            autoComplete="username"
            autoFocus
            required
            {...form.getInputProps('name')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          {error ? <Problem error={error} /> : null}
          <Button type="submit" loading={isSending}>
            Sign in
          </Button>
          <Text size="sm" className="soft">
            The first admin’s one-time password was printed when Lurewatch started.
          </Text>
        </Stack>
      </form>
    </Card>
  );
};

export const ChangePasswordPage = () => {
  const queries = useQueryClient();
  const signOut = useSignOut();
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: {
      next: (value) => newPassword.safeParse(value).error?.issues[0]?.message ?? null,
      again: (value, values) => (value === values.next ? null : 'not the same as above'),
    },
  });
  const { run, error, isSending } = useSending(async () => {
    const { current, next } = form.getValues();
    await ask('POST', '/api/session/password', { current, next });
    await queries.invalidateQueries({ queryKey: sessionKey });
  });
  return (
    <Card title="Choose a password of your own">
      <form onSubmit={form.onSubmit(run)}>
        <Stack>
          <PasswordInput
            label="One-time password"
            autoComplete="current-password"
            autoFocus
            required
            {...form.getInputProps('current')}
          />
          <PasswordInput
            label="New password"
            description="At least 12 characters; a few words that you remember do well."
            autoComplete="new-password"
            required
            {...form.getInputProps('next')}
          />
          <PasswordInput
            label="New password again"
            autoComplete="new-password"
            required
            {...form.getInputProps('again')}
          />
          {error ? <Problem error={error} /> : null}
          <Button type="submit" loading={isSending}>
            Use this password
          </Button>
          <Button variant="subtle" onClick={() => void signOut()}>
            Sign out
          </Button>
        </Stack>
      </form>
    </Card>
  );
};
