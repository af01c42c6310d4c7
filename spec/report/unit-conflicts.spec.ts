import { expect } from 'chai';
import { judge } from '../../harness/claims/judge.ts';
import type { Tier } from '../../harness/claims/verdict.ts';
import { readClaims } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { experimentView } from '../../harness/report/experiment-view.ts';
import { declaredExperiments, drawnOutcome } from './drawn-outcomes.ts';
import { type Said, unitConflicts } from './unit-conflicts.ts';

/** Every experiment on drawn scores, the claims judged on it, and the report's views. */
function everythingSaid(): Said {
  const outcomes = declaredExperiments.map(drawnOutcome);
  const evidence = (_: Tier, id: string) => {
    const found = outcomes.find(({ experiment }) => experiment.id === id);
    return found ? { statistics: found.statistics, absent: [] } : { untestable: 'no such experiment' };
  };
  return {
    verdicts: readClaims(workspaceAt(undefined, {})).items.flatMap((claim) =>
      judge(claim, ['embedded'], evidence),
    ),
    experiments: outcomes.map((outcome) => {
      const { figures, tables } = experimentView(outcome, [], '');
      return { id: outcome.experiment.id, statistics: outcome.statistics, figures, tables };
    }),
  };
}

describe('units in a run', () => {
  const said = everythingSaid();
  /** What is said, with something else said everywhere in one kind of place. */
  const planted = (from: string, to: string): Said => {
    const text = JSON.stringify(said);
    expect(text).to.contain(from);
    return JSON.parse(text.replaceAll(from, to)) as Said;
  };

  it('are one for each number, in statistics, verdicts, figures and tables', () => {
    expect(said.verdicts.flatMap(({ criteria }) => criteria)).to.have.length.above(100);
    expect(unitConflicts(said)).to.deep.equal([]);
  });

  it('are found to differ wherever one is wrong', () => {
    const criterion = said.verdicts.flatMap(({ criteria }) => criteria).find(({ unit }) => unit === 'dB')!;
    const text = JSON.stringify(criterion);
    expect(unitConflicts(planted(text, text.replace('"unit":"dB"', '"unit":"1"')))).to.not.be.empty;
    expect(unitConflicts(planted('"mean":"dB"', '"mean":"1"'))).to.not.be.empty;
    expect(unitConflicts(planted('Mean paired difference (dB)', 'Mean paired difference'))).to.not.be.empty;
    const [row] = said.experiments.flatMap(({ tables = [] }) => tables.flatMap(({ rows }) => rows));
    const line = JSON.stringify(row);
    expect(unitConflicts(planted(line, line.replace('"dB"', '""')))).to.not.be.empty;
  });
});
