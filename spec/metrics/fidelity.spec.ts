import { difference } from '../../harness/metrics/difference.ts';
import { mae } from '../../harness/metrics/mae.ts';
import type { Score } from '../../harness/metrics/metric.ts';
import { mse } from '../../harness/metrics/mse.ts';
import { pooledPsnr, psnr } from '../../harness/metrics/psnr.ts';
import { ssim, ssimMap, ssimMeans } from '../../harness/metrics/ssim.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { expectClose } from './expect-close.ts';
import { type Case, oracle, type Printed, pairOf } from './oracle-inputs.ts';

interface Scikit {
  readonly crop: Printed;
  readonly symmetric: Printed;
}

interface FidelityCase extends Case {
  readonly mse: readonly Printed[];
  readonly mae: readonly Printed[];
  readonly psnr: readonly Printed[];
  readonly pooled: readonly Printed[];
  readonly difference: readonly (readonly Printed[])[];
  readonly uniform: { sample: Scikit; population: Printed; mirror: Printed };
  readonly gaussian: { sample: Printed; population: Scikit; mirror: Printed } | null;
}

const cases = oracle<FidelityCase>('metrics-fidelity');

describe('fidelity metrics against scikit-image and torchmetrics', () => {
  it('mse and mae are theirs', () => {
    for (const given of cases) {
      const pair = pairOf(given);
      for (const [metric, printed] of [
        [mse, given.mse],
        [mae, given.mae],
      ] as const) {
        const value = metric.compute(pair, metric.convention) as number;
        for (const theirs of printed) expectClose(value, theirs, `${metric.name} of ${given.seed}`);
      }
    }
  });

  it('psnr is theirs, infinity at zero error', () => {
    for (const given of cases) {
      const value = psnr.compute(pairOf(given), psnr.resolve({ peak: given.range })) as number;
      for (const theirs of given.psnr) expectClose(value, theirs, `psnr of ${given.seed}`);
    }
  });

  it('pooled psnr is theirs, over images of two sizes', async () => {
    for (const given of cases) {
      const { image, reference } = pairOf(given);
      const set = [
        { image: upperHalf(image), reference: upperHalf(reference) },
        { image, reference },
      ];
      const value = await pooledPsnr(set, psnr.resolve({ peak: given.range }));
      for (const theirs of given.pooled) expectClose(value, theirs, `pooled psnr of ${given.seed}`);
    }
  });

  it('maps of differences have their least, mean and greatest value', () => {
    for (const given of cases) {
      const found = Object.values(difference.compute(pairOf(given), difference.convention)) as number[];
      for (const theirs of given.difference) {
        theirs.forEach((printed, i) => void expectClose(found[i], printed, `map of ${given.seed}, ${i}`));
      }
    }
  });

  it('ssim with a uniform window has the convention of each', () => {
    for (const given of cases) {
      const { sample, population, mirror } = given.uniform;
      const score = scorer(given, { window: 'uniform' });
      expectClose(score({}), sample.crop, `sample covariance, ${given.seed}`);
      expectClose(score({ boundary: 'symmetric' }), sample.symmetric, `full map, ${given.seed}`);
      expectClose(score({ covariance: 'population' }), population, `population covariance, ${given.seed}`);
      expectClose(
        score({ covariance: 'population', boundary: 'mirror' }),
        mirror,
        `torchmetrics, ${given.seed}`,
      );
    }
  });

  it('ssim with a Gaussian window has the convention of each', () => {
    for (const given of cases) {
      if (!given.gaussian) continue;
      const { sample, population, mirror } = given.gaussian;
      const score = scorer(given, {});
      expectClose(score({}), population.crop, `population covariance, ${given.seed}`);
      expectClose(score({ boundary: 'symmetric' }), population.symmetric, `full map, ${given.seed}`);
      expectClose(score({ covariance: 'sample' }), sample, `sample covariance, ${given.seed}`);
      expectClose(score({ boundary: 'mirror' }), mirror, `torchmetrics, ${given.seed}`);
    }
  });

  it("ssim's map has ssim as its mean", () => {
    for (const given of cases.slice(0, 40)) {
      const { image, reference } = pairOf(given);
      const convention = ssim.resolve({ window: 'uniform', boundary: 'symmetric', peak: given.range });
      const { data } = ssimMap('ssim', image, reference, convention);
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
      expectClose(mean, given.uniform.sample.symmetric, `map of ${given.seed}`);
    }
  });

  it("ssim's map of three tall channels has the mean of ssim in each, one after the other", () => {
    const planes = [1, 2, 3].map((seed) =>
      pairOf({ ...cases[0]!, seed, channels: 1, height: 300, width: 40 }),
    );
    const of = (which: 'image' | 'reference'): Image => ({
      ...planes[0]!.image,
      channels: 3,
      data: Float64Array.from(planes.flatMap((plane) => [...plane[which].data])),
    });
    const convention = ssim.resolve({ window: 'uniform' });
    const map = ssimMap('ssim', of('image'), of('reference'), convention);
    planes.forEach(({ image, reference }, i) => {
      const size = map.height * map.width;
      const mean = map.data.subarray(i * size, (i + 1) * size).reduce((sum, value) => sum + value, 0) / size;
      expectClose(mean, ssimMeans('ssim', image, reference, convention).ssim, `channel ${i}`);
    });
  });
  const convention = ssim.resolve({ channels: 'all', window: 'uniform' });
});

function upperHalf({ channels, height, width, data }: Image): Image {
  const rows = Math.floor(height / 2);
  const planes = Array.from({ length: channels }, (_, c) => [
    ...data.subarray(c * height * width, (c * height + rows) * width),
  ]);
  return createImage(channels, rows, width, Float64Array.from(planes.flat()));
}

function scorer(given: Case, options: object): (more: object) => number {
  const pair = pairOf(given);
  return (more) => {
    const score: Score = ssim.compute(pair, ssim.resolve({ peak: given.range, ...options, ...more }));
    return score as number;
  };
}
