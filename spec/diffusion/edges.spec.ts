import { expect } from 'chai';
import { type Batch, type ConditionParts, condition } from '../../harness/diffusion/condition.ts';
import { initialEma, updateEma } from '../../harness/diffusion/ema.ts';
import { noiseSource } from '../../harness/diffusion/noise.ts';
import { adamStep, initialAdam } from '../../harness/diffusion/optimisers/adam.ts';
import { cleanFromNoise, noiseFromClean } from '../../harness/diffusion/parameterisation.ts';
import { resolvePrediction } from '../../harness/diffusion/prediction.ts';
import { resolveSampler, sample, samplerKinds } from '../../harness/diffusion/samplers/catalogue.ts';
import type { Predict } from '../../harness/diffusion/samplers/sampler.ts';
import type { Trained } from '../../harness/diffusion/trained.ts';
import { trainingExample } from '../../harness/diffusion/training-example.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { scheduleOf } from './oracle.ts';

const schedule = scheduleOf('cosine', 10);
const diffusion: Trained = { kind: 'diffusion', schedule, prediction: { target: 'x0' } };
const flow: Trained = { kind: 'flow', time: 1000 };
const same: Predict = (z) => z;

function drawn(kind: string, steps: number | undefined, predict = same, trained: Trained = diffusion) {
  const sampler = resolveSampler({ kind, ...(steps && { steps }) }, 'spec');
  return sample(sampler, { trained, predict, shape: [1, 1, 2, 2], ids: ['a'], seed: 1, purpose: 'spec' });
}

describe('sampling at the edges', () => {
  for (const kind of ['truncated', 'respaced', 'ancestral']) {
    it(`${kind} runs at T' = 1 and T' = T, and refuses T' > T`, async () => {
      for (const steps of [1, 10]) expect((await drawn(kind, steps)).every(Number.isFinite)).to.equal(true);
      await refused(drawn(kind, 11), "sampler: expected at most the schedule's 10 steps, got 11");
    });

    it(`${kind} runs on a schedule of one entry`, async () => {
      const trained: Trained = { ...diffusion, schedule: scheduleOf('cosine', 1) };
      const half: Predict = (z) => z.map((value) => value / 2);
      const start = noiseSource([1, 1, 2, 2], ['a'], 1, 'spec')();
      const scale = kind === 'truncated' ? 0.5 : 1;
      expect(await drawn(kind, 1, half, trained)).to.deep.equal(start.map((value) => (value * scale) / 2));
    });
  }

  for (const { kind, trainedFor } of samplerKinds) {
    const steps = kind === 'one-step' ? undefined : 3;
    const trained = trainedFor === 'flow' ? flow : diffusion;

    it(`${kind} names the time at which a network returns what is no latent`, async () => {
      const nan: Predict = (z) => z.map((value, i) => (i === 2 ? Number.NaN : value));
      await refused(
        drawn(kind, steps, nan, trained),
        'denoiser at time 0: expected 4 finite values, got NaN at 2',
      );
      const short: Predict = (z) => z.slice(1);
      await refused(
        drawn(kind, steps, short, trained),
        'denoiser at time 0: expected 4 finite values, got 3',
      );
    });

    it(`${kind} refuses a network of another process`, async () => {
      const other = trainedFor === 'flow' ? diffusion : flow;
      await refused(
        drawn(kind, steps, same, other),
        `sampler ${kind}: expected a network trained for ${trainedFor}`,
      );
    });

    it(`${kind} waits for networks that answer later`, async () => {
      const later: Predict = async (z) => z;
      expect(await drawn(kind, steps, later, trained)).to.deep.equal(await drawn(kind, steps, same, trained));
    });
  }

  it('refuses a batch whose latents have no name each', () => {
    expect(() => noiseSource([2, 1, 2, 2], ['a'], 1)).to.throw(InputError, 'an id for each of the 2 latents');
  });
});

describe('parameterisations at the edges', () => {
  const [x, z] = [Float32Array.of(1), Float32Array.of(2)];

  it('refuse to divide by zero', () => {
    expect(() => cleanFromNoise(x, z, 0, 0)).to.throw(InputError, 'x0 from noise: expected alpha above 0');
    expect(() => noiseFromClean(x, z, 1, 0)).to.throw(
      InputError,
      'noise from x0: expected 1 - alpha above 0',
    );
  });

  it('have a value there with a floor or an offset', () => {
    expect([...cleanFromNoise(x, z, 0, 0.5)]).to.deep.equal([2]);
    expect([...noiseFromClean(x, z, 1, 0.5)]).to.deep.equal([2]);
  });

  it('of eps bound x0 where pure noise would blow it up', async () => {
    const trained: Trained = { ...diffusion, prediction: resolvePrediction({ target: 'eps' }, 'spec') };
    const found = await drawn('one-step', undefined, (given) => given.map((value) => value + 1), trained);
    expect([...found]).to.deep.equal([-4, -4, -4, -4]);
  });
});

