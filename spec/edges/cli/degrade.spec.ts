import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { boxMean } from '../../../harness/degrade/box-mean.ts';
import { truncateKSpace } from '../../../harness/degrade/k-space-truncation.ts';
import { resize } from '../../../harness/degrade/resize.ts';
import { ricianNoise } from '../../../harness/degrade/rician-noise.ts';
import { decodeNpy, encodeNpy } from '../../../harness/edges/files/images/npy.ts';
import { decodePng, encodePng } from '../../../harness/edges/files/images/png.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { lcgImage } from '../../degrade/lcg-image.ts';
import { runCli } from './run-cli.ts';

describe('latent-sr degrade', () => {
  let folder: string;
  const image = lcgImage(1, 32, 20, 'uint8');
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-'));
    writeFileSync(join(folder, 'in.png'), encodePng(image, { bits: 8, rounding: 'round' }));
    writeFileSync(join(folder, 'deep.png'), encodePng(image, { bits: 16, rounding: 'round' }));
    writeFileSync(join(folder, 'cut.png'), encodePng(image, { bits: 8, rounding: 'round' }).subarray(0, 300));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Runs the command; names of files stand for files in the folder. */
  const run = (...args: string[]) => {
    const inFolder = args.map((arg) => (/\.(png|npy)$/.test(arg) ? join(folder, arg) : arg));
    return runCli(['degrade', ...inFolder]);
  };
  const written = (name: string) => readFileSync(join(folder, name));

  it("writes an 8-bit image resized with Pillow's arithmetic, and says so in one valid document", async () => {
    const { code, stdout, stderr } = await run(
      '--kernel',
      'lanczos',
      '--size',
      '9x11',
      'in.png',
      'out.png',
      '--json',
    );
    expect([code, stderr]).to.deep.equal([0, '']);
    const document = JSON.parse(stdout);
    validated('degrade', document, 'stdout');
    expect(document.degradation).to.deep.equal({
      kind: 'resize',
      kernel: 'lanczos',
      mode: 'uint8',
      height: 11,
      width: 9,
    });
    expect(document.output.sha256).to.equal(createHash('sha256').update(written('out.png')).digest('hex'));
    expect(decodePng(written('out.png'), 'out.png')).to.deep.equal(resize(image, 11, 9, 'lanczos', 'uint8'));
  });

  it('computes on a 16-bit image in double precision and writes 16 bits', async () => {
    const { code } = await run('--kernel', 'bicubic', '--size', '16', 'deep.png', 'deep-out.png');
    expect(code).to.equal(0);
    const exact = resize(image, 16, 16, 'bicubic', 'float');
    decodePng(written('deep-out.png'), 'deep-out.png').data.forEach((value, i) => {
      expect(value).to.be.closeTo(Math.min(1, Math.max(0, exact.data[i])), 0.5001 / 65535);
    });
  });

  it('says how many values a PNG could not hold, none of which a .npy loses', async () => {
    const noisy = async (copy: string) =>
      JSON.parse((await run('--rician', '0.5', 'in.png', copy, '--json')).stdout);
    const [png, npy] = [await noisy('noisy.png'), await noisy('noisy.npy')];
    const values = decodeNpy(written('noisy.npy'), 'noisy.npy').data;
    const above = values.filter((value) => value > 1).length;
    expect(above).to.be.above(0);
    expect([png.output.clamped, npy.output.clamped]).to.deep.equal([above, 0]);
    expect((await run('--rician', '0.5', 'in.png', 'noisy.png')).stdout).to.include(
      `clamped: ${above} of ${values.length} values, which lay outside of 0 to 1; a copy as .npy keeps them`,
    );
    expect((await run('--box', '2', 'in.png', 'noisy.png')).stdout).not.to.include('clamped');
  });

  it('says where the sides shrink differently', async () => {
    const told = async (size: string) =>
      (await run('--kernel', 'box', '--size', size, 'in.png', 'out.npy')).stdout.split(') -> ')[1];
    expect(await told('8')).to.match(/, stretched: width by 0\.4, height by 0\.25\n$/);
    expect(await told('5x8')).to.not.include('stretched');
    expect(await told('5x9')).to.not.include('stretched');
  });

  it('refuses a seed without noise to draw', async () => {
    const { code, stderr } = await run('--box', '2', '--seed', '3', 'in.png', 'out.png');
    expect(code).to.equal(1);
    expect(stderr).to.include(
      'expected --rician with --seed, which is the seed of its noise, got --seed alone',
    );
  });

  it('blurs and averages in this order, without rounding in between', async () => {
    const { code, stdout } = await run('--blur', '1.5', '--box', '2', 'in.png', 'out.npy', '--json');
    expect(code).to.equal(0);
    expect(JSON.parse(stdout).degradation.steps.map(({ kind }: { kind: string }) => kind)).to.deep.equal([
      'gaussian-blur',
      'box-mean',
    ]);
    const { height, width, data } = decodeNpy(written('out.npy'), 'out.npy');
    expect([height, width]).to.deep.equal([16, 10]);
    expect(data.some((value) => Math.abs(value * 255 - Math.round(value * 255)) > 0.01)).to.equal(true);
  });

  it('truncates k-space and adds noise, drawn by the seed and the name of the file', async () => {
    const { code, stdout } = await run(
      '--k-space',
      '2',
      '--rician',
      '0.02',
      '--seed',
      '5',
      'in.png',
      'out.npy',
      '--json',
    );
    expect(code).to.equal(0);
    const document = validated<{ degradation: unknown }>('degrade', JSON.parse(stdout), 'stdout');
    expect(document.degradation).to.deep.equal({
      kind: 'chain',
      steps: [
        { kind: 'k-space-truncation', factor: 2 },
        { kind: 'rician-noise', sigma: 0.02, seed: 5 },
      ],
    });
    const expected = ricianNoise(truncateKSpace(image, 2), { sigma: 0.02, seed: 5 }, 'in.png');
    expect(decodeNpy(written('out.npy'), 'out.npy')).to.deep.equal(expected);
  });

  it('does not write over its own input', async () => {
    const { code, stderr } = await run('--kernel', 'bicubic', '--size', '8', 'in.png', 'in.png');
    expect(code).to.equal(1);
    expect(stderr).to.include('expected a copy beside the image');
    expect(decodePng(written('in.png'), 'in.png')).to.deep.equal(image);
  });

  it('tells of a cut image in one line, with exit code 1, and leaves nothing behind', async () => {
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await run(
      '--kernel',
      'box',
      '--size',
      '4',
      'cut.png',
      'never.png',
      '--json',
    );
    expect([code, stdout]).to.deep.equal([1, '']);
    expect(stderr).to.match(
      /^latent-sr: \S*cut\.png: expected an undamaged PNG file .*; copy or write the file again\n$/,
    );
    expect(readdirSync(folder)).to.deep.equal(before);
  });

  it('takes values in other units by a rule, and says which', async () => {
    const values = Float64Array.from(image.data, (value) => 4000 * value - 1000);
    writeFileSync(join(folder, 'units.npy'), encodeNpy({ ...image, data: values }, { dtype: 'float64' }));
    const plain = await run('--box', '2', 'units.npy', 'box.png');
    expect(plain.stderr).to.match(/units\.npy: expected values in \[0, 1\] for a copy as \.png/);
    const { code, stdout } = await run('--box', '2', 'units.npy', 'box.png', '--scale=-1000..3000', '--json');
    expect(code).to.equal(0);
    const { scale } = validated<{ scale: { ends: number[] } }>('degrade', JSON.parse(stdout), 'stdout');
    expect(scale.ends).to.deep.equal([-1000, 3000]);
    const expected = boxMean(image, 2).data;
    for (const [i, value] of decodePng(written('box.png'), 'box.png').data.entries())
      expect(value).to.be.closeTo(expected[i], 0.6 / 65535);
  });
});
