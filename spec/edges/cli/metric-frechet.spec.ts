import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { scoreFiles } from '../../../harness/edges/cli/metric/metric.ts';
import { openOnnxModel } from '../../../harness/edges/engines/onnx/model.ts';
import { encodePng } from '../../../harness/edges/files/images/png.ts';
import { readImage } from '../../../harness/edges/files/images/read-image.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import type { Network } from '../../../harness/networks/network.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { mean, standardDeviation } from '../../../harness/numeric/moments.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { lpipsFolder } from '../networks/lpips-asset.ts';
import { runCli } from './run-cli.ts';

describe('latent-sr metric frechet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-frechet-'));
  const at = (name: string) => join(folder, name);
  before(() => {
    const random = stream(1, 'frechet command');
    for (const [name, count, height] of [
      ['a', 4, 32],
      ['b', 3, 40],
      ['lone', 1, 32],
    ] as const) {
      mkdirSync(at(name));
      for (let i = 0; i < count; i++) {
        const data = Float64Array.from({ length: height * 32 }, random.uniform);
        const bytes = encodePng(createImage(1, height, 32, data), { bits: 8, rounding: 'round' });
        writeFileSync(join(at(name), `${i}.png`), bytes);
      }
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it('compares two folders of any number of images (needs the asset lpips-alex-v0.1)', async function () {
    if (lpipsFolder === undefined) this.skip();
    const args = ['metric', 'frechet', at('a'), at('b'), '--features', 'lpips-alex', '--json'];
    const { code, stdout, stderr } = await runCli(args, { LATENT_SR_ASSETS: lpipsFolder });
    expect(code, stderr).to.equal(0);
    const answer = validated<{ value: number; convention: object }>('metric', JSON.parse(stdout), 'stdout');
    expect(answer.value).to.be.above(1);
    expect(answer.convention).to.eql({ features: 'lpips-alex' });

    const lone = await runCli(['metric', 'frechet', at('a'), at('lone'), '--features', 'lpips-alex'], {
      LATENT_SR_ASSETS: lpipsFolder,
    });
    expect(lone.code).to.equal(1);
    expect(lone.stderr).to.match(/lone: expected at least 2 images, got 1/);
  });

  it("compares by a user's ONNX model, on its own engine", async () => {
    const network: Network = {
      name: 'mean',
      inputs: ['image'],
      outputs: ['features'],
      run: ({ ops }, { image }) => ({ features: ops.mean(image!, [2, 3]) }),
    };
    const shapes = (b: number, h: number, w: number) => ({ image: [b, 1, h, w] });
    writeFileSync(at('mean.onnx'), openOnnxModel(network, shapes, new Map()));
    const args = [
      'metric',
      'frechet',
      join(at('a'), '*.png'),
      at('b'),
      '--features',
      `onnx=${at('mean.onnx')}`,
    ];
    const { code, stdout, stderr } = await runCli([...args, '--json']);
    expect(code, stderr).to.equal(0);
    const { value, convention } = validated<{ value: number; convention: object }>(
      'metric',
      JSON.parse(stdout),
      'stdout',
    );
    const [a, b] = (await Promise.all([means('a', 4), means('b', 3)])).map((values) => ({
      mean: mean(values),
      deviation: standardDeviation(values, 1),
    }));
    expect(value).to.be.closeTo((a!.mean - b!.mean) ** 2 + (a!.deviation - b!.deviation) ** 2, 1e-9);
    expect(convention).to.eql({ features: `onnx=${at('mean.onnx')}` });

    const elsewhere = await runCli([...args, '--engine', 'tfjs-wasm']);
    expect(elsewhere.code).to.equal(1);
    expect(elsewhere.stderr).to.contain(
      '--engine: expected onnx, onnx-cuda or onnx-webgpu for ONNX models, got tfjs-wasm; ',
    );
  });

  const means = async (name: string, count: number) =>
    Float64Array.from(
      await Promise.all(
        Array.from({ length: count }, async (_, i) =>
          mean((await readImage(join(at(name), `${i}.png`))).data),
        ),
      ),
    );

  it('is the FID unless another network is named, and says which asset that needs', async () => {
    const { code, stderr } = await runCli(['metric', 'frechet', at('a'), at('b')], {
      LATENT_SR_ASSETS: folder,
    });
    expect(code).to.equal(1);
    expect(stderr).to.contain(
      'untestable: needs asset inception-v3-fid; run latent-sr assets fetch inception-v3-fid',
    );
  });

  it('refuses features that it cannot have, options of experiments, and a lone folder', async () => {
    const complaint = (reference: string | undefined, option: readonly string[]) =>
      scoreFiles('frechet', at('a'), reference, { option }).then(
        () => 'none',
        (error: Error) => error.message,
      );
    expect(await complaint(at('b'), ['features=autoencoder:medical'])).to.contain(
      'inception-v3, lpips-alex or onnx=FILE',
    );
    expect(await complaint(at('b'), ['features=vgg'])).to.contain('got "vgg"');
    expect(await complaint(at('b'), ['resamples=10'])).to.contain('got resamples');
    expect(await complaint(undefined, [])).to.contain('a folder of reference images');
    const other = await scoreFiles('psnr', at('a/0.png'), at('a/0.png'), { option: [], features: 'x' }).then(
      () => 'none',
      (error: Error) => error.message,
    );
    expect(other).to.contain('got "features"');
  });
});
