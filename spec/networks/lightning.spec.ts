import { expect } from 'chai';
import { chosenWeights } from '../../harness/networks/lightning.ts';
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
    expect(values(chosenWeights(checkpoint, 'raw', 'c.ckpt'))).to.deep.equal({
      'conv_in.weight': 1,
      'mid.0.bias': 2,
      times: 3,
    });
  });

  it('are all tensors where none has the prefix', () => {
    const plain = new Map([['conv_in.weight', tensor(1)]]);
    expect(values(chosenWeights(plain, 'raw', 'c.ckpt'))).to.deep.equal({ 'conv_in.weight': 1 });
  });

  it('are the moving averages where those are asked for, with buffers as they are', () => {
    expect(values(chosenWeights(checkpoint, 'ema', 'c.ckpt'))).to.deep.equal({
      'conv_in.weight': 10,
      'mid.0.bias': 20,
      times: 3,
    });
  });

  it('have no averages where they are of other weights', () => {
    const foreign = new Map([...checkpoint, ['model_ema.other', tensor(1)]]);
    expect(() => chosenWeights(foreign, 'ema', 'c.ckpt')).to.throw(
      "c.ckpt: expected averages of the model's weights under model_ema., got averages of unknown weights: other",
    );
  });

  it('are the last ones where averages are asked for and the checkpoint holds none', () => {
    const own = new Map([...checkpoint].filter(([name]) => !name.startsWith('model_ema.')));
    expect(chosenWeights(own, 'ema', 'c')).to.eql(chosenWeights(checkpoint, 'raw', 'c'));
  });
});
