import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type MetricFlags, scoreFiles } from '../../../harness/edges/cli/metric.ts';
import { encodeNpy } from '../../../harness/edges/files/npy.ts';
import { encodePng } from '../../../harness/edges/files/png.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { runCli } from './run-cli.ts';

interface MetricAnswer {
  readonly metric: string;
  readonly value: unknown;
  readonly unit: string;
  readonly direction: string;
  readonly convention: Readonly<Record<string, unknown>>;
}

describe('latent-sr metric', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-metric-'));
  const at = (name: string) => join(folder, name);
  const random = stream(1, 'metric command');
  const hr = noise(1, 32, 40);
  const sr = { ...hr, data: hr.data.map((value) => Math.min(1, value + 0.1 * random.uniform())) };

  before(() => {
    const png = (name: string, image: Image) =>
      writeFileSync(at(name), encodePng(image, { bits: 8, rounding: 'round' }));
    png('hr.png', hr);
    png('sr.png', sr);
    png('cut.png', { ...createImage(1, 32, 32) });
    const latent = noise(3, 16, 16);
    writeFileSync(at('latent.npy'), encodeNpy(latent, { dtype: 'float32' }));
    const spoilt = { ...latent, data: latent.data.map((value, i) => (i === 7 ? Number.NaN : value)) };
    writeFileSync(at('nan.npy'), encodeNpy(spoilt, { dtype: 'float32' }));
  });
  after(() => rmSync(folder, { recursive: true }));

  async function answer(name: string, image: string, reference?: string, flags: Partial<MetricFlags> = {}) {
    const { document } = await scoreFiles(name, image, reference, { option: [], ...flags });
    return validated<MetricAnswer>('metric', JSON.parse(JSON.stringify(document)), 'the answer');
  }

  async function complaint(...args: Parameters<typeof answer>): Promise<string> {
    const answered = await answer(...args).catch((error: Error) => error);
    expect(answered).to.have.property('name', 'InputError');
    return (answered as Error).message;
  }

  it('prints one valid document and nothing else', async () => {
    const args = ['hallucination', at('sr.png'), at('hr.png'), '--floor', at('hr.png'), '--k', '1.5'];
    const { code, stdout, stderr } = await runCli(['metric', ...args, '--option', 'floor=common', '--json']);
    expect([code, stderr]).to.deep.equal([0, '']);
    const { value, convention } = validated<MetricAnswer>('metric', JSON.parse(stdout), 'stdout');
    expect(value).to.include({ threshold: 0, lost: 0 }).and.to.have.property('hallucinated').above(0.5);
    expect(convention).to.include({ k: 1.5, deviation: 'population', floor: 'common' });
  });

  it('stops in one line, with exit code 1, on images of two sizes, naming the files', async () => {
    const { code, stdout, stderr } = await runCli(['metric', 'psnr', at('cut.png'), at('hr.png')]);
    expect([code, stdout]).to.deep.equal([1, '']);
    expect(stderr).to.equal(
      `latent-sr: ${at('hr.png')}: expected the size of ${at('cut.png')}, 32x32 pixels, got 32x40; resize one of them first\n`,
    );
  });

  it('answers with metric, value, unit, direction and the whole convention', async () => {
    const { value, ...rest } = await answer('psnr', at('sr.png'), at('hr.png'), { peak: '2' });
    expect(value).to.be.within(20, 40);
    expect(rest).to.deep.equal({
      metric: 'psnr',
      unit: 'dB',
      direction: 'higher',
      convention: { peak: 2, zeroError: 'infinity', zeroBelow: 0, channels: 'all' },
    });
  });

  it('writes infinity as a string, and takes a cap instead', async () => {
    expect((await answer('psnr', at('hr.png'), at('hr.png'))).value).to.equal('Infinity');
    const capped = await answer('psnr', at('hr.png'), at('hr.png'), { option: ['zeroError=80'] });
    expect(capped.value).to.equal(80);
  });

  it("brings the window's own size and covariance with it", async () => {
    const { convention } = await answer('ssim', at('sr.png'), at('hr.png'), { window: 'uniform' });
    expect(convention).to.include({ window: 'uniform', size: 7, covariance: 'sample' });
  });

  it('gives subbands by name, spectra as ten numbers without a reference, and latents at every scale', async () => {
    const bands = (await answer('subband-psnr', at('sr.png'), at('hr.png'))).value as object;
    expect(Object.keys(bands)).to.deep.equal('LL3 LH3 HL3 HH3 LH2 HL2 HH2 LH1 HL1 HH1'.split(' '));
    expect((await answer('power-spectrum', at('sr.png'))).value).to.have.length(10);
    const latent = (await answer('latent-similarity', at('latent.npy'), at('latent.npy'))).value;
    expect(latent).to.include({ mse16: 0, psnr1: 'Infinity' });
  });

  it('refuses a floor or a mask that the metric does not use', async () => {
    const given = (flags: Partial<MetricFlags>) =>
      scoreFiles('psnr', at('sr.png'), at('hr.png'), { option: [], ...flags }).then(
        () => 'no error',
        (error: Error) => error.message,
      );
    expect(await given({ mask: at('hr.png') })).to.include('expected no mask image, since psnr takes none');
    expect(await given({ floor: at('hr.png') })).to.include('expected no floor image, since psnr takes none');
  });

  it('names a NaN, a missing file, floor or reference, and an unknown metric or option', async () => {
    const [sr, hr] = [at('sr.png'), at('hr.png')];
    expect(await complaint('mse', at('nan.npy'), at('latent.npy'))).to.match(
      /nan\.npy: expected finite values/,
    );
    expect(await complaint('mse', at('none.png'), hr)).to.match(/none\.png: expected/);
    expect(await complaint('hallucination', sr, hr)).to.match(/a floor image .* --floor FILE/);
    expect(await complaint('psnr', sr)).to.match(/a reference image for psnr, got none/);
    expect(await complaint('pnsr', sr, hr)).to.match(/one of psnr, .* got "pnsr"/);
    expect(await complaint('psnr', sr, hr, { k: '2' })).to.match(/got "k"/);
    expect(await complaint('psnr', sr, hr, { option: ['peak'] })).to.match(/KEY=VALUE/);
    expect(await complaint('psnr', sr, hr, { peak: '1', option: ['peak=2'] })).to.match(
      /peak once, got twice/,
    );
  });
});

function noise(channels: number, height: number, width: number): Image {
  const random = stream(channels, 'metric command', height, width);
  const data = Float64Array.from({ length: channels * height * width }, random.uniform);
  return createImage(channels, height, width, data);
}
