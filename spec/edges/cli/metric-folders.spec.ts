import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type MetricFlags, scoreFiles } from '../../../harness/edges/cli/metric/metric.ts';
import { encodePng } from '../../../harness/edges/files/images/png.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { readScores } from '../../../harness/edges/files/scores/read-scores.ts';
import { openRowFile } from '../../../harness/edges/files/scores/row-file.ts';
import { createImage } from '../../../harness/numeric/image.ts';
import { stream } from '../../../harness/numeric/stream.ts';
import { lpipsFolder } from '../networks/lpips-asset.ts';
import { runCli } from './run-cli.ts';

interface FoldersAnswer {
  readonly images: number;
  readonly subjects: number;
  readonly columns: Readonly<Record<string, { readonly n: number; readonly infinite: number; mean: number }>>;
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly conventions: readonly { readonly convention: object; readonly images: number }[];
  readonly unmatched: readonly { readonly id: string; readonly lackingIn: string }[];
  readonly faults: readonly { readonly where: string; readonly expected: string }[];
  readonly leftOut: readonly { readonly path: string }[];
}

const SIDE = 40;

describe('latent-sr metric over folders and globs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-folders-'));
  const at = (...names: string[]) => join(folder, ...names);
  const random = stream(1, 'metric over folders');
  const ids = ['sub-1/z2', 'sub-1/z10', 'sub-2/z1', 'sub-2/z2, "b"', 'sub-3/ä'];

  before(() => {
    for (const role of ['sr', 'hr', 'ae']) {
      for (const subject of ['sub-1', 'sub-2', 'sub-3']) mkdirSync(at(role, subject), { recursive: true });
      for (const id of ids) noise(at(role, `${id}.png`), SIDE);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  function noise(path: string, side: number): void {
    const data = Float64Array.from({ length: side * side }, random.uniform);
    writeFileSync(path, encodePng(createImage(1, side, side, data), { bits: 8, rounding: 'round' }));
  }

  async function scored(name: string, image: string, reference?: string, flags: Partial<MetricFlags> = {}) {
    const { document, ...rest } = await scoreFiles(name, image, reference, {
      option: [],
      ...(flags.out === undefined && { json: true }),
      ...flags,
    });
    return { ...rest, answer: validated<FoldersAnswer>('metric-folders', document, 'the answer') };
  }

  const single = async (name: string, id: string, flags: Partial<MetricFlags> = {}) => {
    const call = { option: [], ...flags };
    const { document } = await scoreFiles(name, at('sr', `${id}.png`), at('hr', `${id}.png`), call);
    return (document as { value: unknown }).value;
  };

  const complaint = async (...call: Parameters<typeof scored>) =>
    scored(...call).then(
      () => expect.fail('it answered'),
      (error: Error) => error.message,
    );

  it('scores each image as it is scored alone, by id, with its subject', async () => {
    for (const [a, b] of [
      [at('sr'), at('hr')],
      [at('sr', '**', '*.png'), at('hr', '**', '*.png')],
    ] as const) {
      const { answer, exitCode } = await scored('psnr', a, b);
      expect(exitCode).to.equal(undefined);
      expect(answer.rows!.map(({ id }) => id)).to.have.members(ids);
      for (const { id, subject, psnr } of answer.rows!) {
        expect(psnr, `${id}`).to.equal(await single('psnr', id as string));
        expect(subject).to.equal((id as string).slice(0, 5));
      }
      expect(answer).to.deep.include({ images: 5, subjects: 3, unmatched: [], faults: [], leftOut: [] });
    }
  });

  it('takes lists of files, by their names from the folder on that holds them', async () => {
    for (const role of ['sr', 'hr']) {
      writeFileSync(at(`${role}.txt`), ids.map((id) => `${role}/${id}.png\n`).join(''));
    }
    const { answer } = await scored('mae', at('sr.txt'), at('hr.txt'));
    expect(answer.rows!.map(({ id }) => id)).to.have.members(ids);
    for (const { id, mae } of answer.rows!) expect(mae).to.equal(await single('mae', id as string));
  });

  it('prepares the images of folders as those of a pair', async () => {
    const flags = { cropBorder: '4', scale: 'minmax' } as const;
    const { answer } = await scored('ssim', at('sr'), at('hr'), flags);
    for (const { id, ssim } of answer.rows!) {
      expect(ssim).to.equal(await single('ssim', id as string, flags));
    }
  });

  it('takes folders of floors, one mask for all, and metrics of the image alone', async () => {
    noise(at('mask.png'), SIDE);
    const floors = { floor: at('ae'), mask: at('mask.png') };
    const { answer } = await scored('hallucination', at('sr'), at('hr'), floors);
    for (const { id, ...row } of answer.rows!) {
      const own = { floor: at('ae', `${id}.png`), mask: at('mask.png') };
      const alone = (await single('hallucination', id as string, own)) as Record<string, number>;
      for (const [part, value] of Object.entries(alone)) expect(row[`hallucination/${part}`]).to.equal(value);
    }
    const alone = await scored('power-spectrum', at('sr', 'sub-1', '*.png'));
    expect(alone.answer.images).to.equal(2);
  });

  it('writes rows that readScores takes, in CSV, JSON and JSON lines', async () => {
    const { answer } = await scored('subband-psnr', at('sr'), at('hr'));
    for (const form of ['csv', 'json', 'jsonl']) {
      const out = at(`rows.${form}`);
      const { answer: told, text } = await scored('subband-psnr', at('sr'), at('hr'), { out });
      expect(told).to.deep.include({ out, columns: answer.columns });
      expect(told.rows).to.equal(undefined);
      expect(text).to.include(`a row each in ${out}`);
      const { rows, leftOut } = await readScores(out);
      expect(leftOut).to.eql([]);
      for (const [i, { cells }] of rows.entries()) {
        const row = Object.entries(answer.rows![i]!).map(([name, value]) => [name, `${value}`]);
        expect(Object.entries(cells).map(([name, value]) => [name, `${value}`])).to.eql(row);
      }
    }
  });

  it('keeps what can be scored, lists what cannot, and counts infinite scores apart', async () => {
    mkdirSync(at('some'));
    for (const name of ['z1', 'z2', 'z3', 'z4'])
      copyFileSync(at('hr', 'sub-2', 'z1.png'), at('some', `${name}.png`));
    noise(at('some', 'z2.png'), SIDE);
    writeFileSync(at('some', 'z3.png'), readFileSync(at('some', 'z3.png')).subarray(0, 900));
    noise(at('some', 'z4.png'), SIDE + 1);
    noise(at('some', 'lone.png'), SIDE);
    writeFileSync(at('some', 'notes.md'), 'no image');
    mkdirSync(at('true'));
    for (const name of ['z1', 'z2', 'z3', 'z4', 'z5'])
      copyFileSync(at('hr', 'sub-2', 'z1.png'), at('true', `${name}.png`));
    const { answer, exitCode, text } = await scored('psnr', at('some'), at('true'));
    expect(exitCode).to.equal(1);
    expect(answer.rows!.map(({ id, psnr }) => [id, typeof psnr])).to.eql([
      ['z1', 'string'],
      ['z2', 'number'],
    ]);
    expect(answer.columns['psnr']).to.include({ n: 1, infinite: 1, mean: answer.rows![1]!['psnr'] });
    expect(answer.unmatched.map(({ id, lackingIn }) => [id, lackingIn])).to.eql([
      ['lone', at('true')],
      ['z5', at('some')],
    ]);
    expect(answer.faults.map(({ where }) => where.replace(/^.*(some|true)./, ''))).to.eql([
      'z3.png',
      'z4.png',
    ]);
    expect(answer.leftOut.map(({ path }) => path)).to.eql([at('some', 'notes.md')]);
    expect(text).to.match(/2 without a partner .*\n.*lone.*\n.*z5.*\n2 faults:\n.*z3\.png: expected/);
    const accepted = await scored('psnr', at('some'), at('true'), { skipFaulty: true });
    expect(accepted.exitCode).to.equal(0);
    expect(accepted.answer).to.eql(answer);
  });

  it('refuses a row that the columns of a table do not hold, and keeps the others', async () => {
    const rows = await openRowFile(at('columns.csv'));
    const row = (id: string, scores: Record<string, number>) => ({ id, subject: id, scores });
    await rows.add(row('a', { 'x/1': 1 }));
    const message = await rows.add(row('b', { 'x/1': 1, 'x/2': 2 })).catch((error: Error) => error.message);
    expect(message).to.match(/^b: expected the scores of the images before, 1 columns .*, got 2/);
    await rows.add(row('c', { 'x/1': Number.POSITIVE_INFINITY }));
    await rows.close();
    expect(readFileSync(at('columns.csv'), 'utf8')).to.equal('id,subject,x/1\na,a,1\nc,c,Infinity\n');
  });

  it('refuses what goes together by no name, and flags that do not fit', async () => {
    mkdirSync(at('other'));
    noise(at('other', 'x.png'), SIDE);
    expect(await complaint('psnr', at('other'), at('hr'))).to.match(
      /expected images of the same names in all of them, got none of 6 ids: x not in .*never matched by position/,
    );
    expect(await complaint('psnr', at('other'), at('other', 'x.png'))).to.match(
      /x\.png: expected a folder, a glob or a list of files, as .* is, got one file/,
    );
    expect(await complaint('psnr', at('other'), at('other'), { out: at('x.xlsx') })).to.match(
      /--out: expected a file \.csv, \.json or \.jsonl, got .*x\.xlsx/,
    );
    expect(await complaint('difference', at('other'), at('other'), { map: 'm.npy' })).to.include('no --map');
    expect(await complaint('psnr', at('other', 'x.png'), at('other', 'x.png'), { jobs: 2 })).to.include(
      'no --jobs for a single number',
    );
    expect(await complaint('lpips', at('sr'), at('hr'), { jobs: 2 })).to.include('no --jobs');
  });

  it('gives the same bytes with any number of threads, for stat and audit scores to read', async () => {
    const files = [1, 3].map((jobs) => [jobs, at(`by-${jobs}.csv`)] as const);
    for (const [jobs, out] of files) {
      const args = ['metric', 'psnr', at('sr'), at('hr'), '--jobs', `${jobs}`, '--out', out];
      const { code, stderr } = await runCli(args);
      expect(code, stderr).to.equal(0);
    }
    const [[, one], [, three]] = files as [readonly [number, string], readonly [number, string]];
    expect(readFileSync(three, 'utf8')).to.equal(readFileSync(one, 'utf8'));
    const { code, stdout, stderr } = await runCli([
      'stat',
      'bootstrap',
      one,
      '--x',
      'psnr',
      '--subject',
      'subject',
      '--json',
    ]);
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ n: 5, clusters: 3 });
    const other = at('other-arm.jsonl');
    await scored('psnr', at('ae'), at('hr'), { out: other });
    const audit = await runCli(['audit', 'scores', one, other, '--json']);
    expect(audit.code, audit.stderr).to.equal(0);
    expect(audit.stdout).to.include('"psnr"');
  });

  it('scores all pairs of lpips through one session (needs the asset lpips-alex-v0.1)', async function () {
    if (lpipsFolder === undefined) this.skip();
    const args = ['metric', 'lpips', at('sr'), at('hr'), '--json'];
    const { code, stdout, stderr } = await runCli(args, { LATENT_SR_ASSETS: lpipsFolder });
    expect(code, stderr).to.equal(0);
    const { rows } = validated<FoldersAnswer>('metric-folders', JSON.parse(stdout), 'stdout');
    const alone = await runCli(
      ['metric', 'lpips', at('sr', `${ids[0]}.png`), at('hr', `${ids[0]}.png`), '--json'],
      { LATENT_SR_ASSETS: lpipsFolder },
    );
    const { value } = JSON.parse(alone.stdout) as { value: number };
    expect(rows!.find(({ id }) => id === ids[0])!['lpips']).to.equal(value);
  });
});
