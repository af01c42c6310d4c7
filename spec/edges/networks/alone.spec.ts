import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { noiseSource } from '../../../harness/diffusion/noise.ts';
import { samplerAsked } from '../../../harness/edges/cli/sampler-option.ts';
import { openOnnxFile } from '../../../harness/edges/engines/onnx/file.ts';
import { onnxModel, openOnnxModel } from '../../../harness/edges/engines/onnx/model.ts';
import { onnxRuntime } from '../../../harness/edges/engines/onnx/runtime.ts';
import { openEngine } from '../../../harness/edges/engines/open-engine.ts';
import { readTensor, writeTensor } from '../../../harness/edges/files/tensor-file.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { loadDenoiser } from '../../../harness/edges/networks/denoiser.ts';
import { drawnLatents } from '../../../harness/edges/networks/drawn-latents.ts';
import { exportable } from '../../../harness/edges/networks/exportable.ts';
import { loadRestorer } from '../../../harness/edges/networks/named-restorer.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { trainedFor } from '../../../harness/training/denoiser-recipe.ts';
import { runs } from '../../runs.ts';

const workspace = workspaceAt(undefined);
const X0 = 'denoiser-x0-of-phantom-brain-medical-seeds-0-0';
const FLOW = 'denoiser-flow-of-phantom-brain-medical-seeds-0-0';
const SWINIR = 'restorer-swinir-for-phantom-brain';
let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'alone-'));
});
after(() => rmSync(folder, { recursive: true }));

describe('a denoiser by itself', () => {
  const drawn = async (sampler: string, seed: number, name: string, started: boolean, count = 2) => {
    const denoiser = loadDenoiser(name, workspace);
    const setting = samplerAsked(sampler);
    const ids = Array.from({ length: count }, (_, i) => `${i}`);
    const [channels, side] = [denoiser.latentChannels, 8];
    const shape = [channels, side, side];
    const conditions = { shape, rows: ids.map((id) => normal(`condition ${id}`, channels * side * side)) };
    const noise = noiseSource([count, channels, side, side], ids, seed, 'sampling')();
    const rows = ids.map((_, i) =>
      noise
        .slice(i * channels * side * side, (i + 1) * channels * side * side)
        .map((z) => setting.startScale * z),
    );
    const drawing = {
      ...denoiser.at(side),
      trained: trainedFor(denoiser.use()),
      told: (time: number) => time / denoiser.timeScale,
      latentChannels: channels,
      sampler: setting,
      seed,
      pixels: 64,
    };
    const engine = await openEngine('onnx', { threads: 1 });
    return drawnLatents(engine, drawing, ids, conditions, { starts: started ? { shape, rows } : undefined });
  };

  for (const [name, sampler] of [
    [X0, 'truncated,steps=3,startScale=0.5'],
    [X0, 'one-step'],
    [FLOW, 'euler-flow,steps=3,startScale=1'],
  ] as const) {
    it(`${sampler} from the seeded noise as a file gives what the seed gives`, async () => {
      const [own, given] = [await drawn(sampler, 3, name, false), await drawn(sampler, 3, name, true)];
      expect(given).to.eql(own);
      expect((await drawn(sampler, 4, name, false)).rows[0]).not.to.eql(own.rows[0]);
      expect((await drawn(sampler, 3, name, false, 1)).rows[0]).to.eql(own.rows[0]);
    });
  }

  it('another network under its name, and one that nothing says the training of, are refused', () => {
    expect(() => loadDenoiser(SWINIR, workspace)).to.throw(
      InputError,
      'expected a denoiser, got another network; ',
    );
    expect(() => loadDenoiser('unet=package.json', workspace)).to.throw(
      InputError,
      'package.json: expected ',
    );
    expect(() => loadDenoiser('denoiser-of-nothing', workspace)).to.throw(
      InputError,
      'assets: expected one of ',
    );
    expect(() => loadRestorer(X0, workspace)).to.throw(
      InputError,
      'expected a restorer, got another network; ',
    );
    expect(() => loadRestorer('swinir', workspace)).to.throw(
      InputError,
      '--restorer: expected one of esrgan-x4, ',
    );
    expect(() => loadRestorer('esrgan-thick-x8=', workspace)).to.throw(InputError, '--restorer: expected ');
  });

  it('a sampler is written as its kind and options, and refused as a declaration is', () => {
    expect(samplerAsked('respaced,steps=16,spacing=linspace,startScale=1')).to.include({
      kind: 'respaced',
      steps: 16,
    });
    expect(() => samplerAsked('truncated,steps=0')).to.throw(InputError, '--sampler /steps: expected ');
    expect(() => samplerAsked('truncated,step=4')).to.throw(InputError, /--sampler.*step/);
  });
});

