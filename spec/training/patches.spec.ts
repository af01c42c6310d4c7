import { expect } from 'chai';
import { fillNormal } from '../../harness/diffusion/noise.ts';
import { declared } from '../../harness/networks/declared.ts';
import { scaleAutoencoder } from '../../harness/networks/scale-autoencoder.ts';
import { stream } from '../../harness/numeric/stream.ts';
import { resolveAnyRestorer } from '../../harness/training/any-restorer-recipe.ts';
import { autoencoderTask } from '../../harness/training/autoencoder-task.ts';
import { restorerNetwork, restorerTask } from '../../harness/training/restorer-task.ts';
import type { Sr3Recipe } from '../../harness/training/sr3-recipe.ts';
import { sr3Network, sr3Task } from '../../harness/training/sr3-task.ts';
import { expectChiSquare, expectShare } from '../by-chance.ts';
import { autoencoderRecipe, restorerRecipe, tinySr3 } from './tiny-trainings.ts';

/** An image whose values say where they stand: image, row, column. */
const places = (image: number, side: number) =>
  Float32Array.from(
    { length: side * side },
    (_, i) => 10_000 * image + 100 * Math.floor(i / side) + (i % side),
  );

describe('the patches of a restorer', () => {
  const [patch, lowSide, factor] = [restorerRecipe.patch, 7, 2];
  const pairs = {
    low: [places(0, lowSide), places(1, lowSide)],
    lowSide,
    high: [places(0, factor * lowSide), places(1, factor * lowSide)],
    highSide: factor * lowSide,
  };
  const task = restorerTask(restorerNetwork(restorerRecipe, factor), restorerRecipe, pairs, 3);
  const batches = Array.from({ length: 60 }, (_, step) => task.batch(step));

  it('are whole squares of one image, at the same place of LR and HR', () => {
    for (const { low, target } of batches) {
      for (let b = 0; b < low!.shape[0]!; b++) {
        const small = low!.data.subarray(b * patch ** 2, (b + 1) * patch ** 2);
        const large = target!.data.subarray(b * (factor * patch) ** 2, (b + 1) * (factor * patch) ** 2);
        const [image, row, column] = [
          Math.floor(small[0]! / 10_000),
          Math.floor(small[0]! / 100) % 100,
          small[0]! % 100,
        ];
        const expected = (side: number, scale: number) =>
          Array.from(
            { length: side * side },
            (_, i) =>
              10_000 * image + 100 * (scale * row + Math.floor(i / side)) + scale * column + (i % side),
          );
        expect([...small]).to.deep.equal(expected(patch, 1));
        expect([...large]).to.deep.equal(expected(factor * patch, factor));
      }
    }
  });

  it('stand at every place where they fit, down and across apart', () => {
    const corners = batches.flatMap(({ low }) => [low!.data[0]! % 10_000, low!.data[patch ** 2]! % 10_000]);
    const rows = [...new Set(corners.map((corner) => Math.floor(corner / 100)))].sort();
    const columns = [...new Set(corners.map((corner) => corner % 100))].sort();
    expect([rows, columns]).to.deep.equal([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
    expect(new Set(corners).size).to.be.above(10);
  });

  it('enlarge by the factor, and at 1 mend an image at its size without layers that enlarge', () => {
    for (const factor of [1, 2, 4]) {
      const { outputs, parameters } = declared(restorerNetwork(restorerRecipe, factor), {
        image: [1, 1, 8, 4],
      });
      expect(Object.values(outputs)).to.deep.equal([[1, 1, 8 * factor, 4 * factor]]);
      expect(parameters.some(({ name }) => name.includes('upsample'))).to.equal(factor > 1);
    }
  });

  it('are whole images where these are smaller than a patch', () => {
    const two = { low: [places(0, 2)], lowSide: 2, high: [places(0, 4)], highSide: 4 };
    const { low, target } = restorerTask(restorerNetwork(restorerRecipe, 2), restorerRecipe, two, 3).batch(0);
    expect([low!.shape.slice(2), target!.shape.slice(2)]).to.deep.equal([
      [2, 2],
      [4, 4],
    ]);
    expect([...target!.data.subarray(0, 16)]).to.deep.equal([...two.high[0]!]);
  });
});

describe('the patches of SR3', () => {
  const recipe = resolveAnyRestorer(tinySr3, 'spec') as Sr3Recipe;
  const side = recipe.patch + 3;
  const enlarged = [places(0, side), places(1, side)];
  const task = sr3Task(sr3Network(recipe), recipe, { high: enlarged, enlarged, side }, 3);
  const corners = Array.from({ length: 60 }, (_, step) => task.batch(step)['sample']!).flatMap(
    ({ shape, data }) =>
      Array.from({ length: shape[0]! }, (_, b) => data[(2 * b + 1) * recipe.patch ** 2]! % 10_000),
  );

  it('stand at every place where they fit, down and across apart', () => {
    const rows = [...new Set(corners.map((corner) => Math.floor(corner / 100)))].sort();
    const columns = [...new Set(corners.map((corner) => corner % 100))].sort();
    expect([rows, columns]).to.deep.equal([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
    expect(new Set(corners).size).to.be.above(10);
  });
});

describe('the images of an autoencoder', () => {
  const side = 8;
  const images = [places(0, side), places(1, side)];
  const network = scaleAutoencoder('autoencoder', autoencoderRecipe.architecture);
  const drawn = (flips: boolean) => {
    const task = autoencoderTask(network, { ...autoencoderRecipe, flips }, images, side, 5);
    return Array.from({ length: 200 }, (_, step) => task.batch(step));
  };
  const whole = ({ image }: ReturnType<typeof drawn>[number]) => [
    image!.data.subarray(0, side * side),
    image!.data.subarray(side * side),
  ];
  const mirrored = (image: number) =>
    Array.from(places(image, side), (_, i) => places(image, side)[i - (i % side) + side - 1 - (i % side)]!);

  it('are mirrored left to right, each by itself, one time in two', () => {
    let count = 0;
    for (const data of drawn(true).flatMap(whole)) {
      const image = Math.floor(data[0]! / 10_000);
      const flipped = data[0]! % 100 !== 0;
      expect([...data]).to.deep.equal(flipped ? mirrored(image) : [...images[image]!]);
      count += Number(flipped);
    }
    expectShare(count, 400, [0.5, 0.5], 'mirrored');
  });

  it('stay as they are without flips', () => {
    for (const data of drawn(false).flatMap(whole)) expect(data[0]! % 100).to.equal(0);
  });

  it('come with noise of the latent: normal, another in each step', () => {
    const batches = drawn(true);
    const { noise } = batches[0]!;
    const factor = network.factor;
    expect(noise!.shape).to.deep.equal([2, network.latentChannels, side / factor, side / factor]);
    const values = batches.flatMap((batch) => [...batch['noise']!.data]);
    expectChiSquare(
      values.reduce((sum, value) => sum + value * value, 0),
      values.length,
      'noise',
    );
    expect([...batches[1]!['noise']!.data]).to.not.deep.equal([...noise!.data]);
  });

  it('draw for each of them whether it is mirrored, and then the noise', () => {
    for (const [step, batch] of drawn(true).slice(0, 5).entries()) {
      const draws = stream(5, 'training', network.name, step);
      const flips = whole(batch).map(() => draws.uniform() < 0.5);
      expect(whole(batch).map((data) => data[0]! % 100 !== 0)).to.deep.equal(flips);
      const noise = batch['noise']!.data;
      const expected = new Float32Array(noise.length);
      fillNormal(draws, expected);
      expect([...noise]).to.deep.equal([...expected]);
    }
  });
});
