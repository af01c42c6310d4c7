import { stream } from '../../harness/numeric/stream.ts';
import type { Cell } from '../../harness/pipeline/cell.ts';
import type { Row } from '../../harness/pipeline/row.ts';

/** What the paper prints, or what agrees with its sentences where it prints no number. */
const sizes: Readonly<Record<string, number>> = { knee: 120, brain: 140, chest: 200 };
const spread: Readonly<Record<string, number>> = { knee: 1.559, brain: 2.042, chest: 2.397 };
const ceilings: Readonly<Record<string, readonly [number, number]>> = {
  knee: [27.85, 23.92],
  brain: [37.87, 31.39],
  chest: [36.93, 32.02],
};
const ownReference: typeof ceilings = { knee: [25.26, 22.34], brain: [26.42, 23.51], chest: [28.87, 25.58] };
const trueReference: typeof ceilings = { knee: [23.41, 20.5], brain: [27.89, 24.98], chest: [28.65, 25.36] };
const bicubic: Readonly<Record<string, number>> = { knee: 21, brain: 29.91, chest: 30.47 };
const hallucinated: Readonly<Record<string, number>> = { knee: 0.2, brain: 0.13, chest: 0.034 };
const finest: Readonly<Record<string, number>> = { knee: 1.18, brain: 1.41, chest: 0.7 };
const steps = ['respaced-t50', 'respaced-t100', 'respaced-t250', 'respaced-t1000'];

/**
 * Rows of scores in which every sentence of the paper on fidelity holds. Brain has four images of each of 35
 * subjects, whose errors are alike.
 */
export function agreeingRows(cells: readonly Cell[], scores: readonly string[]): readonly Row[] {
  return cells.flatMap((cell) =>
    scores.flatMap((score) => {
      const { dataset } = cell;
      const size = sizes[dataset]!;
      const { mean, noise, common } = levelOf(cell, score);
      const shared = deviates(size, dataset);
      const own = deviates(size, cell.id, score);
      return Array.from({ length: size }, (_, i) => ({
        cell: cell.id,
        sample: `${dataset}-${i}`,
        subject: dataset === 'brain' ? `subject-${Math.floor(i / 4)}` : `${dataset}-${i}`,
        score,
        value: mean + common * shared[i]! + noise * own[i]!,
      }));
    }),
  );
}

interface Level {
  readonly mean: number;
  /** Standard deviation of what is the cell's own, and of what all cells of a data set share. */
  readonly noise: number;
  readonly common: number;
}

function levelOf({ dataset, method, autoencoder, sampler }: Cell, score: string): Level {
  const arm = autoencoder === 'natural' ? 1 : 0;
  const alone = method.id === 'ae';
  const of = (mean: number, noise: number, common = 0): Level => ({ mean, noise, common });
  const [name, part = ''] = score.split('/') as [string, string?];
  const known: Readonly<Record<string, () => Level>> = {
    psnr: () => of(psnrOf(), 0.15, spread[dataset]!),
    'psnr-self': () => of(ownReference[dataset]![arm], 0.15, spread[dataset]!),
    lpips: () => of(method.id === 'sr' ? [0.1, 0.15][arm]! : 0.3, 0.005),
    'ms-ssim': () => of([0.93, 0.87][arm]!, 0.01),
    subbands: () => of(20 + (arm === 0 ? gainOf(dataset, part) : 0), 0.1, 1),
    low: () => of(0.1, 0.02),
    high: () => of([0.3, 0.5][arm]!, 0.02),
    mae: () => of(alone ? [0.015, 0.025][arm]! : [0.03, 0.05][arm]!, 0.001, 0.003),
    latent: () => of(cosineOf(dataset, part, sampler ?? ''), 0.003, 0.01),
    intensity: () => of(0.3, 0.001, 0.05),
  };
  if (known[name]) return known[name]();
  if (part === 'hallucinated')
    return of(
      method.id === 'sr' ? hallucinated[dataset]! * (2 - Number(name.split('-')[1]) / 2) : 0.02,
      0.004,
    );
  if (part === 'suspect') return of(method.id === 'sr' ? 2 * hallucinated[dataset]! : 0.02, 0.004);
  if (part === 'hallucinatedErrorShare') return of([0.4, 0.45][arm]!, 0.004);
  return name.startsWith('psnr') ? of(24, 0.05, 1) : of(0.8, 0.002, 0.02);

  function psnrOf(): number {
    if (method.id !== 'sr' && !alone) return bicubic[dataset]! - (method.id === 'bicubic' ? 0 : 1);
    return (alone ? ceilings : trueReference)[dataset]![arm];
  }
}

function gainOf(dataset: string, band: string): number {
  if (band === 'HH1') return finest[dataset]!;
  if (dataset === 'chest' && ['LH2', 'HL2'].includes(band)) return -0.3;
  return { LL3: 0, 3: 0.1, 2: 0.3, 1: 0.45 }[band === 'LL3' ? band : (band[2] as '1' | '2' | '3')];
}

function cosineOf(dataset: string, part: string, sampler: string): number {
  const pooled = Math.log2(Number(part.replace('cosine', '')));
  return 0.69 + 0.05 * pooled - (dataset === 'chest' ? 0.1 : 0) + 0.005 * Math.max(0, steps.indexOf(sampler));
}

/** Numbers of mean 0 and standard deviation 1, alike within every four. */
function deviates(n: number, ...names: readonly string[]): readonly number[] {
  const source = stream(7, ...names);
  const drawn: number[] = [];
  let shared = 0;
  for (let i = 0; i < n; i++) {
    if (i % 4 === 0) shared = source.normal();
    drawn.push(shared + source.normal());
  }
  const mean = drawn.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return drawn.map((value) => (value - mean) / sd);
}
