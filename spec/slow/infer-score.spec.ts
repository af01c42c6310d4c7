import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { encodePng } from '../../harness/edges/files/images/png.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { inferables } from '../../harness/record/infer/score/catalogue.ts';
import { type Convention, departuresOf } from '../../harness/record/infer/score/convention.ts';
import { inferScore } from '../../harness/record/infer/score/infer-score.ts';
import type { Inferable } from '../../harness/record/infer/score/inferable.ts';
import { describedConvention, searchedConventions } from '../../harness/record/infer/score/search.ts';
import { parsePrinted } from '../../harness/record/printed.ts';
import { runCli } from '../edges/cli/run-cli.ts';
import { drawSet, factsOf, valuesOfSet } from '../record/score-sets.ts';

/** Sides on which all scales of MS-SSIM can be taken, after the widest border too. */
const sides: Readonly<Record<string, number>> = { psnr: 40, ssim: 40, 'ms-ssim': 200 };
const folders: Readonly<Record<string, number>> = { psnr: 40, ssim: 20, 'ms-ssim': 10 };

describe('infer psnr, ssim and ms-ssim, resizes and all', () => {
  for (const metric of inferables) {
    it(`finds the planted convention of ${metric.name} in 99 % of folders`, async function () {
      this.timeout(600_000);
      const [count, side] = [folders[metric.name], sides[metric.name]];
      let found = 0;
      for (let seed = 0; seed < count; seed++) if (await isFound(metric, seed, side)) found++;
      expect(found).to.be.at.least(0.99 * count);
    });
  }

  it('finds it from files, as it is called', async function () {
    this.timeout(600_000);
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-infer-slow-'));
    try {
      for (const [k, { subject, sides: own }] of drawSet(4, 48).entries()) {
        for (const [role, image] of Object.entries(own)) {
          mkdirSync(join(folder, role, subject), { recursive: true });
          const bytes = encodePng(image, { bits: 8, rounding: 'round' });
          writeFileSync(join(folder, role, subject, `i${k}.png`), bytes);
        }
      }
      const [a, b] = [join(folder, 'image'), join(folder, 'reference')];
      const metric = await runCli([
        'metric',
        'psnr',
        a,
        b,
        '--crop-border',
        '3',
        '--channels',
        'grey',
        '--json',
      ]);
      const { columns } = JSON.parse(metric.stdout) as { columns: { psnr: { mean: number } } };
      const printed = columns.psnr.mean.toFixed(5);
      const { stdout, code } = await runCli(['infer', 'psnr', a, b, '--printed', printed, '--json']);
      expect(code).to.equal(0);
      const { variants } = JSON.parse(stdout) as { variants: { departures: Convention }[] };
      expect(variants[0].departures).to.have.property('crop', '3');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

async function isFound(metric: Inferable, seed: number, side: number): Promise<boolean> {
  const random = stream(seed, 'planted among all', metric.name);
  const set = drawSet(seed, side).slice(0, 3);
  const facts = factsOf(set);
  const described = describedConvention(metric, {}, facts);
  const space = { described, facts, departures: Math.min(metric.departures, 2), among: null };
  const conventions = searchedConventions(metric, space);
  const planted = conventions[random.below(conventions.length)];
  // Taken by itself, so that nothing is shared with the others.
  const [value] = await valuesOfSet(metric, [planted], set);
  if (typeof value === 'string') return true;
  const printed = parsePrinted('printed', value.toFixed(metric.unit === 'dB' ? 2 : 4));
  const values = await valuesOfSet(metric, conventions, set);
  const { variants } = inferScore(metric, printed, conventions, values);
  const names = departuresOf(planted, described);
  return variants.some(
    ({ departures }) =>
      Object.keys(departures).length === names.length &&
      names.every((name) => departures[name] === planted[name]),
  );
}
