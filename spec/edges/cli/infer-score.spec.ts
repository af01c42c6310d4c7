import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { inferPrintedScore, type ScoreFlags } from '../../../harness/edges/cli/infer/score/printed-score.ts';
import { scoreFiles } from '../../../harness/edges/cli/metric/metric.ts';
import { openEngine } from '../../../harness/edges/engines/open-engine.ts';
import { encodePng } from '../../../harness/edges/files/images/png.ts';
import { readImage } from '../../../harness/edges/files/images/read-image.ts';
import { writeImage } from '../../../harness/edges/files/images/write-image.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { reconstruct } from '../../../harness/edges/networks/reconstruct.ts';
import { openVae } from '../../../harness/edges/networks/vae.ts';
import { createImage, type Image, toGrey } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { inferableNamed } from '../../../harness/record/infer/score/catalogue.ts';
import { choicesOf } from '../../../harness/record/infer/score/search.ts';
import { lpipsFolder } from '../networks/lpips-asset.ts';
import { runCli } from './run-cli.ts';

interface Answered {
  readonly images: number;
  readonly unit: { readonly value: number; readonly from: string };
  readonly described: { readonly value: number | null };
  readonly variants: readonly {
    readonly departures: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
  readonly untaken: readonly { readonly why: string }[];
  readonly conclusion: string;
}

describe('latent-sr infer psnr, ssim and lpips', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-infer-'));
  const at = (...names: string[]) => join(folder, ...names);
  const random = stream(1, 'infer score');

  before(async () => {
    for (let k = 0; k < 4; k++) {
      const base = drawn(24, (x, y) => 0.4 + 0.3 * Math.sin(x / 3 + k) * Math.cos(y / 4));
      const noisy = (by: number) => ({
        ...base,
        data: base.data.map((value) => value + by * random.normal()),
      });
      const parts = { hr: base, sr: noisy(0.04), ae: noisy(0.01) };
      for (const [role, image] of Object.entries(parts)) {
        const subject = `sub-${k % 2}`;
        mkdirSync(at('png', role, subject), { recursive: true });
        mkdirSync(at('npy', role), { recursive: true });
        const bytes = encodePng(image, { bits: 8, rounding: 'round' });
        writeFileSync(at('png', role, subject, `i${k}.png`), bytes);
        const raw = { ...image, data: image.data.map((value) => 1500 * value) };
        await writeImage(raw, at('npy', role, `i${k}.npy`), 8);
      }
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  function drawn(side: number, at: (x: number, y: number) => number): Image {
    const data = Float64Array.from({ length: side * side }, (_, i) => at(i % side, Math.floor(i / side)));
    return createImage(1, side, side, data);
  }

  async function inferred(name: string, flags: ScoreFlags, form = 'png') {
    const answer = await inferPrintedScore(name, at(form, 'sr'), at(form, 'hr'), {
      jobs: '1',
      departures: '1',
      choices: without('resize', name),
      ...flags,
    });
    return { ...answer, found: validated<Answered>('infer', answer.document, 'the answer') };
  }

  /** Resizes to 384 would take most of the time; the oracle and the slow law have them. */
  function without(choice: string, name: string): string {
    const metric = inferableNamed(name);
    return metric
      ? choicesOf(metric)
          .filter((each) => each !== choice)
          .join(',')
      : 'epsilon';
  }

  const departures = (found: Answered) => found.variants.map((variant) => variant.departures);

  /** What `latent-sr metric` prints for the same. */
  async function scored(name: string, flags: object, form = 'png', reference = 'hr'): Promise<number> {
    const { document } = await scoreFiles(name, at(form, 'sr'), at(form, reference), {
      option: [],
      ...flags,
    });
    const { value, columns } = document as { value?: number; columns?: Record<string, { mean: number }> };
    return value ?? columns![name]!.mean;
  }

  it('finds the options of latent-sr metric behind what it prints', async () => {
    const own = { '--crop-border 4': { cropBorder: '4' }, '--option peak=2': { option: ['peak=2'] } };
    for (const [said, flags] of Object.entries(own)) {
      const { found } = await inferred('psnr', { printed: (await scored('psnr', flags)).toFixed(6) });
      expect(departures(found), said).to.deep.equal([said.includes('crop') ? { crop: '4' } : { peak: '2' }]);
    }
    const window = await scored('ssim', { window: 'uniform' });
    const { found } = await inferred('ssim', { printed: window.toFixed(7) });
    expect(departures(found)).to.deep.equal([{ window: 'uniform-7' }]);
    const pooled = await scored('pooled-psnr', {});
    const answer = await inferred('psnr', { printed: pooled.toFixed(7) });
    expect(departures(answer.found)).to.deep.equal([{ average: 'pooled' }]);
    expect(answer.text).to.match(/^The described convention gives .*\n {2}.* dB {2}average pooled\n/);
    expect(answer.text).to.match(
      /searched: \d+ conventions of at most 1 departure, on 4 images of 2 subjects; pictures/,
    );
  });

  it('takes a described convention that is not the plain one, and the first images', async () => {
    const printed = (await scored('psnr', { cropBorder: '4' })).toFixed(6);
    const described = { crop: '4' };
    const { found } = await inferred('psnr', { printed, described });
    expect(departures(found)).to.deep.equal([{}]);
    expect(found.conclusion).to.match(/^The described convention gives .* as printed\./);
    const { found: of } = await inferred('psnr', { printed, described, n: '2,4' });
    expect(departures(of)).to.deep.equal([{ images: '4' }]);
  });

  it("finds the autoencoder's own image as the reference", async () => {
    const printed = (await scored('psnr', {}, 'png', 'ae')).toFixed(6);
    const { found } = await inferred('psnr', { printed, reconstructions: at('png', 'ae') });
    expect(departures(found)).to.deep.equal([{ reference: 'reconstruction' }]);
  });

  it('has an autoencoder make the reconstructions itself', async () => {
    const vae = 'autoencoder-medical-seed-0';
    const [sr, hr, own] = [
      at('png', 'sr', 'sub-0', 'i0.png'),
      at('png', 'hr', 'sub-0', 'i0.png'),
      at('own.npy'),
    ];
    const options = { threads: 1 };
    const engine = await openEngine(undefined, options);
    const through = await openVae(vae, workspaceAt(undefined), engine, options);
    const { copy } = await reconstruct(through, await readImage(hr)).finally(() => through.dispose());
    await writeImage(toGrey(copy), own, 8);
    const { document } = await scoreFiles('psnr', sr, own, { option: [] });
    const printed = (document as { value: number }).value.toFixed(5);
    const one = (path: string) => path.replace('i0.png', '*0.png');
    const flags = { printed, vae, choices: 'reference', jobs: '1' };
    const answer = await inferPrintedScore('psnr', one(sr), one(hr), flags);
    const found = validated<Answered>('infer', answer.document, 'the answer');
    expect(departures(found)).to.deep.equal([{ reference: 'reconstruction' }]);
  });

  it('takes arrays in their own units, by the largest of the references unless a scale is named', async () => {
    const { found } = await inferred('psnr', { printed: '20.00' }, 'npy');
    expect(found.unit.from).to.equal('the largest value of all references');
    expect(found.unit.value).to.be.within(900, 1200);
    const scale = '0..1500';
    const printed = (await scored('psnr', { scale }, 'npy')).toFixed(6);
    const { found: scaled } = await inferred('psnr', { printed, scale }, 'npy');
    expect(departures(scaled)[0]).to.deep.equal({});
    expect(scaled.unit).to.deep.equal({ value: 1, from: 'scaled to [0, 1]' });
  });

  it('says the same with threads, and which images had no partner', async () => {
    writeFileSync(
      at('png', 'sr', 'alone.png'),
      encodePng(
        drawn(24, () => 0.5),
        { bits: 8, rounding: 'round' },
      ),
    );
    const call = [
      'infer',
      'psnr',
      at('png', 'sr'),
      at('png', 'hr'),
      '--printed',
      '28.3',
      '--choices',
      'crop',
      '--departures',
      '1',
    ];
    const threads = await runCli([...call, '--jobs', '2']);
    const { text } = await inferred('psnr', { printed: '28.3', choices: 'crop' });
    rmSync(at('png', 'sr', 'alone.png'));
    expect(threads.stdout).to.equal(`${text}\n`);
    expect(threads.code).to.equal(1);
    const note = 'latent-sr: without a partner: 1, faults: 0; --skip-faulty accepts them\n';
    expect(threads.stderr.endsWith(note), threads.stderr).to.equal(true);
    expect(text).to.match(/without a partner: alone, not in /);
  });

  it('lists conventions that cannot be taken', async () => {
    const { found } = await inferred('ssim', { printed: '0.95', described: { crop: '8' } });
    expect(found.described.value).to.equal(null);
    expect(found.untaken[0]!.why).to.match(/^ssim: expected sides of at least 11 pixels/);
    expect(found.conclusion).to.match(/^The described convention cannot be taken: ssim: expected sides/);
  });

  it('refuses wrong calls by name', async () => {
    const complaint = (name: string, flags: ScoreFlags) =>
      inferred(name, flags).then(
        () => expect.fail('it answered'),
        (error: Error) => error.message,
      );
    expect(await complaint('psnr', { printed: '> 30' })).to.match(
      /^--printed: expected a rounded number or a range/,
    );
    expect(await complaint('psnr', { printed: '30.1', n: '7' })).to.equal(
      '--n: expected at most the 4 pairs that are there, got 7; name the folders that hold all of them',
    );
    expect(await complaint('psnr', { printed: '30.1', departures: '9' })).to.match(
      /^--departures: expected a whole/,
    );
    expect(await complaint('psnr', { printed: '30.1', vae: 'sdvae', reconstructions: 'ae' })).to.equal(
      'infer psnr: expected --reconstructions or --vae, got both; keep one of them',
    );
    expect(await complaint('psnr', { printed: '30.1', choices: 'crop,window' })).to.match(
      /^infer psnr, --choices: expected some of images, .*got "window"/,
    );
    expect(await complaint('ssim', { printed: '0.9', described: { zeroError: '80' } })).to.match(
      /^infer ssim, --described: expected one of reference, .*got "zeroError"; correct it; latent-sr explain choices/,
    );
  });

  it('searches LPIPS through its network', async function () {
    if (lpipsFolder === undefined) return this.skip();
    const before = process.env['LATENT_SR_ASSETS'];
    process.env['LATENT_SR_ASSETS'] = lpipsFolder;
    try {
      for (const role of ['sr', 'hr']) {
        mkdirSync(at('large', role), { recursive: true });
        const image = drawn(
          48,
          (x, y) =>
            0.5 + 0.2 * Math.sin(x / 4) * Math.cos(y / 5) + (role === 'sr' ? 0.05 * random.normal() : 0),
        );
        writeFileSync(at('large', role, 'a.png'), encodePng(image, { bits: 8, rounding: 'round' }));
      }
      const flags = { printed: '0.1', departures: '0' };
      const inside = await scored('lpips', { option: ['epsilon=inside'] }, 'large');
      const { found } = await inferred(
        'lpips',
        { ...flags, printed: inside.toFixed(6), described: { epsilon: 'inside' } },
        'large',
      );
      expect(departures(found)).to.deep.equal([{}]);
      const { found: unit } = await inferred('lpips', { ...flags, described: { signal: 'unit' } }, 'large');
      expect(unit.described.value).to.be.within(0.001, 1).and.not.equal(inside);
    } finally {
      if (before === undefined) delete process.env['LATENT_SR_ASSETS'];
      else process.env['LATENT_SR_ASSETS'] = before;
    }
  });
});
