import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { encodePng } from '../../../harness/edges/files/images/png.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { readScoreSet } from '../../../harness/edges/files/scores/score-set.ts';
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

  it('judges claims part by part, by the data set and the further arms that it is given', async () => {
    const scores = (name: string, psnr: number, mae: number) => {
      const [images, own] = [stream(2, 'images'), stream(2, name)];
      const rows = Array.from({ length: 40 }, (_, i) => {
        const hard = images.normal();
        return `x${i},${psnr - hard + 0.1 * own.normal()},${mae + 0.002 * hard + 0.0005 * own.normal()}`;
      });
      return write(`${name}.csv`, ['id,psnr,mae', ...rows].join('\n'));
    };
    const pair = [scores('first', 24, 0.03), scores('second', 25, 0.05)];
    const floors = ['medical', 'natural'].flatMap((autoencoder) => [
      '--arm',
      `method=ae,autoencoder=${autoencoder}:${scores(autoencoder, 35, 0.01)}`,
    ]);
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await runCli(['audit', 'scores', ...pair, ...args]);
      expect(code, stderr).to.equal(0);
      return stdout;
    };
    const alone = await run();
    expect(alone).to.match(/the first arm being MedVAE SR and the second SD-VAE SR:/);
    expect(alone).to.match(/C03 not reproduced \(described\): /);
    expect(alone).to.match(/C15 untestable \(floor\): needs mae of 'method=ae,autoencoder=medical', /);
    expect(alone).to.match(/of \d+ claims these scores say nothing: C04, /);
    const document = validated<{
      verdicts: { claim: string; part: string; outcome: string; scope: string[]; replay: string }[];
      arms: { dataset: string }[];
    }>('audit-scores', JSON.parse(await run('--dataset', 'BraTS', ...floors, '--json')), 'stdout');
    const floor = document.verdicts.find(({ claim, part }) => claim === 'C15' && part === 'floor')!;
    expect(floor).to.include({ outcome: 'reproduced' });
    expect(floor.scope.join()).to.include('of brain');
    expect(floor.replay).to.include('--dataset BraTS --arm ');
    expect(document.arms.map(({ dataset }) => dataset)).to.deep.equal(Array(4).fill('brain'));
  });

  it('says which way a score is better by the catalogue, and that it does not know another', async () => {
    const named = (name: string, shift: number) => {
      const records = list(shift).map(({ id, psnr }) => ({ id, 'region-psnr': psnr, maestro: psnr / 50 }));
      return write(name, JSON.stringify({ per_image_metrics: records }));
    };
    const args = ['audit', 'scores', named('na.json', 2), named('nb.json', 0)];
    const { stdout } = await runCli(args);
    expect(stdout).to.match(/^region-psnr \(higher is better\)/m);
    expect(stdout).to.match(/^maestro \(which way is better is not said: no metric of the catalogue /m);
    expect(stdout).to.match(/none: these scores decide no claim/);
    const { comparisons } = JSON.parse((await runCli([...args, '--json'])).stdout);
    expect(comparisons.map(({ direction }: { direction: string }) => direction)).to.deep.equal([
      'higher',
      'none',
    ]);
  });

  it('refuses arms without levels, with unknown ones, of other images and made-up ones', async () => {
    const [a, b] = [release('a.json', 2), release('b.json', 0)];
    const made = release('made.json', 1, { psnr_mean: 31 });
    const cases: [arm: string, message: RegExp][] = [
      [b, /--arm: expected FACTOR=LEVEL, as many as needed/],
      [`method=none:${b}`, /--arm "method=none:.*": expected a method among sr, .*got "none"/],
      [`method=sr,autoencoder=medical:${b}`, /expected arms of different levels/],
      [`method=bicubic:${write('few.csv', 'id,psnr\ncxr_0,25\n')}`, /expected the same ids in all arms/],
      [`method=bicubic:${made}`, /expected measured scores, got psnr: the file states the mean 31/],
    ];
    for (const [arm, message] of cases) {
      const { code, stderr } = await runCli(['audit', 'scores', a, b, '--arm', arm]);
      expect(stderr).to.match(message);
      expect(code).to.equal(1);
    }
  });

  it('holds only the summary of the list itself against the list, whatever else the file says', async () => {
    const mean = list(2).reduce((sum, { psnr }) => sum + psnr, 0) / 30;
    const document = {
      diffusion_sr: { psnr_mean: mean },
      ae: { psnr_mean: 37.87 },
      bicubic: { psnr_mean: 23 },
    };
    const text = `\ufeff${JSON.stringify({ ...document, per_image_metrics: list(2) })}`;
    const nested = text.replace(/}$/, `,"more":${'['.repeat(50000)}${']'.repeat(50000)}}`);
    const { stdout, stderr } = await runCli([
      'audit',
      'scores',
      write('blocks.json', nested),
      release('b.json', 0),
    ]);
    expect(stderr).to.equal('');
    expect(stdout).to.match(/C01 reproduced/);
  });

  it('refuses ids that would forge what a terminal shows, files without ids, and absurd resamples', async () => {
    const b = release('b.json', 0);
    const forged = list(2).map((one, i) => (i === 0 ? { ...one, id: 'cxr_0\nall is well\u001b[2J' } : one));
    const cases: [args: string[], message: RegExp][] = [
      [
        [write('forged.json', JSON.stringify(forged)), b],
        /a name without control characters, got "cxr_0\\nall is well\\u001b\[2J"/,
      ],
      [
        [
          write(
            'no-ids.csv',
            list(2)
              .map(({ psnr }) => psnr)
              .join('\n')
              .replace(/^/, 'psnr\n'),
          ),
          b,
        ],
        /expected a column id of ids, since images are never paired by position, got .*30 rows of psnr; name the column/,
      ],
      [
        [b, b, '--resamples', '1e12'],
        /--resamples: expected a whole number of at least 100 and at most 1000000/,
      ],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await runCli(['audit', 'scores', ...args]);
      expect(stderr).to.match(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
      expect(code).to.equal(1);
    }
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

  it('leaves out, by name and reason, a score that some image has not, and goes on with the others', async () => {
    const arm = (name: string, noise: number, sides: readonly number[], equal: readonly number[] = []) => {
      const root = join(folder, name);
      for (const part of ['hr', 'sr']) mkdirSync(join(root, part), { recursive: true });
      sides.forEach((side, i) => {
        const [texture, own] = [stream(i, 'texture'), stream(i, 'noise', name)];
        const hr = createImage(1, side, side).data.map(() => Math.round(255 * texture.uniform()) / 255);
        const off = (value: number) =>
          Math.min(1, Math.max(0, Math.round(255 * (value + noise * own.normal())) / 255));
        const sr = equal.includes(i) ? hr : hr.map(off);
        writeFileSync(
          join(root, 'hr', `i${i}.png`),
          encodePng(createImage(1, side, side, hr), { bits: 8, rounding: 'round' }),
        );
        writeFileSync(
          join(root, 'sr', `i${i}.png`),
          encodePng(createImage(1, side, side, sr), { bits: 8, rounding: 'round' }),
        );
      });
      return root;
    };
    const sides = [160, 168, 175, 176, 180, 192];
    const pair = [arm('gate-a', 0.05, sides, [2]), arm('gate-b', 0.1, sides)] as const;
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await runCli(['audit', 'scores', ...pair, ...args, '--json']);
      expect(code, stderr).to.equal(0);
      return validated<{ comparisons: { score: string }[]; notes: { kind: string; message: string }[] }>(
        'audit-scores',
        JSON.parse(stdout),
        'stdout',
      );
    };
    const { comparisons, notes } = await run();
    const compared = comparisons.map(({ score }) => score);
    expect(compared).to.include.members(['mae', 'ssim']).and.not.include('psnr').and.not.include('msssim');
    const told = notes.filter(({ kind }) => kind === 'left out').map(({ message }) => message);
    expect(told[0]).to.match(
      /score psnr: 1 of 6 images have none .* such as i2: it equals its reference, .*--zero-error/,
    );
    expect(told[0]).to.match(
      /score msssim: 3 of 6 images have none .* such as i0: expected sides of at least 176 pixels/,
    );
    const counted = await run('--zero-error', '100');
    expect(counted.comparisons.map(({ score }) => score)).to.include('psnr');
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
    // By the reference's ends, so that the arms stay as far apart as they are.
    const scaled = await readScoreSet(join(folder, 'second'), {
      idColumn: 'id',
      scale: { rule: 'slice-min-max' },
    });
    expect(scaled.scaled).to.have.length(1);
    expect(scaled.scaled![0]).to.match(/^5 images by minimum to maximum of the image/);
    const plain = await readScoreSet(join(folder, 'second'), { idColumn: 'id' });
    scaled.scores.get('psnr')!.forEach((value, i) => {
      expect(value).to.be.within(plain.scores.get('psnr')![i]! - 6, plain.scores.get('psnr')![i]!);
    });
    // What the folder's own result file recorded, of four of the five images, one of them wrong.
    const recorded = set.ids
      .slice(0, 4)
      .map((id, i) => ({ id, psnr: set.scores.get('psnr')![i] + (i === 2 ? 1 : 0) }));
    const results = { n_samples: 4, per_image_metrics: recorded };
    writeFileSync(join(folder, 'first', 'diffusion_eval_results.json'), JSON.stringify(results));
    const pair = [join(folder, 'first'), join(folder, 'second'), '--score', 'psnr', '--json'];
    const { notes } = JSON.parse((await runCli(['audit', 'scores', ...pair, '--scale', 'bits'])).stdout);
    const told = notes.filter(({ kind }: { kind: string }) => kind !== 'left out');
    expect(told.map(({ kind, ids }: { kind: string; ids: string[] }) => [kind, ids])).to.deep.equal([
      ['scaled images', undefined],
      ['unrecorded images', ['cxr_4']],
      ['recomputed scores differ', ['cxr_2']],
      ['scaled images', undefined],
    ]);
  });
});
