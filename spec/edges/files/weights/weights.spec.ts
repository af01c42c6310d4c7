import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readWeights, weightsIn } from '../../../../harness/edges/files/weights/read-weights.ts';
import { writeSafetensors } from '../../../../harness/edges/files/weights/safetensors.ts';
import { sourceOf } from '../../../../harness/edges/files/weights/source.ts';
import type { Tensor } from '../../../../harness/networks/tensor.ts';

const wave = Array.from({ length: 12 }, (_, i) => Math.fround(Math.sin(i)));

/** What golden/oracles/networks_checkpoints.py stored, but for the rounding of the short types. */
const stored: Readonly<Record<string, { shape: number[]; data: number[]; within?: number }>> = {
  wave: { shape: [3, 4], data: wave },
  turned: {
    shape: [4, 3],
    data: Array.from({ length: 12 }, (_, i) => wave[(i % 3) * 4 + Math.floor(i / 3)]!),
  },
  part: { shape: [2, 2], data: [6, 7, 10, 11].map((i) => wave[i]!) },
  half: { shape: [3, 4], data: wave, within: 2 ** -11 },
  bfloat: { shape: [3, 4], data: wave, within: 2 ** -8 },
  double: { shape: [3, 4], data: wave },
  counter: { shape: [], data: [7] },
  table: { shape: [2, 3], data: [0, 1, 2, 3, 4, 5] },
  truth: { shape: [2], data: [1, 0] },
  parameter: { shape: [3, 4], data: wave.map((value) => Math.fround(value + 1)) },
  empty: { shape: [0, 3], data: [] },
  number: { shape: [], data: [1.5] },
};

describe('checkpoints', () => {
  for (const file of ['zip.pth', 'older.pth', 'saved.safetensors']) {
    it(`${file} is read as its library saved it`, () => {
      const tensors = readWeights(checkpoint(file));
      expect([...tensors.keys()].sort()).to.eql(Object.keys(stored).sort());
      for (const [name, { shape, data, within = 0 }] of Object.entries(stored)) {
        const tensor = tensors.get(name)!;
        expect(tensor.shape, name).to.eql(shape);
        expect(tensor.data, name).to.be.instanceOf(Float32Array).with.lengthOf(data.length);
        for (const [i, value] of data.entries()) {
          expect(Math.abs(tensor.data[i]! - value), `${name} ${i}`).to.be.at.most(
            within * Math.abs(value) + within / 64,
          );
        }
      }
    });
  }

  it('a Lightning checkpoint gives its state dictionary, whatever else it carries', () => {
    const tensors = readWeights(checkpoint('lightning.ckpt'));
    expect([...tensors.keys()]).to.eql([
      'model.0.weight',
      'model.0.bias',
      'model.1.weight',
      'model.1.bias',
      'model.1.running_mean',
      'model.1.running_var',
      'model.1.num_batches_tracked',
    ]);
    expect(tensors.get('model.1.num_batches_tracked')!.data).to.eql(Float32Array.of(1));
  });

  it('averaged parameters are preferred, and the plain ones are read when asked for', () => {
    expect(readWeights(checkpoint('averaged.pth')).get('wave')!.data[1]).to.equal(2 * wave[1]!);
    expect(readWeights(checkpoint('averaged.pth'), 'params').get('wave')!.data[1]).to.equal(wave[1]);
    expect(() => readWeights(checkpoint('averaged.pth'), 'weights')).to.throw(
      /averaged\.pth: expected a dictionary "weights", got "params", "params_ema"; fetch or export the weights again$/,
    );
  });

  it('what is written as safetensors is read as it was', () => {
    const tensors = new Map<string, Tensor>([
      ['b', { shape: [2, 2], data: Float32Array.of(1, -0, Number.MIN_VALUE, 3.5) }],
      ['a.weight', { shape: [1], data: Float32Array.of(Number.NaN) }],
      ['none', { shape: [0], data: new Float32Array() }],
    ]);
    expect(weightsIn(sourceOf('memory', writeSafetensors(tensors)))).to.eql(tensors);
  });

  it('a missing file, a folder and a file of another kind are told by name', () => {
    expect(() => readWeights('nowhere.ckpt')).to.throw(
      'nowhere.ckpt: expected a file of weights, got nothing there; ',
    );
    expect(() => readWeights('spec')).to.throw('spec: expected a file of weights, got a folder; ');
    expect(() => readWeights('package.json')).to.throw(
      /^package\.json: expected a checkpoint of torch\.save, or safetensors with a header of at most \d+ bytes, got a file of another kind/,
    );
  });
});

function checkpoint(name: string): string {
  return fileURLToPath(new URL(`../../../../golden/oracles/networks-checkpoints/${name}`, import.meta.url));
}
