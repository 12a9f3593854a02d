/** Which way out a target is fetched through, and whether its owners may be the operators. */
import { Checkbox, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { exitProblem, type ProxyView } from '../../../../domain/proxy.ts';
import { get } from '../../api.ts';
import { Problem } from '../notices.tsx';
import type { TargetFieldsProps } from './fields-contract.ts';

export const proxiesKey = ['proxies'];

export const useProxies = () =>
  useQuery({ queryKey: proxiesKey, queryFn: () => get<ProxyView[]>('/api/proxies') });

export const ExitFields = ({ settings, onChange }: TargetFieldsProps) => {
  const proxies = useProxies();
  const problem = exitProblem(settings);
  return (
    <Stack gap="md">
      <NativeSelect
        label="Proxy"
        description="Pages, pictures and robots.txt of this place are fetched through it, and never past it."
        error={problem && 'Choose the proxy that this place is fetched through.'}
        data={[
          { value: '', label: 'None: this machine’s own address' },
          ...(proxies.data ?? []).map(({ id, name, host, port }) => ({
            value: id,
            label: `${name} (${host}:${port})`,
          })),
        ]}
        value={settings.proxyId ?? ''}
        onChange={(event) => onChange({ proxyId: event.currentTarget.value || undefined })}
      />
      {proxies.isError && <Problem error={proxies.error} onRetry={() => void proxies.refetch()} />}
      {proxies.data?.length === 0 && (
        <Text size="sm" className="soft">
          There is none yet: add one under “Proxies” on the page of crawl targets.
        </Text>
      )}
      <Checkbox
        label="Possibly run by the operators"
        description="Whoever runs the place would see from where it is read: nothing of it is fetched without a proxy."
        checked={settings.suspectedOperator ?? false}
        onChange={(event) => onChange({ suspectedOperator: event.currentTarget.checked || undefined })}
      />
    </Stack>
  );
};
