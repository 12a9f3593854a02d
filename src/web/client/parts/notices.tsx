/** What a page says when it waits, fails or has nothing. */
import { Alert, Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export const Waiting = () => (
  <Center p="xl">
    <Loader aria-label="Loading" />
  </Center>
);

export const Problem = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => (
  <Alert color="red" icon={<IconAlertTriangle />} title="That did not work" role="alert">
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{messageOf(error)}</Text>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Stack>
  </Alert>
);

export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Stack className="paper" align="center" gap="xs" py={48} ta="center">
    <Title order={2} size="h4">
      {title}
    </Title>
    <div className="soft">{children}</div>
  </Stack>
);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const tell = (message: string): void => {
  notifications.show({ message, autoClose: 5000 });
};

export const tellProblem = (error: unknown): void => {
  notifications.show({
    color: 'red',
    title: 'That did not work',
    message: messageOf(error),
    autoClose: 12_000,
  });
};
