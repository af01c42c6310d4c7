import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { onnxModel, openOnnxModel } from '../../../harness/edges/engines/onnx/model.ts';
import { engineChoices } from '../../../harness/edges/engines/open-engine.ts';
import { tfjsBackends } from '../../../harness/edges/engines/tfjs/backends.ts';
import { readImage } from '../../../harness/edges/files/images/read-image.ts';
import { writeImage } from '../../../harness/edges/files/images/write-image.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { writeSafetensors } from '../../../harness/edges/files/weights/safetensors.ts';
import { lpips, lpipsAlex } from '../../../harness/networks/alexnet-lpips.ts';
import { autoencoderKl } from '../../../harness/networks/autoencoder-kl.ts';
import { declared } from '../../../harness/networks/declared.ts';
import type { Weights } from '../../../harness/networks/engine.ts';
import { initialWeights } from '../../../harness/networks/initial-weights.ts';
import type { Network } from '../../../harness/networks/network.ts';
import { scaleAutoencoder } from '../../../harness/networks/scale-autoencoder.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { enginesPresent } from '../../laws/engines-present.ts';
import { runCli } from './run-cli.ts';

describe('latent-sr with networks', () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-networks-'));
    const values = Float64Array.from({ length: 192 }, (_, i) => (i % 13) / 12);
    await writeImage(createImage(1, 12, 16, values), join(folder, 'in.png'), 8);
  });
  after(() => rmSync(folder, { recursive: true }));
  const bare = () => ({ LATENT_SR_ASSETS: folder });
  const file = (name: string) => join(folder, name);

  it('doctor names every engine, with what an absent one lacks', async () => {
    const { code, stdout } = await runCli(['doctor', '--json']);
    const report = validated<{ engines: { name: string }[]; default: { engine: string } }>(
      'doctor',
      JSON.parse(stdout),
      'stdout',
    );
    expect(code).to.equal(0);
    expect(report.engines.map(({ name }) => name)).to.eql([
      'onnx',
      'onnx-cuda',
      'onnx-webgpu',
      'tfjs-node-gpu',
      'tfjs-node',
      'tfjs-wasm',
    ]);
    expect(report.default.engine).to.equal('onnx');
  });

  it('doctor tries the engine that is asked for, and refuses one that is not here or not known', async () => {
    const tried = await runCli(['doctor', '--engine', 'tfjs-wasm']);
    expect(tried.stdout).to.match(/\n--engine tfjs-wasm: tfjs-wasm loads and computes\n$/);
    for (const { name, lacks } of tfjsBackends()) {
      if (lacks === null) continue;
      const { code, stderr } = await runCli(['doctor', '--engine', name]);
      expect(code).to.equal(1);
      expect(lastLine(stderr)).to.contain(
        `--engine: expected ${name} to run here, got ${name} without ${lacks}; `,
      );
    }
    const { code, stderr } = await runCli(['doctor', '--engine', 'cuda']);
    expect(code).to.equal(1);
    expect(stderr).to.contain(`Allowed choices are ${engineChoices.join(', ')}; `);
  });

  it('metric lpips gives the same on every engine within 1e-4, and psnr takes none', async () => {
    const assets = join(folder, 'lpips');
    mkdirSync(assets);
    writeFileSync(join(assets, 'lpips-alex-v0.1.safetensors'), writeSafetensors(lpipsWeights()));
    const image = file('large.png');
    const other = file('other.png');
    const draws = stream(1, 'image');
    for (const path of [image, other]) {
      await writeImage(
        createImage(
          1,
          40,
          48,
          Float64Array.from({ length: 1920 }, () => draws.uniform()),
        ),
        path,
        8,
      );
    }
    const values: number[] = [];
    for (const { name } of enginesPresent) {
      const { code, stdout, stderr } = await runCli(
        ['metric', 'lpips', image, other, '--engine', name, '--json'],
        { LATENT_SR_ASSETS: assets },
      );
      expect(code, stderr).to.equal(0);
      values.push((JSON.parse(stdout) as { value: number }).value);
    }
    for (const value of values) expect(value).to.be.closeTo(values[0]!, 1e-4 * values[0]!);
    const plain = await runCli(['metric', 'psnr', image, other, '--engine', 'onnx']);
    expect(plain.code).to.equal(1);
    expect(lastLine(plain.stderr)).to.contain('expected no --engine, since psnr runs no network, got onnx; ');
  });

  it('assets lists sources, licences and what is absent', async () => {
    const { stdout } = await runCli(['assets', '--json'], bare());
    const { assets } = validated<{ assets: { id: string; present: boolean }[] }>(
      'assets',
      JSON.parse(stdout),
      'stdout',
    );
    expect(assets.filter(({ id }) => id.startsWith('unet-'))).to.have.lengthOf(21);
    expect(assets.some(({ present }) => present)).to.equal(false);
  });

  it('metric lpips without weights is untestable and says how to fetch them', async () => {
    const ended = await runCli(['metric', 'lpips', file('in.png'), file('in.png')], bare());
    expect(ended.code).to.equal(1);
    expect(ended.stdout).to.equal('');
    expect(lastLine(ended.stderr)).to.equal(
      'latent-sr: untestable: needs asset lpips-alex-v0.1; run latent-sr assets fetch lpips-alex-v0.1',
    );
  });

  it('vae reconstruct without weights is untestable and says how to fetch them', async () => {
    const ended = await runCli(
      ['vae', 'reconstruct', '--vae', 'medvae-4-3', file('in.png'), file('out.png')],
      bare(),
    );
    expect(ended.code).to.equal(1);
    expect(lastLine(ended.stderr)).to.equal(
      'latent-sr: untestable: needs asset medvae-4-3; run latent-sr assets fetch medvae-4-3',
    );
  });

  it("vae reconstruct runs a user's ONNX models", async () => {
    const vae = scaleAutoencoder('small', { latentChannels: 3, widths: [4, 6] });
    writeModel(vae.encoder, { image: [1, 1, 12, 16] }, file('encoder.onnx'));
    writeModel(vae.decoder, { latent: [1, 3, 3, 4] }, file('decoder.onnx'));
    const spec = `onnx=${file('encoder.onnx')},${file('decoder.onnx')}`;
    const { code, stdout, stderr } = await runCli([
      'vae',
      'reconstruct',
      '--vae',
      spec,
      file('in.png'),
      file('out.png'),
      '--json',
    ]);
    expect(code, stderr).to.equal(0);
    const answer = validated<{ latent: number[] }>('vae', JSON.parse(stdout), 'stdout');
    expect(answer.latent).to.eql([3, 3, 4]);
    expect(await readImage(file('out.png'))).to.include({ channels: 1, height: 12, width: 16 });

    const wrong = await runCli([
      'vae',
      'reconstruct',
      '--vae',
      `onnx=${file('decoder.onnx')},${file('encoder.onnx')}`,
      file('in.png'),
      file('out.png'),
    ]);
    expect(wrong.code).to.equal(1);
    expect(wrong.stderr).to.contain('decoder.onnx: expected an input [1, 3, 3, 4], got [1, 3, 12, 16]; ');
  });

  it("a user's ONNX models run on their own engine, and sizes that their factor does not divide are mirrored", async () => {
    const kl = autoencoderKl('kl', {
      ...{ channels: 4, multipliers: [1, 2, 2], blocks: 1, groups: 2 },
      ...{ imageChannels: 1, innerChannels: 3, latentChannels: 2 },
    });
    const write = (network: Network, channels: number, multiple: number, path: string) => {
      const shapes = (b: number, h: number, w: number) => ({
        [network.inputs[0]!]: [b, channels, multiple * h, multiple * w],
      });
      const weights = initialWeights(declared(network, shapes(1, 1, 1)).parameters, 1);
      writeFileSync(path, openOnnxModel(network, shapes, weights));
    };
    write(kl.encoder, 1, 4, file('open-encoder.onnx'));
    write(kl.decoder, 2, 1, file('open-decoder.onnx'));
    const spec = `onnx=${file('open-encoder.onnx')},${file('open-decoder.onnx')}`;
    const reconstruct = (image: string, ...more: string[]) =>
      runCli(['vae', 'reconstruct', '--vae', spec, file(image), file('copy.png'), ...more]);
    await writeImage(createImage(1, 13, 16, new Float64Array(208)), file('odd.png'), 8);
    const odd = await reconstruct('odd.png', '--json');
    const { padded } = validated<{ padded: unknown }>('vae', JSON.parse(odd.stdout), 'stdout');
    expect(padded).to.deep.equal({ height: 16, width: 16 });
    expect(await readImage(file('copy.png'))).to.include({ height: 13, width: 16 });
    rmSync(file('copy.png'));
    const elsewhere = await reconstruct('in.png', '--engine', 'tfjs-wasm');
    expect(lastLine(elsewhere.stderr)).to.equal(
      'latent-sr: --engine: expected onnx, onnx-cuda or onnx-webgpu for ONNX models, got tfjs-wasm; leave --engine out',
    );
    expect(existsSync(file('copy.png'))).to.equal(false);
    expect((await reconstruct('in.png')).code).to.equal(0);
  });

  it('vae encode, denoise and restore run each network alone', async () => {
    const vae = await runCli(
      ['vae', 'encode', '--vae', 'autoencoder-medical-seed-0', file('in.png'), file('latent.npy'), '--json'],
      bare(),
    );
    expect(vae.code, vae.stderr).to.equal(0);
    const latent = validated<{ output: object }>('vae-latents', JSON.parse(vae.stdout), 'stdout');
    expect(latent.output).to.deep.include({ shape: [1, 3, 3, 4] });
    const denoised = await runCli(
      [
        ...['denoise', file('latent.npy'), file('drawn.npy'), '--size', '8', '--json', '--threads', '2'],
        ...['--denoiser', 'denoiser-x0-of-phantom-brain-medical-seeds-0-0'],
        ...['--sampler', 'truncated,steps=2,startScale=0.5'],
      ],
      bare(),
    );
    expect(denoised.code, denoised.stderr).to.equal(0);
    const drawn = validated<{ calls: number; output: object }>(
      'denoise',
      JSON.parse(denoised.stdout),
      'stdout',
    );
    expect([drawn.calls, drawn.output]).to.deep.include.members([
      2,
      { path: file('drawn.npy'), shape: [1, 3, 8, 8] },
    ]);
    const restored = await runCli(
      ['restore', file('in.png'), file('large.png'), '--restorer', 'esrgan-slim-x4', '--json'],
      bare(),
    );
    expect(restored.code, restored.stderr).to.equal(0);
    validated('restore', JSON.parse(restored.stdout), 'stdout');
    expect(await readImage(file('large.png'))).to.include({ channels: 1, height: 48, width: 64 });
  });

  it('a name that is none of the autoencoders is refused with all of them', async () => {
    const ended = await runCli(['export-onnx', file('x.onnx'), '--vae', 'medvae', '--part', 'encoder']);
    expect(ended.code).to.equal(1);
    expect(lastLine(ended.stderr)).to.match(
      /^latent-sr: --vae: expected one of medvae-4-1, .*kl-f4, as ID or ID=FILE.*, got "medvae"; correct the name$/,
    );
  });
});

/** Without what the set-up tells where a source is newer than the build. */
function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)!;
}

/** Weights of LPIPS that nobody trained; distances weigh squares, so the linear layers' are positive. */
function lpipsWeights(): Weights {
  const shape = [1, 3, 32, 32];
  const { parameters } = declared(lpips('lpips', lpipsAlex), { image: shape, reference: shape });
  return new Map(
    [...initialWeights(parameters, 1)].map(([name, { shape, data }]) => [
      name,
      { shape, data: name.startsWith('lin') ? data.map(Math.abs) : data },
    ]),
  );
}

function writeModel(network: Network, shapes: Record<string, number[]>, path: string): void {
  const weights = initialWeights(declared(network, shapes).parameters, 1);
  writeFileSync(path, onnxModel(network, shapes, weights, false).bytes);
}
