import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeImage } from '../../../harness/edges/files/images/write-image.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { runCli } from './run-cli.ts';

interface Document {
  readonly images: {
    readonly n: number;
    readonly subjects: number;
    readonly padded: number;
    readonly constant: readonly string[];
    readonly duplicates: readonly unknown[];
    readonly faulty: readonly string[];
    readonly leftOut: readonly { readonly path: string }[];
    readonly scale: readonly unknown[];
  };
  readonly candidates: readonly {
    readonly vae: string;
    readonly latent: readonly number[];
    readonly ceiling: { readonly images: Readonly<Record<string, number>> };
  }[];
}

describe('latent-sr screen', () => {
  let folder: string;
  const fine = 'autoencoder-medical-seed-0';
  const coarse = 'autoencoder-natural-seed-0';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-screen-'));
    for (const name of ['p1_z1', 'p1_z2', 'p2_z1']) {
      const random = stream(1, 'spec', name);
      const values = Float64Array.from(
        { length: 32 * 48 },
        (_, i) => 0.5 + 0.3 * Math.sin(i / 7) + 0.1 * random.uniform(),
      );
      await writeImage(createImage(1, 32, 48, values), join(folder, `${name}.png`), 8);
    }
  });
  after(() => rmSync(folder, { recursive: true }));
  const screen = (...args: string[]) => runCli(['screen', '--images', folder, ...args]);

  it('ranks networks that ship on images of the user, with the ceilings of vae reconstruct', async () => {
    const { code, stdout } = await screen('--vae', coarse, fine, '--cluster', '^(p\\d)', '--json');
    expect(code).to.equal(0);
    const { images, candidates } = validated<Document>('screen', JSON.parse(stdout), 'stdout');
    expect([images.n, images.subjects]).to.deep.equal([3, 2]);
    expect(candidates.map(({ vae, latent }) => [vae, latent])).to.deep.equal([
      [fine, [3, 8, 12]],
      [coarse, [4, 4, 6]],
    ]);
    const copied = await runCli([
      ...['vae', 'reconstruct', '--vae', fine, join(folder, 'p1_z2.png'), join(folder, 'copy.npy'), '--json'],
    ]);
    rmSync(join(folder, 'copy.npy'));
    expect(candidates[0]!.ceiling.images['p1_z2']).to.be.closeTo(JSON.parse(copied.stdout).psnr, 1e-9);
  });

  it('says in one line what is wrong', async () => {
    const wrong = async (...args: string[]) => {
      const { code, stdout, stderr } = await screen(...args);
      expect([code, stdout]).to.deep.equal([1, '']);
      return stderr.trim().split('\n').at(-1);
    };
    expect(await wrong('--vae', fine, fine)).to.equal(
      `latent-sr: --vae: expected every autoencoder once, got ${fine} twice; name it once`,
    );
    expect(await wrong('--vae', 'medvae')).to.match(/expected one of medvae-4-1, .*, got "medvae"/);
    expect(await wrong('--vae', fine, '--cluster', '^q(\\d)')).to.match(/p2_z1\.png: expected .*q/);
    expect(await wrong('--vae', 'denoiser-v-of-phantom-knee-medical-seeds-0-0')).to.match(
      /provenance\.json: expected an autoencoder of the scale model, got another network/,
    );
  });

  it('takes sizes that a factor does not divide and values in other units, and says so', async () => {
    const values = Float64Array.from({ length: 30 * 47 }, (_, i) => 1000 + 300 * Math.sin(i / 5));
    await writeImage(createImage(1, 30, 47, values), join(folder, 'p3_z1.npy'), 16);
    try {
      const { code, stdout } = await screen('--vae', fine, '--scale', '0..2000', '--json');
      expect(code).to.equal(0);
      const { images, candidates } = validated<Document>('screen', JSON.parse(stdout), 'stdout');
      expect(images.padded).to.equal(1);
      expect((images.scale as readonly { rule: string }[]).map(({ rule }) => rule)).to.have.members([
        'the given range',
        'the given range of stored values',
      ]);
      expect(candidates[0]!.ceiling.images['p3_z1']).to.be.above(10);
      const one = await runCli([
        ...['vae', 'reconstruct', '--vae', fine, '--scale', '0..2000', '--json'],
        ...[join(folder, 'p3_z1.npy'), join(folder, 'copy.npy')],
      ]);
      rmSync(join(folder, 'copy.npy'), { force: true });
      const copied = validated<{ padded: unknown; psnr: number; output: { width: number } }>(
        'vae',
        JSON.parse(one.stdout),
        'stdout',
      );
      expect([copied.padded, copied.output.width]).to.deep.equal([{ height: 32, width: 48 }, 47]);
      expect(copied.psnr).to.be.closeTo(candidates[0]!.ceiling.images['p3_z1']!, 1e-9);
    } finally {
      rmSync(join(folder, 'p3_z1.npy'));
    }
  });

  it('passes over constant, repeated and faulty images, says so, and writes a page below 1 MB', async () => {
    copyFileSync(join(folder, 'p1_z1.png'), join(folder, 'p1_z9.png'));
    copyFileSync(join(folder, 'p1_z1.png'), join(folder, 'p8_z1.png'));
    await writeImage(createImage(1, 32, 48), join(folder, 'p4_z1.png'), 8);
    const cut = readFileSync(join(folder, 'p1_z2.png'));
    writeFileSync(join(folder, 'p5_z1.png'), cut.subarray(0, cut.length - 40));
    writeFileSync(join(folder, 'p6_z1.npy'), 'no array');
    writeFileSync(join(folder, 'notes.md'), '# of the scans');
    const page = join(folder, 'page.html');
    const common = ['--vae', coarse, fine, '--cluster', '^(p\\d)'];
    const { stderr } = await screen(...common);
    expect(stderr).to.match(/p6_z1\.npy: expected .*; .*or go on without with --skip-faulty/);
    const { stdout } = await screen(...common, '--skip-faulty', '--html', page, '--json');
    const { images } = validated<Document>('screen', JSON.parse(stdout), 'stdout');
    expect([images.n, images.subjects, images.constant]).to.deep.equal([3, 2, ['p4_z1']]);
    expect(images.duplicates).to.deep.equal([
      { image: 'p1_z9', of: 'p1_z1', sameSubject: true },
      { image: 'p8_z1', of: 'p1_z1', sameSubject: false },
    ]);
    expect(images.faulty).to.have.length(2);
    expect(images.leftOut.map(({ path }) => path)).to.deep.equal([join(folder, 'notes.md')]);
    const html = readFileSync(page, 'utf8');
    expect(Buffer.byteLength(html)).to.be.below(1e6);
    expect(html)
      .to.match(/Worst image: p\d_z\d/)
      .and.match(/Median image: p\d_z\d/);
    expect(html)
      .to.match(/p8_z1: as p1_z1, of another subject/)
      .and.match(/notes\.md: no image/);
    expect(html).not.to.match(/<script|https?:\/\/(?!www\.w3\.org)/);
    expect(html.match(/<img /g)).to.have.length(2 * (1 + 2 * 2) + 2);
    const lost = await screen('--vae', fine, '--skip-faulty', '--html', join(folder, 'none', 'page.html'));
    expect(lost.code).to.equal(1);
    expect(lost.stdout).to.match(/worst image/);
    expect(lost.stderr).to.match(/page\.html: expected a place for the page, got nothing there/);
  });
});
