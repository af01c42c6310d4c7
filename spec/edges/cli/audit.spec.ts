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

  it('points SARIF results at the line of the record that declares the check, and at that of the text', async () => {
    const file = write('sarif.json', JSON.stringify(record, null, 2));
    const { stdout } = await runCli(['audit', 'record', file, '--format', 'sarif']);
    const log = JSON.parse(stdout);
    expect(log.version).to.equal('2.1.0');
    const [result] = log.runs[0].results;
    expect(result).to.include({ ruleId: 'difference', level: 'error', kind: 'fail' });
    const [{ physicalLocation }] = result.locations;
    const { startLine, snippet } = physicalLocation.region;
    expect(physicalLocation.artifactLocation.uri).to.equal(file);
    expect(JSON.stringify(record, null, 2).split('\n')[startLine - 1]!.trim()).to.equal(snippet.text);
    expect(snippet.text).to.include(`"id": "${record.checks[0]!.id}"`);
    expect(result.relatedLocations[0].physicalLocation).to.deep.include({
      artifactLocation: { uri: 'https://example.org/paper' },
      region: { startLine: 12, endLine: 12 },
    });
    for (const { fullDescription } of log.runs[0].tool.driver.rules)
      expect(fullDescription.text).not.to.equal('');
  });

  it('keeps SARIF levels for what fails: what cannot be checked is open, what agrees passes', async () => {
    const { stdout } = await runCli(['audit', 'record', '--format', 'sarif', '--severity', 'all']);
    const { results } = JSON.parse(stdout).runs[0];
    const grades = new Map<string, string>(
      results.map(({ kind, level, properties }: Record<string, { severity: string }>) => [
        properties.severity,
        `${kind} ${level}`,
      ]),
    );
    expect(Object.fromEntries(grades)).to.deep.equal({
      inconsistent: 'fail error',
      suspicious: 'fail warning',
      'not checkable': 'open none',
      consistent: 'pass none',
    });
  });

  it('places what rests on a lost figure where that was printed', async () => {
    const { stdout } = await runCli(['audit', 'record', '--claim', 'C15', '--json']);
    const [{ severity, place }] = JSON.parse(stdout).findings;
    expect(severity).to.equal('not checkable');
    expect(place).to.include({ label: 'Section 2.4', line: 74, anchor: 'lower mean' });
  });

  it('refuses a record that was made to exhaust or to overflow, in one line', async () => {
    const [check] = record.checks;
    const values = Array.from({ length: 300 }, (_, i) => String(i));
    const { with: options } = check;
    const nested = `${'{"sum":['.repeat(50000)}"a"${']}'.repeat(50000)}`;
    const stars = { ...check, with: { ...options, of: [`${'*'.repeat(25)}b`, 'a'] } };
    const cases: [content: string, message: RegExp][] = [
      [
        JSON.stringify({ ...record, checks: [{ ...check, for: { a: values, b: values, c: values } }] }),
        /huge\.json \/checks\/0\/for: expected at most 100000 turns, got 27000000; loop over less/,
      ],
      [
        JSON.stringify({ ...record, checks: [{ ...check, with: { ...options, of: ['@', 'b'] } }] }).replace(
          '"@"',
          nested,
        ),
        /expected at most 50 levels, got more; nest less/,
      ],
      [JSON.stringify({ ...record, checks: [stars] }), /expected a figure of this record, got "\*{25}b"/],
      [
        JSON.stringify({ ...record, figures: [{ ...record.figures[0], printed: '1e999' }] }),
        /record a: expected a number below 1\.8e308, got "1e999"/,
      ],
    ];
    for (const [content, message] of cases) {
      const { code, stderr } = await runCli(['audit', 'record', write('huge.json', content)]);
      expect(stderr).to.match(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
      expect(code).to.equal(1);
    }
  });

  it('refuses a record without checks, since nothing checked is no pass', async () => {
    const file = write('unchecked.json', JSON.stringify({ ...record, checks: [] }));
    const { code, stdout, stderr } = await runCli(['audit', 'record', file]);
    expect(stderr).to.match(
      /\/checks: expected at least one check of the 0 tables and 3 lone figures, got 0 checks; add checks, or let /,
    );
    expect(stdout).to.equal('');
    expect(code).to.equal(1);
  });

  it('calls suspicious what contradicts something that the check only presumes, and says what', async () => {
    const [check] = record.checks;
    const presumes = 'the gain is that of the same run';
    const file = write('presumed.json', JSON.stringify({ ...record, checks: [{ ...check, presumes }] }));
    const { stdout } = await runCli(['audit', 'record', file, '--json']);
    const [{ severity, derivation }] = JSON.parse(stdout).findings;
    expect(severity).to.equal('suspicious');
    expect(derivation).to.match(
      /no value lies in both\. This presumes that the gain is that of the same run\.$/,
    );
  });

  it('refuses a claim that no check bears on, since nothing found is no pass', async () => {
    const { code, stderr } = await runCli(['audit', 'record', '--claim', 'C99', '--fail-on', 'suspicious']);
    expect(stderr).to.match(
      /--claim: expected a claim that a check bears on: C01, .*, got "C99"; correct the id/,
    );
    expect(code).to.equal(1);
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
        /bad.json \/checks\/0\/rule: expected one of among, .*, got "magic"; choose one of them/,
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

  it('refuses figures that cannot stand together, in one line', async () => {
    const ci = ['ci', '--delta', '2.91', '--n', '120'];
    const d = ['d', '--printed', '1.86', '--n', '120', '--delta', '2.91'];
    const cases: [args: string[], message: RegExp][] = [
      [
        [...ci, '--d', '1.858', '--low', '3.30', '--high', '2.52'],
        /--low: expected at most --high, 2\.52, got 3\.30; swap/,
      ],
      [
        [...ci, '--d', '-1.858', '--low', '2.52', '--high', '3.30'],
        /--d: expected the sign of --delta, 2\.91, got -1\.858/,
      ],
      [
        [...ci, '--d', '1.858', '--low', '< 2.52', '--high', '3.30'],
        /--low: expected a rounded number or a range, got "< 2\.52", a bound/,
      ],
      [
        [...ci, '--d', '0.00', '--low', '2.52', '--high', '3.30'],
        /--d: expected a number that is not 0, got 0\.00/,
      ],
      [[...d, '--sd-difference', '-1.57'], /--sd-difference: expected a standard deviation, .*, got -1\.57/],
      [[...d, '--sd-first', '0.00'], /--sd-first: expected a standard deviation/],
      [[...d, '--low', '3.30', '--high', '2.52'], /--low: expected at most --high/],
      [['p', '--n', '120', '--printed', '1.5'], /printed p: expected a number between 0 and 1, got "1\.5"/],
    ];
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await runCli(['infer', ...args]);
      expect(stderr).to.match(message);
      expect(stderr.trim().split('\n')).to.have.length(1);
      expect([code, stdout]).to.deep.equal([1, '']);
    }
  });

  it('takes a list of numbers of pairs and a known correlation for an interval', async () => {
    const args = ['--delta', '2.91', '--d', '1.421', '--low', '2.69', '--high', '3.12', '--json'];
    const known = ['--n', '700,720', '--correlation', '0.7 to 0.9'];
    const { stdout } = await runCli(['infer', 'ci', ...args, ...known]);
    const document = validated<{ conditional: unknown[]; variants: { n: number }[] }>(
      'infer',
      JSON.parse(stdout),
      'stdout',
    );
    expect(document.conditional).to.deep.equal([]);
    expect(new Set(document.variants.map(({ n }) => n))).to.deep.equal(new Set([700, 720]));
  });

  it('refuses what is no number of pairs', async () => {
    const { code, stderr } = await runCli(['infer', 'p', '--n', '12x', '--printed', '0.03']);
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /--n: expected whole numbers of at least 1, as 120, 700,720 or 118..122, .*; correct the numbers/,
    );
  });
});
