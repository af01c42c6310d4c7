import { InputError } from '../../numeric/input-error.ts';
import { mean, standardDeviation } from '../../numeric/moments.ts';
import type { Row } from '../../pipeline/row.ts';

/** The release's result file, as far as scores go. */
export interface ReleaseScores {
  readonly n_samples: number;
  /** Mean and population sd of every score, as `psnr_mean`, `psnr_std`. */
  readonly diffusion_sr: Readonly<Record<string, number>>;
  readonly per_image_metrics: readonly Readonly<Record<string, string | number>>[];
}

/**
 * Rows of one cell in the form of the release's `diffusion_eval_results.json`. Scores of no image, such as the Frechet
 * distance of all images and of resamples of them, have no place there: see {@link scoresOfSets}. Scores keep their own names, except
 * MS-SSIM, which the release calls `msssim`; the subject stands beside the id, which the release's files lack.
 * @throws InputError when the cell has no rows, or a sample lacks a score that another has.
 */
export function toReleaseScores(rows: readonly Row[], cell: string): ReleaseScores {
  const own = rows.filter((row) => row.cell === cell);
  if (own.length === 0) {
    throw new InputError({
      where: 'rows',
      expected: `rows of a cell among ${cellsLike(cell, [...new Set(rows.map((row) => row.cell))])}`,
      got: JSON.stringify(cell),
      remedy: 'name one of them, as "cell" of a line in rows.jsonl',
    });
  }
  const ofSets = scoresOfSets(rows, cell);
  const images = new Map<string, Record<string, string | number>>();
  for (const { sample, subject, score, value } of own) {
    if (ofSets.includes(score)) continue;
    const record = images.get(sample) ?? { id: sample, subject };
    record[score === 'ms-ssim' ? 'msssim' : score] = value;
    images.set(sample, record);
  }
  const list = [...images.values()];
  const names = Object.keys(list[0]).filter((name) => name !== 'id' && name !== 'subject');
  const summary = names.flatMap((name) => {
    const values = Float64Array.from(list, (record) => {
      const value = record[name];
      if (typeof value === 'number') return value;
      throw new InputError({
        where: `rows of ${cell}, ${record['id']}`,
        expected: `the score ${name}`,
        got: 'none',
        remedy: 'measure it for every sample',
      });
    });
    return [
      [`${name}_mean`, mean(values)],
      [`${name}_std`, standardDeviation(values, 0)],
    ];
  });
  return {
    n_samples: list.length,
    diffusion_sr: Object.fromEntries(summary) as Record<string, number>,
    per_image_metrics: list,
  };
}

/** The scores of a cell that are about no single image: all their samples are named as sets and resamples of images are. */
export function scoresOfSets(rows: readonly Row[], cell: string): readonly string[] {
  const own = rows.filter((row) => row.cell === cell);
  const ofImages = new Set(own.filter(({ sample }) => !isSet(sample)).map(({ score }) => score));
  return [...new Set(own.map(({ score }) => score))].filter((score) => !ofImages.has(score));
}

/** As the rows of a Frechet distance are named. */
function isSet(sample: string): boolean {
  return sample === 'all' || /^resample-\d+$/.test(sample);
}

/** The cells whose names hold what was asked for, else the first; a run has thousands. */
function cellsLike(cell: string, all: readonly string[]): string {
  const near = all.filter((name) => name.includes(cell));
  const shown = (near.length > 0 ? near : all).slice(0, 8);
  return `${shown.join(', ')}${shown.length < all.length ? ` and ${all.length - shown.length} more` : ''}`;
}
