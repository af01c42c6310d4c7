import { unitAt } from '../../numeric/unit.ts';
import type { Agreement } from '../../statistics/bland-altman.ts';
import { agreement } from '../figures/index.ts';
import { formatEstimate, formatNumber, withUnit } from '../format-number.ts';
import { countsOf } from './counts.ts';
import { oneUnitOf } from './estimate.ts';
import type { Builder } from './figure-source.ts';
import { named } from './listed.ts';
import { sampleBehind } from './sample-behind.ts';

interface Options {
  /** A statistic of the procedure `bland-altman`. */
  readonly statistic: string;
  /** What both columns measure, for the axis. */
  readonly quantity: string;
}

/** The images behind a statistic of the procedure `bland-altman`, with its bias and limits. */
export const agreementFigure: Builder<Options> = (figure, source) => {
  const { statistic, quantity } = figure;
  const entries = named(statistic, source);
  const factors = [...new Set(entries.flatMap(({ group }) => Object.keys(group)))].filter(
    (factor) => new Set(entries.map(({ group }) => group[factor])).size > 1,
  );
  const arms = entries.flatMap((entry) => {
    const sample = sampleBehind(entry, source);
    if (!sample?.y) return [];
    const series = factors.flatMap((factor) => entry.group[factor] ?? []).join(' ');
    return [
      { entry, series, x: sample.x, y: sample.y, result: entry.result as typeof entry.result & Agreement },
    ];
  });
  if (arms.length === 0) return undefined;
  const unit = oneUnitOf(
    entries.map(({ units }) => unitAt(units, '/bias')),
    `figure ${figure.id}`,
  );
  const text = arms.map(({ series, result: { bias, limits } }) => {
    const [low, high] = [limits.lower.value, limits.upper.value].map(formatNumber);
    return `${series && `${series}: `}bias ${formatEstimate({ value: bias.value, interval: bias.ci95 }, unit)}, limits ${low} to ${withUnit(high!, unit)}`;
  });
  return {
    spec: agreement({
      rows: arms.flatMap(({ series, x, y }) =>
        Array.from(x, (value, i) => ({
          series,
          mean: (value + y[i]!) / 2,
          difference: value - y[i]!,
        })),
      ),
      levels: arms.flatMap(({ series, result: { bias, limits } }) => [
        { series, kind: 'bias' as const, at: bias.value },
        { series, kind: 'limit' as const, at: limits.lower.value },
        { series, kind: 'limit' as const, at: limits.upper.value },
      ]),
      x: { title: `Mean of both ${quantity}`, unit },
      y: { title: 'SR less HR', unit },
    }),
    caption: `Points are images, solid lines the bias, dashed ones the limits of agreement (${formatNumber(Number(entries[0]!.options['multiplier']))} sd). ${capital(text.join('; '))}; ${countsOf(entries, source)}.`,
    alt: text.join('; '),
  };
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
