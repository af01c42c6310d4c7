import type { Fragility, Turn } from '../claims/fragility.ts';
import { formatNumber, withUnit } from './format-number.ts';

/**
 * What would turn a verdict, a phrase for each kind of change that there is; the smallest change of that kind, with the
 * others left as they are. Empty where nothing of it turns the verdict.
 */
export function turnsWhen({ thresholds, comparisons, images, seeds = [] }: Fragility): readonly string[] {
  return [
    ...thresholds.flatMap(({ unit, stricter, easier }) => [
      ...told(stricter, (at) => `bounds ${withUnit(formatNumber(at), unit)} stricter`),
      ...told(easier, (at) => `bounds ${withUnit(formatNumber(at), unit)} easier`),
    ]),
    ...told(comparisons.leftOut, (at) => `${at} of ${total(comparisons)} comparisons left out`),
    ...told(images.fewer, (at) => `${formatShare(at)} of the images`),
    ...told(images.more, (at) => `${formatNumber(Math.ceil(at * 10) / 10)} times the images`),
    ...seedsTold(seeds),
  ];
}

function told(turn: Turn | null, words: (at: number) => string): readonly string[] {
  return turn === null ? [] : [`${words(turn.at)}: ${turn.to}`];
}

function seedsTold(seeds: NonNullable<Fragility['seeds']>): readonly string[] {
  const outcomes = [...new Set(seeds.map(({ outcome }) => outcome))];
  if (seeds.length === 0) return [];
  if (outcomes.length === 1) return [`seeds ${seeds.map(({ seed }) => seed).join(', ')}: all ${outcomes[0]}`];
  return seeds.map(({ seed, outcome }) => `seed ${seed}: ${outcome}`);
}

function total({ reproduced, inconclusive, notReproduced }: Fragility['comparisons']): number {
  return reproduced + inconclusive + notReproduced;
}

function formatShare(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}
