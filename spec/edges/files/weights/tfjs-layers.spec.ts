import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { readTfjsLayers } from '../../../../harness/edges/files/weights/tfjs-layers.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';
import { runs } from '../../../runs.ts';

describe('models in the layers format of TensorFlow.js', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfjs-layers-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const values = Float32Array.of(0.5, -1, 3e-5, 7, 8, 9);
  const bytes = new Uint8Array(values.buffer);
  const weights = [
    { name: 'a/kernel', shape: [2, 1], dtype: 'float32' },
    { name: 'a/bias', shape: [4], dtype: 'float32' },
  ];
  const whole = { paths: ['one.bin', 'two.bin'], weights };
  const model = (weightsManifest: unknown) => ({
    format: 'layers-model',
    modelTopology: { kept: 1 },
    weightsManifest,
  });

  function read(document: unknown) {
    // A tensor that begins in one file and ends in the next.
    writeFileSync(join(folder, 'one.bin'), bytes.slice(0, 10));
    writeFileSync(join(folder, 'two.bin'), bytes.slice(10));
    writeFileSync(
      join(folder, 'model.json'),
      typeof document === 'string' ? document : JSON.stringify(document),
    );
    return readTfjsLayers(join(folder, 'model.json'));
  }

  it('are read with their weights, which may go from one file into the next', () => {
    const { topology, tensors, files } = read(model([whole]));
    expect(topology).to.deep.equal({ kept: 1 });
    expect([...tensors]).to.deep.equal([
      ['a/kernel', { shape: [2, 1], data: values.slice(0, 2) }],
      ['a/bias', { shape: [4], data: values.slice(2) }],
    ]);
    expect(files.map(({ name }) => name)).to.deep.equal(['model.json', 'one.bin', 'two.bin']);
    expect(files[0]!.sha256).to.match(/^[0-9a-f]{64}$/);
  });

  for (const [fault, document, message] of [
    ['no JSON', '{', 'expected JSON'],
    ['another format', { format: 'graph-model' }, '/format: expected one of layers-model, got "graph-model"'],
    ['no manifest', model(undefined), '/weightsManifest: expected a list'],
    ['a path out of the folder', model([{ ...whole, paths: ['../one.bin'] }]), 'got "../one.bin"'],
    ['a missing file', model([{ ...whole, paths: ['three.bin'] }]), 'three.bin: expected a file of a model'],
    ['too few bytes', model([{ ...whole, paths: ['one.bin'] }]), 'a tensor a/bias within 10 bytes, got [4]'],
    ['too many bytes', model([{ ...whole, weights: weights.slice(0, 1) }]), '8 bytes of weights, got 24'],
    ['quantised weights', model([{ ...whole, weights: [{ ...weights[0], quantization: {} }] }]), 'quantised'],
    ['another type', model([{ ...whole, weights: [{ ...weights[0], dtype: 'int32' }] }]), 'one of float32'],
    ['a tensor twice', model([{ ...whole, weights: [weights[0], weights[0]] }]), 'a/kernel twice'],
    ['a negative size', model([{ ...whole, weights: [{ ...weights[0], shape: [-2] }] }]), 'got [-2]'],
  ] as const) {
    it(`with ${fault} are refused`, () => {
      expect(() => read(document)).to.throw(InputError, message);
    });
  }

  it('of any JSON whatever give a model or an error that says what is wrong', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify(model(value))),
        ),
        (text) => {
          try {
            read(text);
          } catch (error) {
            expect(error).to.be.instanceOf(InputError);
          }
        },
      ),
      { numRuns: runs(100) },
    );
  });
});
