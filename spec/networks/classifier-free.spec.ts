import { expect } from 'chai';
import fc from 'fast-check';
import { classifierFree } from '../../harness/networks/classifier-free.ts';
import { declared } from '../../harness/networks/declared.ts';
import type { Engine } from '../../harness/networks/engine.ts';
import type { Network } from '../../harness/networks/network.ts';
import { scaleUnet } from '../../harness/networks/scale-unet.ts';
import { joined } from '../../harness/training/denoiser-task.ts';
import { distance, oracle } from '../diffusion/oracle.ts';
import { enginesPresent } from '../laws/engines-present.ts';
import { runs } from '../runs.ts';
import { generatedInput, generatedTensors } from './oracle-tensors.ts';
import { referenceEngine } from './reference/engine.ts';

type Guided = typeof classifierFree;

const shapes = { sample: [2, 4, 4, 4], time: [2] };
const denoiser = scaleUnet('denoiser', { latentChannels: 2, channels: 8, timeChannels: 4 });
const weights = generatedTensors(
  '',
  declared(denoiser, shapes).parameters.map(({ name, shape }) => [name, shape] as const),
);
const given = (name: string) => generatedInput(name, [2, 2, 4, 4]).data;

async function predicted(network: Network, noisy: Float32Array, condition: Float32Array, engine: Engine) {
  const compiled = await engine.compile(network, shapes, weights);
  const outputs = await compiled.run({
    sample: { shape: shapes.sample, data: joined(noisy, condition, 2) },
    time: { shape: [2], data: Float32Array.of(0.25, 0.75) },
  });
  await compiled.dispose();
  return outputs['prediction']!.data;
}

/** What a way of guiding breaks of what it should be: nothing where it is right. */
async function broken(guided: Guided, w: number, seed: number): Promise<readonly string[]> {
  const [noisy, condition, zeros] = [given(`law/z/${seed}`), given(`law/c/${seed}`), new Float32Array(64)];
  const at = (weight: number, seen = condition) =>
    predicted(guided(denoiser, 2, weight), noisy, seen, referenceEngine);
  const plain = (seen: Float32Array) => predicted(denoiser, noisy, seen, referenceEngine);
  const [one, none] = [await at(1), await at(0)];
  const between = one.map((c, i) => w * c + (1 - w) * none[i]!);
  const laws: Readonly<Record<string, () => Promise<boolean>>> = {
    'w = 1 is the denoiser': async () => distance(one, await plain(condition)) < 1e-6,
    'w = 0 is without the condition': async () => distance(none, await plain(zeros)) < 1e-6,
    'linear in w': async () => distance(await at(w), between) < 1e-5 * (1 + w),
    'no condition, no guidance': async () =>
      distance(await at(w, zeros), await plain(zeros)) < 1e-5 * (1 + w),
  };
  const names: string[] = [];
  for (const [law, holds] of Object.entries(laws)) if (!(await holds())) names.push(law);
  return names;
}

/** A mixture of what the denoiser gives with the condition and without it, by a rule of its own. */
const mixing =
  (rule: (weight: number) => readonly [number, number]): Guided =>
  (network, channels, weight) => ({
    ...network,
    run(scope, inputs) {
      const { ops } = scope;
      const of = (w: number) => classifierFree(network, channels, w).run(scope, inputs)['prediction']!;
      const [seeing, blind] = rule(weight);
      return { prediction: ops.add(ops.affine(of(1), seeing, 0), ops.affine(of(0), blind, 0)) };
    },
  });

const wrong: Readonly<Record<string, { guided: Guided; breaks: string }>> = {
  "the paper's own w, one less": {
    guided: mixing((w) => [1 + w, -w]),
    breaks: 'w = 0 is without the condition',
  },
  'weights that do not sum to 1': { guided: mixing((w) => [w, 1]), breaks: 'w = 1 is the denoiser' },
  'the two exchanged': { guided: mixing((w) => [1 - w, w]), breaks: 'w = 1 is the denoiser' },
  'a weight that is squared': { guided: mixing((w) => [w * w, 1 - w * w]), breaks: 'linear in w' },
  'zeros for part of the latent as well': {
    guided: (network, _, weight) => classifierFree(network, 1, weight),
    breaks: 'w = 0 is without the condition',
  },
};

describe('classifier-free guidance', () => {
  it('is the denoiser at 1, blind at 0 and linear between and beyond', () =>
    fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 5, noNaN: true }), fc.nat(1000), async (w, seed) => {
        expect(await broken(classifierFree, w, seed)).to.deep.equal([]);
      }),
      { numRuns: runs(3) },
    ));

  for (const [name, { guided, breaks }] of Object.entries(wrong)) {
    it(`is seen to be wrong with ${name}`, async () => {
      expect(await broken(guided, 2.5, 1)).to.include(breaks);
    });
  }

  it('asks for the parameters of its denoiser, each once', () => {
    expect(declared(classifierFree(denoiser, 2, 3), shapes)).to.deep.equal(declared(denoiser, shapes));
  });

  const { predictions } = oracle<{
    predictions: readonly { weight: number; prediction: readonly number[] }[];
  }>('variations');
  for (const { name, open } of [
    { name: 'the reference', open: async () => referenceEngine },
    ...enginesPresent,
  ]) {
    it(`gives what PyTorch gives, on ${name}`, async () => {
      const engine = await open();
      for (const { weight, prediction } of predictions) {
        const found = await predicted(
          classifierFree(denoiser, 2, weight),
          given('variations/noisy'),
          given('variations/condition'),
          engine,
        );
        expect(distance(found, prediction), `${weight}`).to.be.below(1e-4);
      }
    });
  }
});
