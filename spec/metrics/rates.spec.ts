import { expect } from 'chai';
import { blandAltman } from '../../harness/metrics/bland-altman.ts';
import { hallucination } from '../../harness/metrics/hallucination.ts';
import { latentSimilarity } from '../../harness/metrics/latent-similarity.ts';
import type { Scored } from '../../harness/metrics/metric.ts';
import { regionPsnr } from '../../harness/metrics/region-psnr.ts';
import { regionSsim } from '../../harness/metrics/region-ssim.ts';
import { createImage, type Image } from '../../harness/numeric/image.ts';
import { expectClose } from './expect-close.ts';
import { type Case, draws, oracle, type Printed, pairOf } from './oracle-inputs.ts';

interface RateCase extends Case {
  readonly k: number;
  /** Each by two programs, but for those of a region. */
  readonly population: readonly (readonly Printed[])[];
  readonly sample: readonly Printed[];
  readonly both: readonly (readonly Printed[])[];
  readonly masked: readonly (readonly Printed[])[];
  readonly region: readonly Printed[];
  readonly regionByTorch: readonly Printed[];
  readonly means: readonly (readonly [Printed, Printed])[];
  readonly latentShape: readonly [number, number];
  readonly latent: Readonly<Record<string, readonly (readonly Printed[])[]>>;
}

describe('rates, regions, agreement and latent similarity against NumPy, scikit-image, SciPy and PyTorch', () => {
  const cases = oracle<RateCase>('metrics-rates');

  it('hallucination has their threshold, rates, magnitudes and error shares, with and without a mask', () => {
    for (const given of cases) {
      const { image, reference, floor, commonFloor, mask } = scene(given);
      const score = (scored: object, options: object) =>
        Object.values(
          hallucination.compute(
            { image, reference, floor, ...scored },
            hallucination.resolve({ k: given.k, ...options }),
          ),
        ) as number[];
      const whole = score({}, {});
      for (const theirs of given.population) expectAll(whole, theirs, `rates, ${given.seed}`);
      const [sample] = score({}, { deviation: 'sample' });
      expectAll([sample, sample], given.sample, `sample deviation, ${given.seed}`);
      const both = score({ commonFloor }, { floor: 'both' });
      for (const theirs of given.both) expectAll(both, theirs, `beyond both floors, ${given.seed}`);
      const masked = score({ mask }, { thresholdOver: 'mask' });
      for (const theirs of given.masked) expectAll(masked, theirs, `under the mask, ${given.seed}`);
      const ofImage = score({ mask }, {});
      expectClose(ofImage[0], given.population[0][0], `threshold of the image under a mask, ${given.seed}`);
    }
  });

  it('region scores have their values inside, outside and on the crop', () => {
    for (const given of cases) {
      const { image, reference, mask } = scene(given);
      const scored = { image, reference, mask };
      const values = [
        regionPsnr.compute(scored, regionPsnr.resolve({})),
        regionPsnr.compute(scored, regionPsnr.resolve({ region: 'outside' })),
        regionSsim.compute(scored, regionSsim.resolve({ crop: 'none' })),
        regionSsim.compute(scored, regionSsim.resolve({ crop: 'none', region: 'outside' })),
        regionSsim.compute(scored, regionSsim.resolve({})),
      ];
      expectAll(values as number[], given.region, `region, ${given.seed}`);
      const mirrored = ['inside', 'outside'].map((region) =>
        regionSsim.compute(
          scored,
          regionSsim.resolve({ crop: 'none', region, covariance: 'population', boundary: 'mirror' }),
        ),
      );
      const found = [...values.slice(0, 2), ...mirrored] as number[];
      expectAll(found, given.regionByTorch, `region by torchmetrics, ${given.seed}`);
    }
  });

  it('region-ssim sees a crop only where its border is below the radius of the window', () => {
    for (const given of cases.filter(({ relation, kind }) => relation === 'noise' && kind === 'noise')) {
      const { image, reference, mask } = scene(given);
      const at = (crop: number | 'none') =>
        regionSsim.compute(
          { image, reference, mask },
          regionSsim.resolve({ crop, window: 'uniform', size: 3 }),
        );
      expect(at(1)).to.be.closeTo(at('none') as number, 1e-12);
      expect(at(0)).to.not.be.closeTo(at('none') as number, 1e-12);
    }
  });

  it('bland-altman has the means', () => {
    for (const given of cases) {
      const point = blandAltman.compute(pairOf(given), {}) as Record<string, number>;
      for (const [a, b] of given.means.map((theirs) => theirs.map(Number))) {
        expectAll(Object.values(point), [a, b, a - b, (a + b) / 2], `means, ${given.seed}`);
      }
    }
  });

  it('latent-similarity has their errors, both cosines and ratios at every scale', () => {
    for (const given of cases) {
      const [channels, side] = given.latentShape;
      const pair = pairOf({ ...given, channels, height: side, width: side });
      const moved = (image: Image) => ({ ...image, data: image.data.map((value) => value - 0.5) });
      const score = latentSimilarity.compute(
        { image: moved(pair.image), reference: moved(pair.reference) },
        latentSimilarity.convention,
      ) as Record<string, number>;
      const pooled = latentSimilarity.compute(
        { image: moved(pair.image), reference: moved(pair.reference) },
        latentSimilarity.resolve({ names: 'pooled' }),
      ) as Record<string, number>;
      for (const [at, printed] of Object.entries(given.latent)) {
        expect(pooled[`cosine${side / Number(at)}`]).to.equal(score[`cosine${at}`]);
        const found = ['mse', 'cosine', 'channelCosine', 'psnr'].map((key) => score[`${key}${at}`]);
        for (const theirs of printed) expectAll(found, theirs, `side ${at}, ${given.seed}`);
      }
    }
  });
});

// As golden/oracles/metrics-rates.py makes them.
function scene(given: RateCase): Required<Scored> {
  const { seed, height, width, amount } = given;
  const pair = pairOf(given);
  const [noise, other] = [draws(seed + 2, height * width), draws(seed + 4, height * width)];
  const noisy = (scale: number, by: Float64Array) => ({
    ...pair.reference,
    data: pair.reference.data.map((value, i) => value + scale * (by[i] - 0.5)),
  });
  const index = seed / 7919 - 1;
  const floor = noisy(0.5 * amount, noise);
  const commonFloor = noisy(amount * (0.3 + 0.4 * (index % 2)), other);
  const u = draws(seed + 3, 4);
  const [top, left] = [Math.trunc(u[0] * (height - 4)), Math.trunc(u[1] * (width - 4))];
  const bottom = top + 3 + Math.trunc(u[2] * (height - top - 3));
  const right = left + 3 + Math.trunc(u[3] * (width - left - 3));
  const mask = createImage(1, height, width);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) mask.data[y * width + x] = noise[y * width + x] < 0.9 ? 1 : 0;
  }
  mask.data[top * width + left] = 1;
  mask.data[(top ? 0 : height - 1) * width + (left ? 0 : width - 1)] = 0;
  return { ...pair, floor, commonFloor, mask };
}

function expectAll(values: readonly number[], printed: readonly Printed[], what: string): void {
  printed.forEach((theirs, i) => void expectClose(values[i], theirs, `${what}, value ${i}`));
}
