import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type MetricFlags, scoreFiles } from '../../../harness/edges/cli/metric/metric.ts';
import { decodeNpy, encodeNpy } from '../../../harness/edges/files/images/npy.ts';
import { decodePng, encodePng } from '../../../harness/edges/files/images/png.ts';
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
  readonly preparation?: Readonly<Record<string, unknown>>;
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
    png('colour.png', createImage(3, 32, 40, Float64Array.of(...hr.data, ...hr.data, ...hr.data)));
    const array = (name: string, image: Image) =>
      writeFileSync(at(name), encodeNpy(image, { dtype: 'float64' }));
    const scaled = (change: (value: number) => number) => ({ ...hr, data: hr.data.map(change) });
    array(
      'bytes.npy',
      scaled((value) => 255 * value),
    );
    array(
      'signed.npy',
      scaled((value) => 2 * value - 1),
    );
    array(
      'overshoot.npy',
      scaled((value) => 1.1 * value - 0.05),
    );
    array('features-a.npy', createImage(1, 2, 1, Float64Array.of(1, 3)));
    array('features-b.npy', createImage(1, 2, 1, Float64Array.of(3, 7)));
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

  it('compares images that are scaled together, by channels and without borders, and says so', async () => {
    const plain = await answer('psnr', at('sr.png'), at('hr.png'));
    expect(plain).to.not.have.property('preparation');
    const counted = await answer('psnr', at('bytes.npy'), at('bytes.npy'), { scale: '0..255' });
    expect(counted.preparation!.scale).to.include({ rule: 'the given range', from: at('bytes.npy') });
    // The ends are the reference's, so that a difference in contrast is none that scaling hides.
    const stretched = await answer('mae', at('signed.npy'), at('overshoot.npy'), { scale: 'minmax' });
    expect(stretched.value).to.be.above(0.1);
    const beside = await answer('psnr', at('sr.png'), at('bytes.npy'), { scale: '0..255' });
    expect((beside.preparation!.scale as { left: string[] }).left).to.deep.equal([at('sr.png')]);
    expect(beside.value).to.be.closeTo(plain.value as number, 0.2);
    const cropped = await answer('psnr', at('sr.png'), at('hr.png'), { cropBorder: '4' });
    expect(cropped.preparation!.cropBorder).to.equal(4);
    expect(cropped.value).to.not.equal(plain.value);
    const luma = await answer('psnr', at('colour.png'), at('colour.png'), { channels: 'y' });
    expect(luma.preparation!.channels).to.match(/BT\.601 luma, .* not rounded/);
    const all = await answer('hallucination', at('colour.png'), at('colour.png'), {
      channels: 'rgb',
      floor: at('colour.png'),
    });
    expect(all.convention['channels']).to.equal('all');
    expect(await complaint('psnr', at('sr.png'), at('hr.png'), { channels: 'y' })).to.match(
      /expected red, green and blue/,
    );
    expect(await complaint('psnr', at('sr.png'), at('hr.png'), { cropBorder: '16' })).to.match(
      /more than 32 pixels/,
    );
    expect(await complaint('psnr', at('sr.png'), at('hr.png'), { scale: 'p5' })).to.match(
      /^--scale: expected auto, unit/,
    );
    const both = { channels: 'rgb', option: ['channels=grey'] } as const;
    expect(await complaint('psnr', at('colour.png'), at('colour.png'), both)).to.match(/got both/);
  });

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
    const latentFile = `${at('latent.npy')}#layout=hwc`;
    const latent = (await answer('latent-similarity', latentFile, latentFile)).value;
    expect(latent).to.include({ mse16: 0, psnr1: 'Infinity' });
  });

  it('compares grey with colour where the convention averages channels, and says how otherwise', async () => {
    const [grey, colour] = [at('hr.png'), at('colour.png')];
    const { value } = await answer('psnr', colour, grey, { option: ['channels=grey'] });
    expect(value).to.equal('Infinity');
    expect(await complaint('psnr', colour, grey)).to.match(
      /hr\.png: expected as many channels as .*colour\.png, 3, got 1; add --option channels=grey/,
    );
    expect(await complaint('bland-altman', colour, grey)).to.match(/3, got 1; convert one of them first/);
  });

  it('refuses values on another scale than the peak, unless the peak is named', async () => {
    const [sr, bytes] = [at('sr.png'), at('bytes.npy')];
    for (const name of ['psnr', 'ssim']) {
      expect(await complaint(name, sr, bytes)).to.match(
        /bytes\.npy: expected values from 0 to 1, got some of/,
      );
    }
    // On either side: an image of 0 to 255 against a reference of 0 to 1 and the other way round.
    expect(await complaint('psnr', bytes, sr)).to.match(
      /bytes\.npy: expected values from 0 to 1, got some of/,
    );
    for (const pair of [
      [bytes, sr],
      [sr, bytes],
    ] as const) {
      expect(await complaint('psnr', ...pair, { peak: '255' })).to.match(
        /expected values on the scale of .*, got a largest/,
      );
    }
    for (const name of ['mae', 'mse', 'log-power-distance'])
      expect(await complaint(name, bytes, sr)).to.match(/expected values on the scale of .*, got a largest/);
    expect((await answer('mse', at('signed.npy'), at('signed.npy'))).value).to.equal(0);
    expect(await complaint('psnr', at('signed.npy'), at('signed.npy'))).to.match(/got some of -0\.\d/);
    expect((await answer('psnr', bytes, bytes, { peak: '255' })).value).to.equal('Infinity');
    expect((await answer('psnr', at('overshoot.npy'), at('overshoot.npy'))).value).to.equal('Infinity');
  });

  it('refuses an image in [-1, 1] against a reference in [0, 1], and takes a bad one that goes below 0', async () => {
    for (const name of ['psnr', 'mae']) {
      expect(await complaint(name, at('signed.npy'), at('hr.png'))).to.match(
        /signed\.npy: expected values on the scale of .*hr\.png, from 0, got values in \[-1, 1\]: .*; write it as \(v \+ 1\) \/ 2$/,
      );
    }
    const off = { ...hr, data: hr.data.map((value) => value - 0.3) };
    writeFileSync(at('dark.npy'), encodeNpy(off, { dtype: 'float64' }));
    expect((await answer('psnr', at('dark.npy'), at('hr.png'))).value).to.be.closeTo(
      -20 * Math.log10(0.3),
      0.05,
    );
  });

  it('takes the ends of --scale in the stored integers of pictures, and within 0 and 1 as they are read', async () => {
    const plain = (await answer('psnr', at('sr.png'), at('hr.png'))).value;
    for (const scale of ['0..255', 'bits=8', '0..1']) {
      const { value } = await answer('psnr', at('sr.png'), at('hr.png'), { scale });
      expect(value, scale).to.be.closeTo(plain as number, 1e-9);
    }
    const half = await answer('mae', at('sr.png'), at('hr.png'), { scale: '-255..255' });
    const whole = await answer('mae', at('sr.png'), at('hr.png'));
    expect(half.value).to.be.closeTo((whole.value as number) / 2, 1e-12);
    expect(half.preparation!.scale).to.include({ rule: 'the given range of stored values' });
    expect((half.preparation!.scale as { ends: number[] }).ends).to.deep.equal([-255, 255]);
  });

  it('takes 12 bits in pictures of 16, and refuses those that go beyond', async () => {
    const of12 = (image: Image) => ({
      ...image,
      data: image.data.map((value) => (Math.round(value * 255) * 16) / 65535),
    });
    for (const [name, image] of [
      ['hr12.png', hr],
      ['sr12.png', sr],
    ] as const)
      writeFileSync(at(name), encodePng(of12(image), { bits: 16, rounding: 'round' }));
    const wanted = (await answer('mae', at('sr.png'), at('hr.png'))).value as number;
    for (const scale of ['bits=12', '0..4095']) {
      const { value } = await answer('mae', at('sr12.png'), at('hr12.png'), { scale });
      expect(value, scale).to.be.closeTo((wanted * 255 * 16) / 4095, 1e-12);
    }
    expect(await complaint('mae', at('sr12.png'), at('hr12.png'), { scale: 'bits=8' })).to.match(
      /expected stored values from 0 to 255, got \d{3,4}; name the scaling that fits the data$/,
    );
  });

  it('refuses 8 to 12 bits in pictures of 16 whose scaling nobody names, and floats that were divided twice', async () => {
    const stored = (name: string, { data, ...size }: Image, most: number) =>
      writeFileSync(
        at(name),
        encodePng(
          { ...size, data: data.map((value) => Math.round(value * most) / 65535) },
          { bits: 16, rounding: 'round' },
        ),
      );
    const plain = (await answer('psnr', at('sr.png'), at('hr.png'))).value as number;
    for (const [most, bits] of [
      [255, 8],
      [1000, 10],
      [4095, 12],
    ] as const) {
      stored('hr16.png', hr, most);
      stored('sr16.png', sr, most);
      for (const name of ['psnr', 'mae']) {
        const told = await complaint(name, at('sr16.png'), at('hr16.png'));
        expect(told, told).to.include(
          `as ${bits} bits have; scale all to what they mean, --scale bits=${bits}`,
        );
      }
      const own = (await answer('psnr', at('sr16.png'), at('hr16.png'), { scale: `0..${most}` })).value;
      expect(own).to.be.closeTo(plain, 0.2);
    }
    expect((await answer('psnr', at('sr16.png'), at('hr16.png'), { scale: 'bits=16' })).value).to.be.closeTo(
      plain + 20 * Math.log10(65535 / 4095),
      0.2,
    );
    expect(await complaint('psnr', at('sr16.png'), at('hr.png'))).to.match(/sr16\.png: .* 12 bits have/);
    stored('hr16.png', hr, 40_000);
    expect((await answer('mae', at('hr16.png'), at('hr16.png'))).value).to.equal(0);
    const twice = (image: Image) => ({ ...image, data: image.data.map((value) => value / 255) });
    writeFileSync(at('twice.npy'), encodeNpy(twice(hr), { dtype: 'float64' }));
    expect(await complaint('psnr', at('twice.npy'), at('twice.npy'))).to.match(
      /twice\.npy: expected values from 0 to 1, got none above 0\.0039\d?; name its largest value with --peak/,
    );
    expect((await answer('psnr', at('cut.png'), at('cut.png'))).value).to.equal('Infinity');
  });

  it('takes the largest value that the files state as the peak, unless another is named', async () => {
    const made = (file: string) => new URL(`../../../golden/oracles/files/${file}`, import.meta.url).pathname;
    const [lossy, whole] = [made('u16-j2k_lossy.dcm'), made('u16.dcm')];
    const told = await answer('psnr', lossy, whole);
    expect(told.convention).to.include({ peak: 65535 });
    expect(told.value).to.equal((await answer('psnr', lossy, whole, { peak: '65535' })).value);
    expect((await answer('psnr', lossy, whole, { peak: '4095' })).convention).to.include({ peak: 4095 });
    expect(await complaint('psnr', made('u12.dcm'), made('u12.dcm'))).to.match(
      /name its largest value with --peak/,
    );
  });

  it('takes two floors where both are asked for, and one otherwise', async () => {
    const [sr, hr] = [at('sr.png'), at('hr.png')];
    const both = { floor: hr, commonFloor: sr, option: ['floor=both'] };
    const wide = (await answer('hallucination', sr, hr, { floor: sr })).value;
    expect((await answer('hallucination', sr, hr, both)).value).to.deep.equal(wide);
    expect(await complaint('hallucination', sr, hr, { floor: hr, option: ['floor=both'] })).to.include(
      '--common-floor FILE',
    );
    expect(await complaint('hallucination', sr, hr, { floor: hr, commonFloor: sr })).to.include(
      "set option floor to 'both'",
    );
    expect(await complaint('psnr', sr, hr, { commonFloor: sr })).to.include(
      'got --common-floor; leave it out',
    );
  });

  it('writes the map of differences, a PNG only where it holds the values', async () => {
    const [sr, hr, map] = [at('sr.png'), at('hr.png'), at('map.npy')];
    const { value } = await answer('difference', sr, hr, { map });
    const { data } = decodeNpy(readFileSync(map), map);
    expect(value).to.include({ least: Math.min(...data), greatest: Math.max(...data) });
    expect(await complaint('difference', hr, sr, { map: at('map.png') })).to.match(
      /map\.png: .* sign=absolute/,
    );
    await answer('difference', hr, sr, { map: at('map.png'), option: ['sign=absolute'] });
    const png = decodePng(readFileSync(at('map.png')), 'map.png');
    data.forEach((each, i) => void expect(png.data[i]).to.be.closeTo(Math.abs(each), 1e-5));
    const once = noise(1, 32, 40);
    const bright = { ...once, data: once.data.map((value) => 3 * value) };
    writeFileSync(at('bright.npy'), encodeNpy(bright, { dtype: 'float64' }));
    expect(
      await complaint('difference', at('bright.npy'), hr, { map: at('map.png'), option: ['sign=absolute'] }),
    ).to.match(/map\.png: expected a map of values from 0 to 1/);
    expect(await complaint('psnr', sr, hr, { map })).to.include(
      'got --map; leave it out, or take difference',
    );
  });

  it("brings the window's own size and covariance with it to a region", async () => {
    const mask = { mask: at('hr.png') };
    const own = await answer('region-ssim', at('sr.png'), at('hr.png'), mask);
    expect(own.convention).to.include({ window: 'uniform', size: 7, covariance: 'sample' });
    const { convention } = await answer('region-ssim', at('sr.png'), at('hr.png'), {
      ...mask,
      window: 'gaussian',
    });
    expect(convention).to.include({ window: 'gaussian', size: 11, covariance: 'population', crop: 7 });
  });

  it('pools the error of two folders by the names of their images', async () => {
    const folders = [at('sr'), at('hr')];
    folders.forEach((each) => void mkdirSync(each));
    for (const [i, name] of ['a.png', 'b.png'].entries()) {
      copyFileSync(at('hr.png'), join(folders[0], name));
      copyFileSync(at(['hr.png', 'sr.png'][i]), join(folders[1], name));
    }
    const single = (await answer('psnr', at('sr.png'), at('hr.png'))).value as number;
    const { value, ...rest } = await answer('pooled-psnr', folders[0], folders[1]);
    expect(value).to.be.closeTo(single + 10 * Math.log10(2), 1e-9);
    expect(rest).to.deep.include({ metric: 'pooled-psnr', unit: 'dB', direction: 'higher' });
    expect(rest.convention).to.include({ peak: 1, channels: 'all' });
    copyFileSync(at('cut.png'), join(folders[0], 'c.png'));
    expect(await complaint('pooled-psnr', folders[0], folders[1])).to.match(/got c missing in .*hr;/);
    copyFileSync(at('hr.png'), join(folders[1], 'c.png'));
    expect(await complaint('pooled-psnr', folders[0], folders[1])).to.match(
      /c\.png: expected the size of .*c\.png/,
    );
    expect(await complaint('pooled-psnr', folders[0])).to.include('a folder of reference images, got none');
    rmSync(join(folders[0], 'c.png'));
    rmSync(join(folders[1], 'c.png'));
    const globs = folders.map((each) => join(each, '*.png'));
    expect((await answer('pooled-psnr', globs[0]!, globs[1])).value).to.equal(value);
    expect(await complaint('pooled-psnr', folders[0], folders[1], { out: at('x.csv') })).to.include(
      'expected no --out for a single number',
    );
  });

  it('takes the Frechet distance of features in two files', async () => {
    const [a, b] = [at('features-a.npy'), at('features-b.npy')];
    const { value, convention } = await answer('frechet', a, b);
    // One feature: the squared differences of the means, 2 and 5, and of the standard deviations, sqrt 2 and sqrt 8.
    expect(value).to.be.closeTo(9 + 2, 1e-12);
    expect(convention).to.deep.equal({ features: 'given' });
    expect(await complaint('frechet', a, at('latent.npy'))).to.match(
      /expected the shape \[H, W\], got \[16, 16, 3\]/,
    );
    expect(await complaint('frechet', a, b, { features: 'lpips-alex' })).to.include(
      'no options beside two files',
    );
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
    expect(await complaint('mse', `${at('nan.npy')}#layout=hwc`, at('latent.npy'))).to.match(
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
