import { expect } from 'chai';
import { averagedWeights, chosenWeights, moduleWeights } from '../../harness/networks/lightning.ts';
import type { Tensor } from '../../harness/networks/tensor.ts';

const tensor = (value: number): Tensor => ({ shape: [1], data: Float32Array.of(value) });
const values = (tensors: ReadonlyMap<string, Tensor>) =>
  Object.fromEntries([...tensors].map(([name, { data }]) => [name, data[0]]));

const checkpoint = new Map([
  ['model.conv_in.weight', tensor(1)],
  ['model.mid.0.bias', tensor(2)],
  ['model.times', tensor(3)],
  ['loss.scale', tensor(4)],
  ['model_ema.decay', tensor(0.5)],
  ['model_ema.num_updates', tensor(7)],
  ['model_ema.conv_inweight', tensor(10)],
  ['model_ema.mid0bias', tensor(20)],
]);

describe('weights of a Lightning checkpoint', () => {
  it('are those under the prefix of the model, by its own names', () => {
    expect(values(moduleWeights(checkpoint))).to.deep.equal({
      'conv_in.weight': 1,
      'mid.0.bias': 2,
      times: 3,
    });
  });

  it('are all tensors where none has the prefix', () => {
    const plain = new Map([['conv_in.weight', tensor(1)]]);
    expect(values(moduleWeights(plain))).to.deep.equal({ 'conv_in.weight': 1 });
  });

  it('are the moving averages where those are asked for, with buffers as they are', () => {
    expect(values(averagedWeights(checkpoint, 'c.ckpt'))).to.deep.equal({
      'conv_in.weight': 10,
      'mid.0.bias': 20,
      times: 3,
    });
  });

  it('have no averages where there are none, or where they are of other weights', () => {
    const without = new Map([...checkpoint].filter(([name]) => !name.startsWith('model_ema')));
    expect(() => averagedWeights(without, 'c.ckpt')).to.throw('c.ckpt: expected averages of the model');
    const foreign = new Map([...checkpoint, ['model_ema.other', tensor(1)]]);
    expect(() => averagedWeights(foreign, 'c.ckpt')).to.throw('averages of unknown weights: other');
  });

  it('are the averages by choice only where the checkpoint holds some', () => {
    const own = new Map([...checkpoint].filter(([name]) => !name.startsWith('model_ema.')));
    expect(chosenWeights(checkpoint, 'ema', 'c')).to.eql(averagedWeights(checkpoint, 'c'));
    expect(chosenWeights(checkpoint, 'raw', 'c')).to.eql(moduleWeights(checkpoint));
    expect(chosenWeights(own, 'ema', 'c')).to.eql(moduleWeights(checkpoint));
  });
});
