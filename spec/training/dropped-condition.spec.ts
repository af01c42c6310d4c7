import { expect } from 'chai';
import fc from 'fast-check';
import { withDroppedCondition } from '../../harness/training/dropped-condition.ts';
import type { TrainingTask } from '../../harness/training/task.ts';
import { expectShare } from '../by-chance.ts';
import { runs } from '../runs.ts';
import { tinyTrainings } from './tiny-trainings.ts';

const { task } = tinyTrainings.find(({ name }) => name === 'denoiser')!;
/** Two channels of latent and two of condition, of 4 x 4. */
const [latentChannels, channels, length] = [2, 4, 16];

/** Which samples of a batch have lost their condition; others must have kept theirs, and all their latent. */
function lostIn(plain: TrainingTask, dropping: TrainingTask, step: number): readonly boolean[] {
  const [{ sample: whole, ...rest }, { sample: seen, ...others }] = [plain.batch(step), dropping.batch(step)];
  expect(others).to.deep.equal(rest);
  expect(seen!.shape).to.deep.equal(whole!.shape);
  return Array.from({ length: seen!.shape[0]! }, (_, b) => {
    const part = (data: Float32Array, from: number, to: number) =>
      data.subarray((b * channels + from) * length, (b * channels + to) * length);
    expect(part(seen!.data, 0, latentChannels)).to.deep.equal(part(whole!.data, 0, latentChannels));
    const condition = part(seen!.data, latentChannels, channels);
    const lost = condition.every((value) => value === 0);
    if (!lost) expect(condition).to.deep.equal(part(whole!.data, latentChannels, channels));
    return lost;
  });
}

const dropped = (share: number, seed: number) =>
  withDroppedCondition(task(seed), { share, latentChannels, seed, name: 'spec' });

describe('a training whose condition is dropped', () => {
  it('sees zeros in its place for whole samples, and all else as it was', () =>
    fc.assert(
      fc.property(fc.constantFrom(0.1, 0.5, 0.9), fc.nat(), fc.nat(50), (share, seed, step) => {
        lostIn(task(seed), dropped(share, seed), step);
      }),
      { numRuns: runs(20) },
    ));

  it('never sees it with a share of 1, always with none', () => {
    for (const step of [0, 1, 2]) {
      expect(lostIn(task(1), dropped(1, 1), step)).to.not.include(false);
      expect(lostIn(task(1), dropped(0, 1), step)).to.not.include(true);
    }
  });

  it('loses it in about the declared share of all samples, each on its own', () => {
    const [plain, dropping] = [task(3), dropped(0.3, 3)];
    const batches = Array.from({ length: 300 }, (_, step) => lostIn(plain, dropping, step));
    const lost = batches.flat().filter(Boolean).length;
    expectShare(lost, 900, [0.3, 0.3], 'lost', 2);
    const mixed = batches.filter((batch) => new Set(batch).size > 1).length;
    // Of three samples, 1 - 0.3^3 - 0.7^3.
    expectShare(mixed, 300, [0.63, 0.63], 'mixed', 2);
  });

  it('depends on the step alone, and on the seed', () => {
    const steps = Array.from({ length: 40 }, (_, step) => step);
    const all = (seed: number) => steps.map((step) => lostIn(task(1), { ...dropped(0.5, seed) }, step));
    const one = withDroppedCondition(task(1), { share: 0.5, latentChannels, seed: 1, name: 'spec' });
    const backwards = steps
      .toReversed()
      .map((step) => lostIn(task(1), one, step))
      .toReversed();
    expect(backwards).to.deep.equal(all(1));
    const other = withDroppedCondition(task(1), { share: 0.5, latentChannels, seed: 2, name: 'spec' });
    expect(steps.map((step) => lostIn(task(1), other, step))).to.not.deep.equal(all(1));
  });
});
