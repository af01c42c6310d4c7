import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { engineChoices, engineNamed, openEngine } from '../../../../harness/edges/engines/open-engine.ts';
import {
  firstTfjs,
  type TfjsBackend,
  tfjsBackends,
} from '../../../../harness/edges/engines/tfjs/backends.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';

describe('the choice of a TensorFlow.js backend', () => {
  const gpu: TfjsBackend = {
    name: 'tfjs-node-gpu',
    folder: null,
    lacks: 'the package @tensorflow/tfjs-node-gpu',
  };
  const node: TfjsBackend = { name: 'tfjs-node', folder: '/somewhere', lacks: null };
  const wasm: TfjsBackend = { name: 'tfjs-wasm', folder: '/elsewhere', lacks: null };

  it('takes the first that runs, and says which could not', () => {
    expect(firstTfjs([gpu, node, wasm])).to.eql({
      backend: node,
      reason: 'tfjs-node-gpu cannot run here',
    });
    expect(firstTfjs([{ ...gpu, lacks: null }, node, wasm]).backend!.name).to.equal('tfjs-node-gpu');
    expect(engineNamed('tfjs', [gpu, node, wasm])).to.equal('tfjs-node');
  });

  it('takes the one asked for though another comes first', () => {
    expect(engineNamed('tfjs-wasm', [gpu, node, wasm])).to.equal('tfjs-wasm');
    expect(engineNamed('onnx', [])).to.equal('onnx');
  });

  it('refuses the one asked for where it lacks something, naming that', () => {
    expect(() => engineNamed('tfjs-node-gpu', [gpu, node, wasm])).to.throw(
      InputError,
      '--engine: expected tfjs-node-gpu to run here, got tfjs-node-gpu without the package @tensorflow/tfjs-node-gpu; ',
    );
    expect(() => engineNamed('tfjs', [gpu])).to.throw(
      InputError,
      'a TensorFlow.js engine that runs here, got ',
    );
  });

  it('opens every one that is here under its own name', async () => {
    for (const choice of engineChoices) {
      const known = tfjsBackends().find(({ name }) => name === choice);
      if (known && known.lacks !== null) continue;
      expect((await openEngine(choice, { threads: 1 })).name).to.equal(engineNamed(choice));
    }
  });

  it('lists every backend once, in the order of preference, with WebAssembly present', () => {
    const found = tfjsBackends();
    expect(found.map(({ name }) => name)).to.eql(['tfjs-node-gpu', 'tfjs-node', 'tfjs-wasm']);
    expect(found[2]!.lacks).to.equal(null);
    for (const { lacks } of found) expect(lacks ?? 'the').to.match(/^(the|its|a) ?/);
  });

  it('no installation fetches native TensorFlow unasked', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: object };
    expect(Object.keys(packages).filter((path) => /tfjs-node/.test(path))).to.eql([]);
  });
});
