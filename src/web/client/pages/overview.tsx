/** Leads per day, where people look rather than read. */
import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mayAdminister } from '../../../domain/account.ts';
import { queueTier, tierRank, tiers } from '../../../domain/assessment.ts';
import type { LeadsPerDay } from '../../../domain/lead-queue.ts';
import type { TargetView } from '../../../domain/target-view.ts';
import { tierWords } from '../../../domain/words.ts';
import { get } from '../api.ts';
import { BarChart } from '../parts/bar-chart.tsx';
import { HealthMark } from '../parts/health-mark.tsx';
import { Section } from '../parts/lead-evidence.tsx';
import { Empty, Problem, Waiting } from '../parts/notices.tsx';
import { countOf, languageName } from '../parts/words-on-screen.ts';
import { useMay } from '../session.ts';

const tierColors: Record<string, string> = {
  high: 'var(--chart-high)',
  medium: 'var(--chart-medium)',
  low: 'var(--chart-low)',
};
/** Told apart in light and dark and with common colour blindness; more languages than these are put together. */
const languageColors = ['#0b7a8a', '#d1762b', '#7a5bc0', '#3f8f3a', '#c0457a'];
const others = 'others';

/** Targets that do not work as they did; nothing while all do. */
const TargetsInTrouble = () => {
  const targets = useQuery({
    queryKey: ['targets'],
    queryFn: () => get<TargetView[]>('/api/targets'),
    refetchInterval: 30_000,
  });
  const troubled = (targets.data ?? []).filter(
    ({ health, state }) => state === 'active' && health !== null && health.state !== 'working',
  );
  if (troubled.length === 0) return null;
  return (
    <Section title={`Crawl targets to look at (${troubled.length})`}>
      {troubled.map((target) => (
        <div key={target.id}>
          {target.lastRun ? (
            <Link to="/runs/$runId" params={{ runId: target.lastRun.id }} className="any">
              {target.settings.name}
            </Link>
          ) : (
            target.settings.name
          )}
          <HealthMark health={target.health} />
        </div>
      ))}
    </Section>
  );
};

export const OverviewPage = () => {
  const isAdmin = useMay(mayAdminister);
  const counts = useQuery({
    queryKey: ['leads-per-day'],
    queryFn: () => get<LeadsPerDay>('/api/statistics/leads-per-day', { days: 30 }),
  });
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        Overview
      </Title>
      {isAdmin && <TargetsInTrouble />}
      {counts.isPending && <Waiting />}
      {counts.isError && <Problem error={counts.error} onRetry={() => void counts.refetch()} />}
      {counts.data && <Charts counts={counts.data} />}
    </Stack>
  );
};

const Charts = ({ counts }: { counts: LeadsPerDay }) => {
  const leftOut = (
    <Text size="sm" className="soft">
      New leads of the last {counts.days.length} days, by day in UTC. The demonstration is never counted
      {counts.demonstrationLeftOut > 0 &&
        `: ${countOf(counts.demonstrationLeftOut, 'demonstration lead')} left out`}
      .
    </Text>
  );
  if (counts.tiers.length === 0)
    return (
      <>
        {leftOut}
        <Empty title="No leads yet">They are plotted here from the first day on.</Empty>
      </>
    );
  const common = commonLanguages(counts);
  return (
    <>
      {leftOut}
      <BarChart
        title="Leads per day, by what to read"
        days={counts.days}
        bars={counts.tiers.map(({ day, tier, leads }) => ({ day, series: tier, count: leads }))}
        series={tiers
          .filter((tier) => tierRank(tier) >= tierRank(queueTier))
          .reverse()
          .map((tier) => ({ id: tier, label: tierWords[tier], color: tierColors[tier] ?? 'gray' }))}
      />
      <BarChart
        title="Leads per day, by language"
        days={counts.days}
        bars={counts.languages.map(({ day, language, leads }) => ({
          day,
          series: common.includes(language) ? language : others,
          count: leads,
        }))}
        series={[
          ...common.map((code, index) => ({
            id: code,
            label: languageName(code),
            color: languageColors[index] ?? 'gray',
          })),
          { id: others, label: 'other languages', color: 'var(--soft)' },
        ]}
      />
    </>
  );
};

const commonLanguages = (counts: LeadsPerDay): string[] => {
  const totals = new Map<string, number>();
  for (const { language, leads } of counts.languages)
    totals.set(language, (totals.get(language) ?? 0) + leads);
  return [...totals]
    .sort(([, left], [, right]) => right - left)
    .slice(0, languageColors.length)
    .map(([code]) => code);
};
