import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type RankFlags, rankFiles } from '../../../harness/edges/cli/rank/rank.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { lcg } from '../../statistics/oracle-inputs.ts';

describe('latent-sr rank', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-rank-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, lines: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const g = lcg(9);
  const methods = ['ours', 'base', 'third'];
  const rows = Array.from({ length: 12 }, (_, i) => {
    const image = 28 + 3 * g.bell();
    const values = [0.5, 0, 0.1].map((gain) => (image + gain + 0.3 * g.bell()).toFixed(2));
    return { id: `i${i}`, patient: `p${i % 4}`, values };
  });
  const wide = [
    'id,patient,ours,base,third',
    ...rows.map(({ id, patient, values }) => [id, patient, ...values].join(',')),
  ];
  const rank = async (files: readonly string[], flags: Partial<RankFlags> = {}) => {
    const { document, text } = await rankFiles(files, { score: 'psnr', alpha: '0.05', ...flags });
    return {
      document: validated<Record<string, unknown>>('rank', JSON.parse(JSON.stringify(document)), 'rank'),
      text,
    };
  };
  const stops = async (answer: Promise<unknown>, message: RegExp) => {
    const error = await answer.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.message).to.match(message);
  };

  it('says the same of methods in rows, in columns by metric, in columns by name, and in a file each', async () => {
    const long = write('long.csv', [
      'id,patient,method,psnr',
      ...rows.flatMap(({ id, patient, values }) =>
        methods.map((name, j) => `${id},${patient},${name},${values[j]}`),
      ),
    ]);
    const named = write('named.csv', [
      wide[0]!.replace(/ours,base,third/, 'psnr_ours,psnr_base,psnr_third'),
      ...wide.slice(1),
    ]);
    const files = methods.map((name, j) =>
      write(name, [
        'id,patient,psnr',
        ...rows.map(({ id, patient, values }) => `${id},${patient},${values[j]}`),
      ]),
    );
    const answers = [
      await rank([write('wide.csv', wide)], { methods: methods.join(',') }),
      await rank([long]),
      await rank([named]),
      await rank(files),
    ].map(({ document: { accounts: _, ...rest } }) => JSON.stringify(rest).replaceAll(`${folder}/`, ''));
    expect(new Set(answers).size).to.equal(1);
    expect(JSON.parse(answers[0]!)).to.deep.include({
      images: 12,
      blocks: { of: 'subjects', n: 4 },
      better: 'higher',
    });
  });

  it('prints the table of ranks, the tests and all pairs, and what was left out', async () => {
    const { text } = await rank([write('alone.csv', [...wide, 'bad,p9,-999,27,27'])], {
      methods: 'ours,base,third',
      cluster: 'none',
    });
    expect(text).to.match(/^3 methods by psnr \(higher is better\): 12 images\n {2}method +mean rank +mean/);
    expect(text).to.match(/\n {2}Friedman: chi2\(2\) [\d.]+, p .*Iman-Davenport\); Kendall's W 0\.\d+\n/);
    expect(text).to.match(/\n {2}ours - third +\d.* dB \[/);
    expect(text).to.match(/ours, left out:\n(?:.*\n)*.*line 14, column .*-999/);
  });

  it('takes the direction of the catalogue, and asks for it where there is none', async () => {
    const file = write('lower.csv', wide);
    const { document } = await rank([file], { score: 'lpips', methods: 'ours,base,third', better: 'lower' });
    expect(document['better']).to.equal('lower');
    await stops(
      rank([file], { score: 'mine', methods: 'ours,base' }),
      /--score mine: expected .* say it with --better/,
    );
  });

  it('refuses ids that differ unless told to rank what is common, a missing score, and a wrong level', async () => {
    const one = write('one.csv', ['id,psnr', 'a,30', 'b,31', 'c,32', 'd,31']);
    const two = write('two.csv', ['id,psnr', 'a,29', 'b,30', 'c,33']);
    await stops(
      rank([one, two]),
      /one\.csv: expected the same ids in all methods, got d, which another lacks/,
    );
    const { document } = await rank([one, two], { common: true });
    expect(document['images']).to.equal(3);
    expect(JSON.stringify(document['accounts'])).to.contain('"place":"d","why":"another method lacks it"');
    await stops(rank([one, two], { score: 'ssim' }), /expected the score ssim, got psnr/);
    await stops(rank([one]), /at least 2 methods, got 1/);
    await stops(rank([one, two], { alpha: '5' }), /--alpha: expected a level between 0 and 0.5/);
  });
});