describe('networks as ONNX models', () => {
  for (const [asked, size] of [
    [{ denoiser: X0 }, 8],
    [{ restorer: SWINIR }, 8],
    [{ restorer: 'esrgan-slim-x4' }, null],
    [{ vae: 'autoencoder-medical-seed-0', part: 'encoder' }, null],
  ] as const) {
    const [, spec] = Object.entries(asked)[0]!;
    it(`${spec} gives in another session what it gives here`, async () => {
      const { shapes, at } = exportable(asked, workspace);
      const { network, weights } = at(size);
      const fixed = shapes(2, 8, 8);
      const bytes =
        size === null
          ? openOnnxModel(network, shapes, weights)
          : onnxModel(network, fixed, weights, false).bytes;
      const { InferenceSession, Tensor } = await onnxRuntime();
      const session = await InferenceSession.create(bytes, {
        graphOptimizationLevel: 'disabled',
        logSeverityLevel: 3,
      });
      const feeds = Object.fromEntries(
        Object.entries(fixed).map(([name, shape]) => [
          name,
          normal(
            name,
            shape.reduce((a, b) => a * b, 1),
          ).map(Math.abs),
        ]),
      );
      const other = await session.run(
        Object.fromEntries(
          Object.entries(feeds).map(([name, data]) => [name, new Tensor('float32', data, fixed[name]!)]),
        ),
      );
      await session.release();
      const engine = await openEngine('onnx', { threads: 1 });
      const compiled = await engine.compile(network, fixed, weights);
      const inputs = Object.fromEntries(
        Object.entries(feeds).map(([name, data]) => [name, { shape: fixed[name]!, data }]),
      );
      const [here] = Object.values(await compiled.run(inputs));
      await compiled.dispose();
      const [there] = Object.values(other) as { data: Float32Array }[];
      const scale = Math.max(...here!.data.map(Math.abs));
      for (const [i, value] of here!.data.entries())
        expect(there!.data[i]).to.be.closeTo(value, 1e-5 * scale);
    });
  }

  it('that are asked for wrongly are refused by the flag', () => {
    const refused = (asked: object, message: string) =>
      expect(() => exportable(asked, workspace)).to.throw(InputError, message);
    refused({}, 'expected one of --vae, --denoiser and --restorer, got 0 of them; ');
    refused({ denoiser: X0, restorer: SWINIR }, 'got 2 of them; ');
    refused({ vae: 'x' }, '--part: expected a half (encoder or decoder) of a --vae, got none; ');
    expect(() => exportable({ denoiser: X0 }, workspace).at(null)).to.throw(
      InputError,
      '--size: expected the height and width of the latents',
    );
  });

  it('a pointer of Git LFS in the place of a model is told as such', async () => {
    const path = join(folder, 'model.onnx');
    writeFileSync(path, 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 7\n');
    const opened = await openOnnxFile(path, 'encoder', { threads: 1 }).catch((error: Error) => error);
    expect((opened as Error).message).to.contain(
      'expected an ONNX model, got a pointer of Git LFS to 7 bytes',
    );
  });
});

describe('tensors in NumPy files', () => {
  it('are read as they were written', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }),
        async (shape) => {
          const path = join(folder, 'x.npy');
          const tensor = {
            shape,
            data: normal(
              'x',
              shape.reduce((a, b) => a * b, 1),
            ),
          };
          await writeTensor(path, tensor);
          expect(await readTensor(path)).to.eql(tensor);
        },
      ),
      { numRuns: runs(20) },
    ));

  it('that another program wrote are read, and what is no tensor is refused', async () => {
    const npy = (dictionary: string, data: ArrayLike<number>) => {
      const header = `${dictionary.padEnd(117)}\n`;
      const path = join(folder, 'y.npy');
      writeFileSync(
        path,
        Uint8Array.from([
          0x93,
          0x4e,
          0x55,
          0x4d,
          0x50,
          0x59,
          1,
          0,
          118,
          0,
          ...new TextEncoder().encode(header),
          ...Array.from(data),
        ]),
      );
      return readTensor(path);
    };
    const u1 = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }";
    expect(await npy(u1, [0, 1, 2, 3, 4, 255])).to.eql({
      shape: [1, 1, 2, 3],
      data: Float32Array.of(0, 1, 2, 3, 4, 255),
    });
    const fault = async (dictionary: string, data: number[]) =>
      ((await npy(dictionary, data).catch((error: Error) => error)) as Error).message;
    expect(await fault(u1, [0, 1])).to.contain('expected 6 bytes of values, got 2; ');
    expect(await fault(u1.replace('(2, 3)', '(6,)'), [1, 2, 3, 4, 5, 6])).to.contain(
      'expected [B, C, H, W], [C, H, W] or [H, W], got [6]; ',
    );
    expect(await fault(u1.replace('|u1', '<f4').replace('(2, 3)', '(1, 1)'), [0, 0, 0xc0, 0x7f])).to.contain(
      'expected numbers, got NaN or an infinity; ',
    );
    expect(await fault(u1.replace('|u1', '<c8'), [1])).to.contain('got <c8; ');
  });
});

function normal(name: string, length: number): Float32Array {
  const draws = stream(1, name);
  return Float32Array.from({ length }, () => draws.normal());
}
