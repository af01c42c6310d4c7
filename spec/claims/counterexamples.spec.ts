import { expect } from 'chai';
import { applyCheck } from '../../harness/claims/judge.ts';
import { readClaims, readExperiments } from '../../harness/edges/files/declarations.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { type Cell, cellsOf } from '../../harness/pipeline/cell.ts';
import type { StatisticDeclaration } from '../../harness/pipeline/experiment.ts';
import { groupsOf } from '../../harness/pipeline/groups.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { computeStatistics } from '../../harness/pipeline/stages/statistics.ts';

const workspace = workspaceAt(undefined, {});
const { items: claims } = readClaims(workspace);
const { items: experiments } = readExperiments(workspace);
const mainRoles = ['knee', 'brain', 'chest'];
const idOf = (level: string | { readonly id: string }) => (typeof level === 'string' ? level : level.id);

/** Rows of the planted scores: sample i of every cell is the same sample, each of a subject of its own. */
function rowsOf(cells: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>): Row[] {
  return Object.entries(cells).flatMap(([cell, scores]) =>
    Object.entries(scores).flatMap(([score, values]) =>
      values.map((value, i) => ({ cell, sample: `s${i}`, subject: `s${i}`, score, value })),
    ),
  );
}

/** Whether every score that a statistic takes in a group has a planted cell. */
function isPlanted(
  { x = [], y = [], points = [] }: StatisticDeclaration,
  group: Readonly<Record<string, string>>,
  cells: readonly Cell[],
): boolean {
  const abscissae = points.flatMap(({ at }) => (typeof at === 'number' ? [] : at));
  const terms = [...x, ...y, ...abscissae, ...points.flatMap((point) => point.terms)];
  return terms.every(({ cell: levels }) =>
    cells.some((cell) =>
      Object.entries({ ...group, ...levels }).every(([factor, level]) => cell.levels[factor] === level),
    ),
  );
}

describe('planted counterexamples', () => {
  for (const claim of claims) {
    for (const part of claim.parts) {
      part.checks.forEach((check, i) => {
        it(`${claim.id} ${part.id} ${i}: fails where ${check.counterexample.because}`, () => {
          const experiment = experiments.find(({ id }) => id === check.experiment)!;
          const rows = rowsOf(check.counterexample.cells);
          const datasets = [...new Set(rows.map(({ cell }) => cell.split('/')[0]!))];
          const used = experiment.statistics.filter(({ id }) =>
            check.criteria.some(({ statistic }) => statistic === id),
          );
          const planted = new Set(Object.keys(check.counterexample.cells));
          const cells = cellsOf(experiment, datasets).filter(({ id }) => planted.has(id));
          expect(cells, 'planted cells of the experiment').to.have.length(planted.size);
          const grouped = used.map((statistic) => ({
            ...statistic,
            groups: groupsOf(statistic, cells).filter((group) => isPlanted(statistic, group, cells)),
          }));
          const statistics = computeStatistics(grouped, cells, rows, 42);
          expect(applyCheck(check, statistics, claim.id).outcome).to.equal('not reproduced');
        });
      });
    }
  }

  it('stand beside every check', () => {
    const checks = claims.flatMap(({ parts }) => parts.flatMap((part) => part.checks));
    expect(checks.length).to.be.above(0);
    for (const { counterexample } of checks) expect(Object.keys(counterexample.cells)).to.not.be.empty;
  });
});

describe('the claims', () => {
  it('are C01 to C33', () => {
    const ids = Array.from({ length: 33 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`);
    expect(claims.map(({ id }) => id)).to.deep.equal(ids);
  });

  it('name statistics and cells that their experiments declare', () => {
    for (const { parts } of claims) {
      for (const { experiment: id, criteria } of parts.flatMap((part) => part.checks)) {
        const experiment = experiments.find((candidate) => candidate.id === id);
        expect(experiment, id).to.not.equal(undefined);
        const known = experiment!.statistics.map((statistic) => statistic.id);
        const levels = experiment!.cells.flatMap((block) => Object.values(block).flat().map(idOf));
        for (const { statistic, where = {} } of criteria) {
          expect(known).to.include(statistic);
          expect([...levels, ...mainRoles]).to.include.members(Object.values(where).flat());
        }
      }
    }
  });
});
