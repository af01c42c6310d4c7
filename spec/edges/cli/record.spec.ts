import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { runCli } from './run-cli.ts';

describe('latent-sr record', () => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const table = 'Method,PSNR (dB),SSIM\nBicubic,23.79,0.906\nOurs,25.26,1.936\nTheirs,OOM,\n';

  it('writes a record that audit record checks', async () => {
    const [file, out] = [write('table.csv', table), join(folder, 'record.json')];
    const { code, stdout } = await runCli(['record', file, '--out', out, '--figures']);
    expect(code).to.equal(0);
    expect(stdout).to.include('1 table of 12 cells, 4 figures, 1 check\n');
    expect(stdout).to.include('cells: 4 with figures, 6 that name something, 1 empty, 1 not understood');
    expect(stdout).to.match(/table1\/ours\/psnr +25\.26 {2}\(decibel, dB, line 3\)/);
    expect(stdout).to.include('line 4, Table 1, row 4, column 2: "OOM"');
    validated('record', JSON.parse(readFileSync(out, 'utf8')), out);
    const audited = await runCli(['audit', 'record', out]);
    expect(audited.stdout).to.include('table1/ours/ssim 1.936: a similarity lies in [-1, 1].');
  });

  it('prints the document of its schema, in which cells add up', async () => {
    const { stdout } = await runCli([
      'record',
      write('paper.txt', 'We found t(38) = 2.22, p < .03.'),
      '--json',
    ]);
    const { counts, record } = validated<{
      counts: Readonly<Record<string, number>>;
      record: { checks: { rule: string }[] };
    }>('drafted-record', JSON.parse(stdout), 'stdout');
    const parts = ['figure', 'label', 'empty', 'not understood'].map((kind) => counts[kind]);
    expect(parts.reduce((sum, part) => sum + part, 0)).to.equal(counts['cells']);
    expect(record.checks.map(({ rule }) => rule)).to.deep.equal(['domain', 'statistic-p']);
  });

  it('refuses what it cannot read in one line with a remedy', async () => {
    const cases: [args: string[], message: RegExp][] = [
      [
        [write('a.docx', 'x')],
        /a\.docx: expected a document named \.csv, .*, got "\.docx"; say what .* --as csv\|tex/,
      ],
      [
        [write('words.csv', 'a,b\nc,d\n')],
        /words\.csv: expected tables .*, got 4 cells and no number in any;/,
      ],
    ];
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await runCli(['record', ...args]);
      expect(stderr).to.match(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
      expect([code, stdout]).to.deep.equal([1, '']);
    }
  });
});
