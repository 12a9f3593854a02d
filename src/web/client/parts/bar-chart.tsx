/** Stacked bars by day, drawn as plain SVG, with the same numbers as a table for who can't see it. */
import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';

export interface Bar {
  day: string;
  series: string;
  count: number;
}

interface BarChartProps {
  title: string;
  days: string[];
  bars: Bar[];
  /** In the order in which they are stacked, lowest first. */
  series: { id: string; label: string; color: string }[];
}

const height = 140;
const axis = 22;
const left = 26;
const labelEvery = 7;

export const BarChart = ({ title, days, bars, series }: BarChartProps) => {
  const countOf = (day: string, id: string): number =>
    bars.filter((bar) => bar.day === day && bar.series === id).reduce((sum, bar) => sum + bar.count, 0);
  const totals = days.map((day) => series.reduce((sum, one) => sum + countOf(day, one.id), 0));
  const most = Math.max(1, ...totals);
  const { ref, width: space } = useElementSize<HTMLDivElement>();
  const width = Math.max(0, space - left - 8);
  const barStep = width / Math.max(1, days.length);
  const gap = Math.min(3, barStep / 6);
  return (
    <figure className="paper" style={{ margin: 0 }}>
      <figcaption>
        <Text component="h2" fw={600}>
          {title}
        </Text>
        <div className="lead-facts" style={{ margin: '4px 0 8px' }}>
          {series.map((one) => (
            <span key={one.id} style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
              <span className="swatch" style={{ background: one.color }} aria-hidden />
              {one.label}
            </span>
          ))}
        </div>
      </figcaption>
      <div ref={ref}>
        <svg
          viewBox={`${-left} -8 ${width + left + 8} ${height + axis + 12}`}
          width="100%"
          height={height + axis + 12}
          role="img"
          aria-label={title}
        >
          {[...new Set([0, Math.ceil(most / 2), most])].map((tick) => (
            <g key={tick} transform={`translate(0 ${height - (tick / most) * height})`}>
              <line x2={width} stroke="var(--line)" />
              <text x={-6} dy={4} textAnchor="end" fontSize={11} fill="var(--soft)">
                {tick}
              </text>
            </g>
          ))}
          {days.map((day, index) => {
            let below = 0;
            return (
              <g key={day} transform={`translate(${index * barStep} 0)`}>
                {series.map((one) => {
                  const count = countOf(day, one.id);
                  const size = (count / most) * height;
                  below += size;
                  return count === 0 ? null : (
                    <rect
                      key={one.id}
                      x={3}
                      y={height - below}
                      width={barStep - 2 * gap}
                      height={size}
                      fill={one.color}
                    >
                      <title>{`${day} · ${one.label}: ${count}`}</title>
                    </rect>
                  );
                })}
                {index % labelEvery === (days.length - 1) % labelEvery && (
                  <text x={barStep / 2} y={height + 16} textAnchor="middle" fontSize={11} fill="var(--soft)">
                    {day.slice(5)}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      </div>
      <details>
        <summary className="soft">As a table</summary>
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Day (UTC)</th>
                {series.map((one) => (
                  <th key={one.id} scope="col">
                    {one.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days
                .filter((_day, index) => (totals[index] ?? 0) > 0)
                .map((day) => (
                  <tr key={day}>
                    <th scope="row">{day}</th>
                    {series.map((one) => (
                      <td key={one.id}>{countOf(day, one.id)}</td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
};
