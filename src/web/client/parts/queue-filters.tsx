/** Tabs with counts, and the filters of the queue. */
import { Button, Group, MultiSelect, NativeSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { queueTier, type Tier, tierRank, tiers } from '../../../domain/assessment.ts';
import type { QueueFacets, QueueOrder, StateCount } from '../../../domain/lead-queue.ts';
import type { GroupState } from '../../../domain/review.ts';
import { tierWords } from '../../../domain/words.ts';
import { get } from '../api.ts';
import type { QueueSearch, QueueShow } from '../router.tsx';
import { languageName, siteName } from './words-on-screen.ts';

export const statesOf: Record<QueueShow, GroupState[] | undefined> = {
  open: ['new', 'claimed'],
  mine: ['claimed'],
  pursued: ['pursued'],
  dismissed: ['dismissed'],
  referred: ['referred'],
  all: undefined,
};

const showWords: Record<QueueShow, string> = {
  open: 'Open',
  mine: 'Claimed by me',
  pursued: 'Pursued',
  dismissed: 'Dismissed',
  referred: 'Referred',
  all: 'All',
};

/** Null where the counts don't tell. */
export const countOfShow = (show: QueueShow, counts: StateCount[]): number | null =>
  show === 'mine'
    ? null
    : counts
        .filter((count) => statesOf[show]?.includes(count.state) ?? true)
        .reduce((sum, count) => sum + count.groups, 0);

interface FilterProps {
  search: QueueSearch;
  onChange: (change: Partial<QueueSearch>) => void;
}

export const QueueTabs = ({ search, onChange, counts }: FilterProps & { counts: StateCount[] }) => {
  const current = search.show ?? 'open';
  return (
    <Group gap={6} role="group" aria-label="Which leads">
      {(Object.keys(showWords) as QueueShow[]).map((show) => {
        const count = countOfShow(show, counts);
        return (
          <Button
            key={show}
            size="compact-sm"
            variant={show === current ? 'filled' : 'default'}
            aria-pressed={show === current}
            onClick={() => onChange({ show: show === 'open' ? undefined : show })}
          >
            {showWords[show]}
            {count !== null && counts.length > 0 && ` ${count}`}
          </Button>
        );
      })}
    </Group>
  );
};

const ages = [
  { value: '', label: 'Any age' },
  { value: '1', label: 'Last day' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
];
const orders: { value: QueueOrder; label: string }[] = [
  { value: 'urgent-first', label: 'Urgent first' },
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
];
const onlineStates = [
  { value: '', label: 'Online or gone' },
  { value: 'online', label: 'Still online' },
  { value: 'gone', label: 'Gone' },
];
const demonstrations = [
  { value: 'with', label: 'With demonstration' },
  { value: 'without', label: 'No demonstration' },
  { value: 'only', label: 'Only demonstration' },
];

const isFiltered = (search: QueueSearch): boolean =>
  Boolean(
    search.tier ||
      search.language ||
      search.place ||
      search.site ||
      search.maxAgeDays ||
      search.online ||
      search.demonstration,
  );

export const QueueFilters = ({ search, onChange, children }: FilterProps & { children?: ReactNode }) => {
  const [isOpen, { toggle }] = useDisclosure(isFiltered(search));
  return (
    <>
      <Group gap={8}>
        <Button
          size="compact-sm"
          variant={isFiltered(search) ? 'light' : 'default'}
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={toggle}
          aria-expanded={isOpen}
        >
          Filters
        </Button>
        <NativeSelect
          size="xs"
          aria-label="Order"
          data={orders}
          value={search.order ?? 'urgent-first'}
          onChange={(event) => onChange({ order: event.currentTarget.value as QueueOrder })}
        />
        {(isFiltered(search) || search.search) && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() =>
              onChange({
                tier: undefined,
                language: undefined,
                place: undefined,
                site: undefined,
                maxAgeDays: undefined,
                online: undefined,
                demonstration: undefined,
                search: undefined,
              })
            }
          >
            Clear
          </Button>
        )}
        {children}
      </Group>
      {isOpen && <FilterFields search={search} onChange={onChange} />}
    </>
  );
};

const FilterFields = ({ search, onChange }: FilterProps) => {
  const facets = useQuery({ queryKey: ['facets'], queryFn: () => get<QueueFacets>('/api/leads/facets') });
  const someTiers = tiers.filter((tier) => tierRank(tier) >= tierRank(queueTier)).reverse();
  return (
    <Group gap={8} align="flex-end">
      <MultiSelect
        label="To read"
        placeholder={search.tier?.length ? '' : 'Any'}
        data={someTiers.map((tier) => ({ value: tier, label: tierWords[tier] }))}
        value={search.tier ?? []}
        onChange={(value) => onChange({ tier: value.length ? (value as Tier[]) : undefined })}
        w={200}
      />
      <MultiSelect
        label="Language"
        placeholder={search.language?.length ? '' : 'Any'}
        searchable
        data={(facets.data?.languages ?? []).map(({ code, leads }) => ({
          value: code,
          label: `${languageName(code)} (${leads})`,
        }))}
        value={search.language ?? []}
        onChange={(value) => onChange({ language: value.length ? value : undefined })}
        w={220}
      />
      <PlaceField place={search.place ?? ''} onChange={(place) => onChange({ place: place || undefined })} />
      <Select
        label="Site"
        placeholder="Any"
        searchable
        clearable
        data={(facets.data?.sites ?? []).map(({ site, leads }) => ({
          value: site,
          label: `${siteName(site)} (${leads})`,
        }))}
        value={search.site ?? null}
        onChange={(site) => onChange({ site: site ?? undefined })}
        w={200}
      />
      <NativeSelect
        label="Found"
        data={ages}
        value={String(search.maxAgeDays ?? '')}
        onChange={(event) => onChange({ maxAgeDays: Number(event.currentTarget.value) || undefined })}
      />
      <NativeSelect
        label="Advert"
        data={onlineStates}
        value={search.online ?? ''}
        onChange={(event) =>
          onChange({ online: (event.currentTarget.value || undefined) as QueueSearch['online'] })
        }
      />
      <NativeSelect
        label="Demonstration"
        data={demonstrations}
        value={search.demonstration ?? 'with'}
        onChange={(event) => {
          const value = event.currentTarget.value as 'with' | 'without' | 'only';
          onChange({ demonstration: value === 'with' ? undefined : value });
        }}
      />
    </Group>
  );
};

const PlaceField = ({ place, onChange }: { place: string; onChange: (place: string) => void }) => {
  const [text, setText] = useState(place);
  const tellLater = useDebouncedCallback(onChange, 400);
  useEffect(() => setText(place), [place]);
  return (
    <TextInput
      label="Place"
      placeholder="Any"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tellLater(event.currentTarget.value.trim());
      }}
      w={150}
      maxLength={120}
    />
  );
};
