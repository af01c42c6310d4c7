import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createImage } from '../../harness/numeric/image.ts';
import { inferableNamed } from '../../harness/record/infer/score/catalogue.ts';
import type { Convention } from '../../harness/record/infer/score/convention.ts';
import { describedConvention } from '../../harness/record/infer/score/search.ts';
import type { Sides } from '../../harness/record/infer/score/view.ts';
import { draws, type Printed } from '../metrics/oracle-inputs.ts';
import { plainFacts, valuesOfSet } from './score-sets.ts';

interface OracleSet {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly bytes: boolean;
}

type Row = readonly [set: string, departures: Readonly<Record<string, string>>, value: Printed];

const file = new URL('../../golden/oracles/infer-scores.json', import.meta.url);
const oracle = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly subjects: readonly string[];
  readonly sets: Readonly<Record<string, OracleSet>>;
} & Readonly<Record<'psnr' | 'ssim' | 'msSsim', readonly Row[]>>;

/** The images that golden/oracles/infer-scores.py makes, bit by bit. */
function imagesOf({ channels, height, width, bytes }: OracleSet): readonly Sides[] {
  const length = channels * height * width;
  const image = (data: Float64Array) =>
    createImage(
      channels,
      height,
      width,
      bytes ? data.map((value) => Math.floor(Math.min(1, Math.max(0, value)) * 255 + 0.5) / 255) : data,
    );
  return oracle.subjects.map((_, k) => {
    const [u, v, w] = [1, 2, 3].map((j) => draws(100 * k + j, length));
    const reference = u.map((value, i) => {
      const c = Math.floor(i / (height * width));
      const y = Math.floor(i / width) % height;
      return ((((3 * (i % width) + 5 * y + 7 * c) % 256) / 255 + 2 * value) / 3) * (1 - k / 20);
    });
    const apart = (by: number, noise: Float64Array) =>
      image(reference.map((value, i) => value + by * (noise[i] - 0.5)));
    const hr = image(reference);
    return { image: bytes && k === 2 ? hr : apart(0.3, v), reference: hr, reconstruction: apart(0.1, w) };
  });
}

async function valuesHere(name: string, set: OracleSet, rows: readonly Row[]) {
  const metric = inferableNamed(name)!;
  const plain = describedConvention(metric, {}, { ...plainFacts, counts: [5], images: 5 });
  const conventions = rows.map(([, departures]): Convention => ({ ...plain, ...departures }));
  const members = imagesOf(set).map((sides, k) => ({ sides, subject: oracle.subjects[k] }));
  return valuesOfSet(metric, conventions, members);
}

describe('scores under searched conventions agree with NumPy, scikit-image, PyTorch, torchmetrics and Pillow', () => {
  for (const [part, name] of [
    ['psnr', 'psnr'],
    ['ssim', 'ssim'],
    ['msSsim', 'ms-ssim'],
  ] as const) {
    for (const id of new Set(oracle[part].map(([set]) => set))) {
      it(`${name} of the set ${id}`, async () => {
        const rows = oracle[part].filter(([set]) => set === id);
        const values = await valuesHere(name, oracle.sets[id], rows);
        for (const [i, [, departures, value]] of rows.entries()) {
          const label = JSON.stringify(departures);
          if (typeof value === 'string') expect(values[i], label).to.equal(Number(value));
          else
            expect(values[i], label).to.be.closeTo(value, toleranceOf(part, departures) * Math.max(1, value));
        }
      });
    }
  }
});

function toleranceOf(part: string, { resize = '', values = '' }: Readonly<Record<string, string>>): number {
  // torchmetrics' kernel is in single precision.
  if (part === 'msSsim') return 1e-6;
  // A value half-way between two steps goes one way here and the other way there.
  if (resize !== '' && /round|truncate/.test(values)) return 1e-4;
  // Pillow holds floats in single precision.
  return resize === '' || resize.endsWith('aliased') ? 1e-9 : 2e-5;
}
