import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Command } from 'commander';
import {
  formatNames,
  gateText,
  withGateFiles,
  writeGateFiles,
} from '../../../harness/edges/cli/gate-outputs.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { gateChecks } from '../../../harness/study/gate/checks.ts';
import { gateFormats } from '../../../harness/study/gate/formats.ts';
import type { RunDocument } from '../../../harness/study/run-document.ts';

const verdict = {
  claim: 'K1',
  part: '',
  tier: 'embedded' as const,
  outcome: 'not reproduced' as const,
  reason: 'a < b',
  experiment: 'e',
  criteria: [],
  scope: [],
  replay: 'r',
};
const run: RunDocument = {
  profile: 'main',
  seed: 1,
  selection: [],
  verdicts: [verdict],
  experiments: [],
  golden: {
    compared: 1,
    repeated: 1,
    another: 0,
    unsaid: 0,
    unfetched: 0,
    power: [],
    deviations: [],
    changed: [
      { claim: 'K1', part: '', tier: 'embedded', expected: 'reproduced', got: 'not reproduced', worse: true },
    ],
    missing: ['one thing'],
  },
};
const settings = { faults: [], strict: false };

describe("a gate's formats", () => {
  const texts = (strict: boolean) => {
    const checks = gateChecks(run, { ...settings, strict });
    return Object.fromEntries(
      Object.entries(gateFormats).map(([name, make]) => [name, make(run, checks, '1.2.3')]),
    );
  };

  it('are each a whole text that ends a line, the JSON ones with what their readers ask for', () => {
    for (const [name, text] of Object.entries(texts(false))) expect(text, name).to.match(/\n$/);
    const { ctrf, badge } = texts(false);
    expect(JSON.parse(ctrf!)).to.have.nested.property('results.tool.version', '1.2.3');
    expect(JSON.parse(badge!)).to.include({ schemaVersion: 1, color: 'red', isError: true });
  });

  it('tell a missing golden value as a failure in a strict gate alone', () => {
    const failures = (text: string) => Number(/failures="(\d+)"/.exec(text)![1]);
    expect(failures(texts(true)['junit']!)).to.equal(failures(texts(false)['junit']!) + 1);
  });
});

describe("a gate's files", () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-sr-gate-'));
  mkdirSync(join(folder, 'experiments', 'claims'), { recursive: true });
  writeFileSync(join(folder, 'experiments', 'claims', 'K1.json'), '{\n  "id": "K1"\n}');
  const workspace = workspaceAt(folder, {});
  const all = { run, workspace, version: '1.2.3', ...settings };

  it('are options of a command, one for each format', () => {
    const command = withGateFiles(new Command()).exitOverride();
    command.parse(
      formatNames.flatMap((name) => [`--${name}`, `${name}.out`]),
      { from: 'user' },
    );
    expect(command.opts()).to.deep.equal(
      Object.fromEntries(formatNames.map((name) => [name, `${name}.out`])),
    );
  });

  it('are those that were asked for, in folders that need not be there', async () => {
    const file = join(folder, 'new', 'deep', 'junit.xml');
    await writeGateFiles({ junit: file }, all, {});
    expect(readFileSync(file, 'utf8')).to.equal(gateText('junit', run, settings, '1.2.3'));
  });

  it("add to the summary of a step, and print annotations at a claim's line in GitHub's jobs alone", async () => {
    const step = join(folder, 'step.md');
    writeFileSync(step, 'before\n');
    const printed = async (environment: Readonly<Record<string, string>>) => {
      const lines: string[] = [];
      const write = process.stderr.write;
      process.stderr.write = ((text: string) => lines.push(text) > 0) as typeof write;
      try {
        await writeGateFiles({}, all, environment);
      } finally {
        process.stderr.write = write;
      }
      return lines;
    };
    expect(await printed({ GITHUB_STEP_SUMMARY: step })).to.deep.equal([]);
    expect(readFileSync(step, 'utf8')).to.match(/^before\n## latent-sr, profile main: 1 failed/);
    const [annotation, ...more] = await printed({ GITHUB_ACTIONS: 'true' });
    expect(more).to.deep.equal([]);
    expect(annotation).to.match(
      /^::error file=[^,]*K1\.json,line=2,title=verdicts%3A K1%2C embedded::was reproduced/,
    );
  });
});
