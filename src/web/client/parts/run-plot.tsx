/** Pages a minute over the time of a run: bars in plain SVG, with the same numbers in words. */
import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { RunView } from '../../../domain/run-view.ts';

const height = 110;
const axis = 20;
const left = 40;

const durationText = (seconds: number): string =>
  seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

export const RunPlot = ({ pace }: { pace: RunView['pace'] }) => {
  const { ref, width: space } = useElementSize<HTMLDivElement>();
  const perMinute = (count: number): number => (count * 60) / pace.secondsPerStep;
  const most = Math.max(1, ...pace.steps.map(({ read, unread }) => perMinute(read + unread)));
  const width = Math.max(0, space - left - 4);
  // A run that has only begun does not fill the plot with one bar.
  const step = width / Math.max(12, pace.steps.length);
  const pages = pace.steps.reduce((sum, { read, unread }) => sum + read + unread, 0);
  const seconds = pace.steps.length * pace.secondsPerStep;
  const average = Math.round((pages * 60) / Math.max(1, seconds));
  const words = `${average.toLocaleString('en')} pages a minute over ${durationText(seconds)}; ${Math.round(most).toLocaleString('en')} at the most`;
  return (
    <figure style={{ margin: 0 }}>
      <div ref={ref}>
        <svg
          viewBox={`${-left} -8 ${width + left + 4} ${height + axis + 8}`}
          width="100%"
          height={height + axis + 8}
          role="img"
          aria-label={words}
        >
          {[0, most / 2, most].map((tick) => (
            <g key={tick} transform={`translate(0 ${height - (tick / most) * height})`}>
              <line x2={width} stroke="var(--line)" />
              <text x={-6} dy={4} textAnchor="end" fontSize={11} fill="var(--soft)">
                {Math.round(tick).toLocaleString('en')}
              </text>
            </g>
          ))}
          {pace.steps.map(({ read, unread }, index) => {
            const readSize = (perMinute(read) / most) * height;
            const unreadSize = (perMinute(unread) / most) * height;
            const bar = { x: index * step + 1, width: Math.max(1, step - 2) };
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in time
              <g key={index}>
                <rect {...bar} y={height - readSize} height={readSize} fill="var(--accent)" />
                <rect
                  {...bar}
                  y={height - readSize - unreadSize}
                  height={unreadSize}
                  fill="var(--chart-high)"
                />
              </g>
            );
          })}
          <text x={0} y={height + 15} fontSize={11} fill="var(--soft)">
            start
          </text>
          <text
            x={pace.steps.length * step}
            y={height + 15}
            textAnchor="end"
            fontSize={11}
            fill="var(--soft)"
          >
            {pace.steps.length > 3 ? durationText(seconds) : ''}
          </text>
        </svg>
      </div>
      <figcaption>
        <div className="lead-facts">
          <span>
            <span className="swatch" style={{ background: 'var(--accent)' }} aria-hidden /> read
          </span>
          <span>
            <span className="swatch" style={{ background: 'var(--chart-high)' }} aria-hidden /> not read
          </span>
        </div>
        <Text size="sm" className="soft">
          {words}
        </Text>
      </figcaption>
    </figure>
  );
};
