import type { StatisticResult } from '../../pipeline/compute-statistics.ts';
import type { StatisticDeclaration, Term } from '../../pipeline/experiment.ts';
import { cellLevels } from '../../pipeline/grouping-level.ts';
import type { FigureSource } from './figure-source.ts';

/** What stands behind statistics: images and subjects by data set, and how many training runs. */
export function countsOf(statistics: readonly StatisticResult[], source: FigureSource): string {
  const sizes = new Map<string, Set<string>>();
  for (const { group, n, subjects, counts } of statistics) {
    const set = group['dataset'] ?? '';
    const text = counts ? countTexts[counts](n, subjects) : sizeText(n, subjects);
    sizes.set(set, (sizes.get(set) ?? new Set()).add(text));
  }
  const images = [...sizes].map(([set, texts]) => `${set && `${set}: `}${[...texts].join(' or ')}`);
  return [...images, runsText(statistics, source)].filter(Boolean).join('; ');
}

const countTexts = {
  resamples: (n: number) => `${n} resamples of its images`,
  losses: (n: number) => `${n} losses along the last tenth of a training`,
  points: (n: number, subjects: number) => `${n} points, means over images of ${subjects} subjects`,
} as const;

/** `n = 140 images of 35 subjects`. */
export function sizeText(n: number, subjects: number): string {
  return `n = ${n} image${n === 1 ? '' : 's'} of ${subjects} subject${subjects === 1 ? '' : 's'}`;
}

/** How many trainings the networks behind the statistics come from; empty where there are no networks. */
export function runsText(
  statistics: readonly StatisticResult[],
  { experiment, cells }: FigureSource,
): string {
  const declared = new Map(experiment.statistics.map((statistic) => [statistic.id, statistic]));
  const runs = new Set<string>();
  for (const { id, group } of statistics) {
    for (const { cell: levels } of termsOf(declared.get(id)!)) {
      const wanted = Object.entries({ ...cellLevels(group), ...levels });
      for (const { autoencoder, levels: own, seed } of cells) {
        if (autoencoder === undefined || !wanted.every(([factor, level]) => own[factor] === level)) continue;
        runs.add(`${seed.autoencoder} ${seed.denoiser}`);
      }
    }
  }
  return runs.size === 0 ? '' : runCount(runs.size);
}

/** `networks of 3 training seeds`. */
export function runCount(runs: number): string {
  return `networks of ${runs} training seed${runs === 1 ? '' : 's'}`;
}

function termsOf({ x = [], y = [], points = [] }: StatisticDeclaration): readonly Term[] {
  const own = points.flatMap(({ at, terms }) => [...(typeof at === 'number' ? [] : at), ...terms]);
  return [...x, ...y, ...own];
}
