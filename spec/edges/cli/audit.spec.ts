import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { runCli } from './run-cli.ts';

describe('latent-sr audit record', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  const record = {
    title: 'A user record',
    document: { uri: 'https://example.org/paper', title: 'A paper' },
    tables: [],
    figures: [
      {
        id: 'a',
        place: 'Table 1',
        source: 'paper',
        kind: 'decibel',
        line: 12,
        anchor: 'method A',
        printed: '26.42',
      },
      { id: 'b', place: 'Table 1', source: 'paper', kind: 'decibel', printed: '23.51' },
      { id: 'd', place: 'Text', source: 'paper', kind: 'decibel', printed: '2.19' },
    ],
    checks: [
      {
        id: 'gain',
        rule: 'difference',
        statement: 'A gains 2.19 dB.',
        with: { of: ['a', 'b'], printed: 'd' },
      },
    ],
  };

  it("checks the paper's record and prints the document of its schema", async () => {
    const { code, stdout } = await runCli(['audit', 'record', '--json']);
    expect(code).to.equal(0);
    const document = validated<{ findings: { id: string; severity: string }[] }>(
      'audit-record',
      JSON.parse(stdout),
      'stdout',
    );
    expect(document.findings.find(({ id }) => id === 'p-mrnet')!.severity).to.equal('inconsistent');
  });

  it('checks a file, and fails the gate that was asked for', async () => {
    const file = write('record.json', JSON.stringify(record));
    const { code, stdout } = await runCli(['audit', 'record', file, '--fail-on', 'inconsistent']);
    expect(code).to.equal(3);
    expect(stdout).to.include('INCONSISTENT  gain');
    expect(stdout).to.include(
      '2.19 stands for [2.185, 2.195], and 26.42 - 23.51 is [2.9, 2.92]: no value lies in both.',
    );
  });

  it('points SARIF results at the line of the text', async () => {
    const file = write('sarif.json', JSON.stringify(record));
    const { stdout } = await runCli(['audit', 'record', file, '--format', 'sarif']);
    const log = JSON.parse(stdout);
    expect(log.version).to.equal('2.1.0');
    const [result] = log.runs[0].results;
    expect(result).to.include({ ruleId: 'difference', level: 'error', kind: 'fail' });
    expect(result.locations[0].physicalLocation).to.deep.equal({
      artifactLocation: { uri: 'https://example.org/paper' },
      region: { startLine: 12, snippet: { text: 'method A' } },
    });
  });

  it('names the place of a fault in a record and what to do', async () => {
    const cases: [content: string, message: RegExp][] = [
      ['{', /bad\.json: expected JSON, got .*; mend the file/],
      [
        JSON.stringify({ ...record, note: 1 }),
        /bad\.json \/: expected keys among .*, got "note"; remove the key/,
      ],
      [
        JSON.stringify({ ...record, figures: [{ ...record.figures[0], printed: 'about 26' }] }),
        /record a: expected a printed number such as .*, got "about 26"; write the number as it is printed/,
      ],
      [
        JSON.stringify({ ...record, checks: [{ ...record.checks[0], rule: 'magic' }] }),
        /record check gain: expected a rule: .*, got "magic"; correct the name of the rule/,
      ],
      [
        JSON.stringify({
          ...record,
          checks: [{ ...record.checks[0], with: { of: ['a', 'c'], printed: 'd' } }],
        }),
        /record check gain: record: expected a figure .*, got "c"; add the figure to the record, or correct the id/,
      ],
    ];
    for (const [content, message] of cases) {
      const { code, stdout, stderr } = await runCli(['audit', 'record', write('bad.json', content)]);
      expect(stderr).to.match(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
      expect(stdout).to.equal('');
      expect(code).to.equal(1);
    }
  });
});

describe('latent-sr infer', () => {
  const calls: [name: string, args: string[]][] = [
    ['p', ['--test', 'wilcoxon', '--n', '120', '--printed', '9.9e-22']],
    ['ci', ['--delta', '2.91', '--d', '1.858', '--n', '120', '--low', '2.52', '--high', '3.30']],
    ['d', ['--printed', '1.858', '--delta', '2.91', '--n', '120', '--low', '2.52', '--high', '3.30']],
  ];
  for (const [name, args] of calls) {
    it(`${name} prints the document of its schema`, async () => {
      const { code, stdout } = await runCli(['infer', name, ...args, '--json']);
      expect(code).to.equal(0);
      const document = validated<{ describedIsPossible: boolean }>('infer', JSON.parse(stdout), 'stdout');
      expect(document.describedIsPossible).to.equal(false);
    });
  }

  it('refuses what is no number of pairs', async () => {
    const { code, stderr } = await runCli(['infer', 'p', '--n', '12x', '--printed', '0.03']);
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /--n: expected whole numbers of at least 1, as 120, 700,720 or 118..122, .*; correct the numbers/,
    );
  });
});
