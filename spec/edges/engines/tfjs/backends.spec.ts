import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { onnxLacks } from '../../../../harness/edges/engines/onnx/presence.ts';
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
    expect(engineNamed('onnx', [], null)).to.equal('onnx');
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

  it('stands in for ONNX Runtime where that is not here, but never where it is asked for', () => {
    const lacks = onnxLacks(null)!;
    expect(engineNamed(undefined, [gpu, node, wasm], null)).to.equal('onnx');
    expect(engineNamed(undefined, [gpu, node, wasm], lacks)).to.equal('tfjs-node');
    expect(() => engineNamed(undefined, [gpu], lacks)).to.throw(InputError, 'tfjs-node-gpu');
    expect(() => engineNamed('onnx', [gpu, node, wasm], lacks)).to.throw(
      InputError,
      `--engine: expected onnx to run here, got onnx without ${lacks}; or take another engine`,
    );
  });

  it('knows ONNX Runtime by its compiled part, and the command that brings the version tried here', () => {
    const manifest = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    expect(onnxLacks()).to.equal(null);
    expect(onnxLacks(null)).to.equal(
      `the package onnxruntime-node; run npm install --ignore-scripts onnxruntime-node@${version}`,
    );
    expect(onnxLacks(manifest, { platform: 'sunos', arch: 'sparc' })).to.match(
      /^its compiled part for sunos sparc; /,
    );
  });

  it('opens every one that is here under its own name', async () => {
    for (const choice of engineChoices) {
      if (/cuda|webgpu/.test(choice)) continue;
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
