import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { encodePng } from '../../../harness/edges/files/png.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { readScoreSet } from '../../../harness/edges/files/score-set.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { runCli } from './run-cli.ts';

describe('latent-sr audit scores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scores-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const list = (shift: number) => {
    const [images, own] = [stream(1, 'images'), stream(1, String(shift))];
    return Array.from({ length: 30 }, (_, i) => ({
      id: `cxr_${i}`,
      psnr: 25 + shift + images.normal() + 0.2 * own.normal(),
    }));
  };
  const release = (name: string, shift: number, summary = {}) =>
    write(name, JSON.stringify({ n_samples: 30, diffusion_sr: summary, per_image_metrics: list(shift) }));

  it("compares the release's result files in all variants, as its schema says", async () => {
    const [a, b] = [release('a.json', 2), release('b.json', 0)];
    const { code, stdout } = await runCli(['audit', 'scores', a, b, '--json']);
    expect(code).to.equal(0);
    const document = validated<{ n: number; verdicts: { claim: string; outcome: string }[] }>(
      'audit-scores',
      JSON.parse(stdout),
      'stdout',
    );
    expect(document.n).to.equal(30);
    expect(document.verdicts[0]).to.include({ claim: 'C01', outcome: 'reproduced' });
  });

  it('compares a CSV with the same scores to the same result', async () => {
    const csv = (name: string, shift: number) =>
      write(name, ['id,psnr', ...list(shift).map(({ id, psnr }) => `${id},${psnr}`)].join('\n'));
    const args = (a: string, b: string) => ['audit', 'scores', a, b, '--json'];
    const fromCsv = JSON.parse((await runCli(args(csv('a.csv', 2), csv('b.csv', 0)))).stdout);
    const fromJson = JSON.parse((await runCli(args(release('a.json', 2), release('b.json', 0)))).stdout);
    expect(fromCsv.comparisons).to.deep.equal(fromJson.comparisons);
  });

  it('refuses means without per-image scores, repeated ids, other images, and made-up scores', async () => {
    const b = release('b.json', 0);
    const cases: [path: string, message: RegExp][] = [
      [
        write('means.json', '{"diffusion_sr":{"psnr_mean":26.42,"psnr_std":1.7}}'),
        /expected a list with one record per image, got nothing/,
      ],
      [write('twice.csv', 'id,psnr\nx,25\nx,26\n'), /expected every id once in column id, got "x"/],
      [write('others.csv', 'id,psnr\nx,25\ny,26\nz,27.5\n'), /expected the same ids in both/],
      [
        release('made-up.json', 2, { psnr_mean: 31 }),
        /expected measured scores, got psnr: the file states the mean 31/,
      ],
    ];
    for (const [path, message] of cases) {
      const { code, stdout, stderr } = await runCli(['audit', 'scores', path, b]);
      expect(stderr).to.match(message);
      expect(code).to.equal(1);
      expect(stdout).to.equal('');
    }
  });

  it('scores folders of images against their references, by name', async () => {
    const side = 64;
    const picture = (noise: number, seed: number) => {
      const own = stream(seed, 'noise', noise);
      const texture = stream(seed, 'texture');
      const data = Float64Array.from({ length: side * side }, (_, i) => {
        const base = 0.5 + 0.3 * Math.sin(i / 9) + 0.1 * texture.normal();
        return Math.min(1, Math.max(0, base + noise * own.normal()));
      });
      return encodePng(createImage(1, side, side, data), { bits: 8, rounding: 'round' });
    };
    const arm = (name: string, noise: number) => {
      for (const [part, level] of [
        ['sr_images', noise],
        ['hr', 0],
        ['ae_images', 0.02],
      ] as const) {
        mkdirSync(join(folder, name, part), { recursive: true });
        for (let i = 0; i < 5; i++)
          writeFileSync(join(folder, name, part, `cxr_${i}.png`), picture(level, i));
      }
      return join(folder, name);
    };
    const set = await readScoreSet(arm('first', 0.05), { idColumn: 'id' });
    expect([...set.scores.keys()]).to.include.members([
      'psnr',
      'mae',
      'ssim',
      'subband-psnr/HH1',
      'hallucinated',
      'lost',
    ]);
    const { code, stdout } = await runCli([
      'audit',
      'scores',
      join(folder, 'first'),
      arm('second', 0.1),
      '--score',
      'psnr',
      '--json',
    ]);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout).comparisons[0].variants.described.difference.value).to.be.within(4, 7);
  });
});