describe('training at the edges', () => {
  it('refuses latents that do not fill their shape', () => {
    const objective = { target: 'x0', distance: 'l1', weight: 'none' } as const;
    const noising = { objective, schedule, seed: 1, purpose: 'spec' };
    expect(() => trainingExample(noising, new Float32Array(7), [1, 2, 2, 2], 0)).to.throw(
      InputError,
      'training: expected 8 values for [1, 2, 2, 2], got 7',
    );
    expect(() => trainingExample(noising, new Float32Array(0), [0, 2, 2, 2], 0)).to.throw(
      InputError,
      'training: expected positive integer sizes',
    );
  });

  it('refuses a schedule whose alphas vanish', () => {
    expect(() => scheduleOf('linear', 800, { firstBeta: 0.9, lastBeta: 0.9 })).to.throw(
      InputError,
      'linear schedule: expected cumulative alphas above 0 and below 1, got 0 at index',
    );
  });

  it('names the parameter whose gradient or value is missing', () => {
    const setting = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
    const parameters = new Map([['ci.weight', Float32Array.of(1, 2)]]);
    const state = initialAdam(parameters);
    for (const [gradients, got] of [
      [new Map(), 'nothing'],
      [new Map([['ci.weight', Float32Array.of(1)]]), '1'],
    ] as const) {
      const message = `gradient of ci.weight: expected 2 values, got ${got}`;
      expect(() => adamStep(setting, state, parameters, gradients, 0.1)).to.throw(InputError, message);
    }
    expect(state.step).to.equal(0);
    const average = initialEma(parameters);
    expect(() => updateEma({ decay: 0.9, warmUp: false }, average, new Map())).to.throw(
      InputError,
      'average of ci.weight: expected 2 parameter values, got no such parameter',
    );
    expect(average.updates).to.equal(0);
  });
});

describe('conditions of a denoiser', () => {
  const calls: string[] = [];
  const parts: ConditionParts = {
    encode(images: Batch) {
      calls.push(`encode ${images.shape.join(' ')}`);
      const [b, , h, w] = images.shape;
      return { shape: [b, 3, h / 4, w / 4], data: new Float32Array((b * 3 * h * w) / 16) };
    },
    enlarge(image, height, width) {
      calls.push(`enlarge ${image.channels} to ${height} ${width}`);
      return createImage(image.channels, height, width);
    },
    resize(image, height, width) {
      calls.push(`resize ${image.channels} to ${height} ${width}`);
      return createImage(image.channels, height, width);
    },
    imageSize: [64, 64],
    latentSize: [3, 16, 16],
    pixelScale: 2,
  };
  const images = (h: number, w: number): Batch => ({
    shape: [2, 1, h, w],
    data: Float32Array.from({ length: 2 * h * w }, (_, i) => i),
  });

  it('call what their mode is made of, and nothing else', async () => {
    const expected = {
      native: ['encode 2 1 16 16', 'resize 6 to 16 16'],
      upsampled: ['enlarge 2 to 64 64', 'encode 2 1 64 64'],
      pixel: [],
    };
    for (const mode of ['native', 'upsampled', 'pixel'] as const) {
      calls.length = 0;
      expect((await condition(mode, images(16, 16), parts)).shape).to.deep.equal([2, 3, 16, 16]);
      expect(calls).to.deep.equal(expected[mode]);
    }
  });

  it('of pixels at the size of the latent repeat them over its channels', async () => {
    const { data } = await condition('pixel', images(16, 16), parts);
    for (let b = 0, i = 0; b < 2; b++) {
      for (let c = 0; c < 3; c++)
        for (let k = 0; k < 256; k++, i++) expect(data[i]).to.equal(2 * (b * 256 + k));
    }
  });

  it('refuse pixels that do not divide into the latent', async () => {
    const message =
      "pixel condition: expected an LR image whose sides are one whole multiple of the latent's 16 x 16";
    await refused(condition('pixel', images(24, 24), parts), message);
    await refused(condition('pixel', images(16, 32), parts), message);
    await refused(condition('pixel', images(8, 8), parts), message);
  });
});

async function refused(running: Promise<unknown>, message: string): Promise<void> {
  const fault = await running.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault, message).to.be.instanceOf(InputError);
  expect((fault as InputError).message).to.contain(message);
}
