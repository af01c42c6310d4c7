import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Check, Claim, Part } from '../../harness/claims/claim.ts';
import type { Verdict } from '../../harness/claims/verdict.ts';
import { readImported } from '../../harness/edges/files/declarations.ts';
import { readArms } from '../../harness/edges/files/scores/read-arms.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { alignedArms } from '../../harness/record/scores/aligned-arms.ts';
import { clusteredArms } from '../../harness/record/scores/clustered-arms.ts';
import { judgeScores } from '../../harness/record/scores/judge-scores.ts';
import { cellsIn, claims, decide, experimentOf, experiments, rowsOf, workspace } from './planted.ts';
import { inhabited, worldOf } from './world-of.ts';

const imported = readImported(workspace)!;
const checks = claims.flatMap((claim) =>
  claim.parts.flatMap((part) => part.checks.map((check, i) => ({ claim, part, check, i }))),
);

describe('scores in files', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'imported-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** What `audit scores` says of a check whose rows are written as one file a cell, JSON and CSV in turns. */
  async function verdictOf(claim: Claim, part: Part, check: Check, rows: readonly Row[]): Promise<Verdict> {
    const texts = cellsIn(experimentOf(check), rows).map(({ id, levels }, i) => {
      const file = write(
        join(folder, `arm-${i}`),
        rows.filter(({ cell }) => cell === id),
        i % 2 === 0,
      );
      return `${Object.entries(levels)
        .map(([factor, level]) => `${factor}=${level}`)
        .join(',')}:${file}`;
    });
    const context = { imported, experiments, dataset: 'none', source: { idColumn: 'id' } };
    const arms = alignedArms(clusteredArms(await readArms(texts, context), undefined), false);
    const alone = { ...claim, parts: [{ ...part, checks: [{ ...check, tiers: ['imported'] as const }] }] };
    const declared = { claims: [alone], experiments, imported };
    return judgeScores(arms, declared, { seed: 42, replay: '' }).verdicts[0]!;
  }

  for (const { claim, part, check, i } of checks) {
    it(`contradict ${claim.id} ${part.id} ${i} where ${check.counterexample.because}`, async () => {
      const rows = rowsOf(check.counterexample.cells);
      const { outcome, reason } = await verdictOf(claim, part, check, rows);
      expect(outcome, reason).to.equal('not reproduced');
      expect(decide(check, rows).outcome).to.equal(outcome);
    });
  }

  for (const { claim, part, check, i } of checks.filter((one) => inhabited.includes(one.check.experiment))) {
    it(`agree with ${claim.id} ${part.id} ${i} where they are as the paper says, number by number`, async () => {
      const rows = worldOf(check);
      const { outcome, reason, criteria } = await verdictOf(claim, part, check, rows);
      expect(outcome, reason).to.equal('reproduced');
      expect(criteria).to.deep.equal(decide(check, rows).criteria);
    });
  }

  it('would be judged otherwise if a criterion were dropped on the way', async () => {
    let noticed = 0;
    for (const { claim, part, check } of checks) {
      const rows = rowsOf(check.counterexample.cells);
      const failing = decide(check, rows).criteria.filter(({ outcome }) => outcome === 'not reproduced');
      const criteria = check.criteria.filter(({ label }) => failing.every((one) => one.label !== label));
      if (criteria.length === 0) continue;
      const { outcome } = await verdictOf(claim, part, { ...check, criteria }, rows);
      expect(outcome, `${claim.id} ${part.id}`).to.not.equal('not reproduced');
      noticed++;
    }
    expect(noticed).to.be.above(15);
  });
});

/** The rows of one cell as a file of scores. */
function write(path: string, rows: readonly Row[], asJson: boolean): string {
  const images = new Map<string, Record<string, string | number>>();
  for (const { sample, subject, score, value } of rows)
    images.set(sample, { ...(images.get(sample) ?? { id: sample, subject }), [score]: value });
  const list = [...images.values()];
  const columns = Object.keys(list[0]!);
  const csv = [columns.join(','), ...list.map((record) => columns.map((column) => record[column]).join(','))];
  const file = `${path}.${asJson ? 'json' : 'csv'}`;
  writeFileSync(file, asJson ? JSON.stringify({ per_image_metrics: list }) : csv.join('\n'));
  return file;
}
