import { expect } from 'chai';
import { chooseTfjs, type TfjsBackend, tfjsBackends } from '../../../harness/edges/tensor/tfjs-backends.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';

describe('the choice of a TensorFlow.js backend', () => {
  const gpu: TfjsBackend = {
    name: 'tfjs-node-gpu',
    folder: null,
    lacks: 'the package @tensorflow/tfjs-node-gpu',
  };
  const node: TfjsBackend = { name: 'tfjs-node', folder: '/somewhere', lacks: null };
  const wasm: TfjsBackend = { name: 'tfjs-wasm', folder: '/elsewhere', lacks: null };

  it('takes the first that runs, and says which could not', () => {
    expect(chooseTfjs('auto', [gpu, node, wasm])).to.eql({
      backend: node,
      reason: 'tfjs-node-gpu cannot run here',
    });
    expect(chooseTfjs('auto', [{ ...gpu, lacks: null }, node, wasm]).backend.name).to.equal('tfjs-node-gpu');
  });

  it('takes the one asked for though another comes first', () => {
    expect(chooseTfjs('tfjs-wasm', [gpu, node, wasm])).to.eql({
      backend: wasm,
      reason: 'tfjs-wasm was asked for',
    });
  });

  it('refuses the one asked for where it lacks something, naming that', () => {
    expect(() => chooseTfjs('tfjs-node-gpu', [gpu, node, wasm])).to.throw(
      InputError,
      '--engine: expected tfjs-node-gpu to run here, got tfjs-node-gpu without the package @tensorflow/tfjs-node-gpu; ',
    );
  });

  it('lists every backend once, in the order of preference, with WebAssembly present', () => {
    const found = tfjsBackends();
    expect(found.map(({ name }) => name)).to.eql(['tfjs-node-gpu', 'tfjs-node', 'tfjs-wasm']);
    expect(found[2]!.lacks).to.equal(null);
    for (const { lacks } of found) expect(lacks ?? 'the').to.match(/^(the|its|a) ?/);
  });
});
