import { expect } from 'chai';
import fc from 'fast-check';
import type { Outcome } from '../../harness/claims/verdict.ts';
import { tablesText } from '../../harness/edges/cli/tables-text.ts';
import { validated } from '../../harness/edges/files/schemas.ts';
import { renderTables } from '../../harness/edges/render/tables-page.ts';
import { stream } from '../../harness/numeric/stream.ts';
import type { Row } from '../../harness/pipeline/row.ts';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { compareScoredRuns } from '../../harness/study/compare/comparison.ts';
import { pairedScores } from '../../harness/study/compare/paired-scores.ts';
import { comparisonView } from '../../harness/study/compare/view.ts';
import { runs } from '../runs.ts';

/** Scores of 40 images of 20 subjects in each of some cells; `shift` is added where it is asked for. */
function rows(cells: number, seed: number, shift: (cell: number) => number = () => 0): Row[] {
  return Array.from({ length: cells }, (_, c) => {
    const [images, noise] = [stream(0, `cell ${c}`), stream(seed, `cell ${c}`)];
    return Array.from({ length: 40 }, (_, i) => ({
      cell: `c${c}`,
      sample: `s${i}`,
      subject: `p${i >> 1}`,
      score: 'psnr',
      value: 25 + 2 * images.normal() + 0.1 * noise.normal() + shift(c),
    }));
  }).flat();
}

describe('the scores of two runs', () => {
  it('are compared image by image: the mean difference with the interval of the clustered procedure', () => {
    const [from, to] = [rows(1, 1), rows(1, 2, () => 0.05)];
    const [found] = pairedScores(from, to.toReversed()).changed;
    const procedure = procedureNamed('clustered');
    const own = procedure.compute(
      {
        ids: from.map(({ sample }) => sample),
        clusters: from.map(({ subject }) => subject),
        x: Float64Array.from(to, ({ value }) => value),
        y: Float64Array.from(from, ({ value }) => value),
      },
      procedure.resolve({ resamples: 100 }),
    ) as { mean: number; ci95: readonly number[] };
    expect(found!.difference).to.be.closeTo(own.mean, 1e-12);
    expect(found!.interval[0]).to.be.closeTo(own.ci95[0]!, 1e-12);
    expect(found!.n).to.equal(40);
    expect(found!.subjects).to.equal(20);
  });

  it('change their sign, and nothing else, when the runs are exchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (seed) => {
        const [a, b] = [rows(3, seed), rows(3, seed + 1, (c) => c * 0.02)];
        const [there, back] = [pairedScores(a, b), pairedScores(b, a)];
        for (const one of there.changed) {
          const other = back.changed.find(({ cell }) => cell === one.cell)!;
          expect(other.difference).to.be.closeTo(-one.difference, 1e-12);
          expect(other.p).to.be.closeTo(one.p, 1e-12);
          expect(other.detectable).to.be.closeTo(one.detectable, 1e-12);
        }
      }),
      { numRuns: runs(20) },
    );
  });

  it('that are the same image by image are the same, and no discovery', () => {
    const { changed, same } = pairedScores(rows(4, 1), rows(4, 1));
    expect({ changed, same }).to.deep.equal({ changed: [], same: 4 });
  });

  it('hold the false-discovery rate: of 200 cells of which 40 differ, few others are flagged', () => {
    const { changed } = pairedScores(
      rows(200, 1),
      rows(200, 2, (c) => (c < 40 ? 0.2 : 0)),
    );
    const flagged = changed.filter(({ q }) => q <= 0.05);
    const wrongly = flagged.filter(({ cell }) => Number(cell.slice(1)) >= 40).length;
    expect(flagged.length - wrongly).to.be.above(35);
    expect(wrongly).to.be.below(8);
    // Without it, one in twenty of the 160 would be.
    expect(changed.filter(({ p, cell }) => p <= 0.05 && Number(cell.slice(1)) >= 40).length).to.be.above(3);
  });

  it('tell a true difference of the detectable size in about four of five runs', () => {
    const [{ detectable }] = pairedScores(rows(1, 1), rows(1, 2)).changed as unknown as [
      { detectable: number },
    ];
    const told = Array.from({ length: 200 }, (_, i) => i + 10).filter((seed) => {
      const [found] = pairedScores(
        rows(1, seed),
        rows(1, seed + 1000, () => detectable),
      ).changed;
      return found!.p < 0.05;
    }).length;
    expect(told / 200).to.be.within(0.65, 0.95);
  });

  it('stand in the order of their size, those that do not vary first, equal ones by name', () => {
    const constant = (cell: string, score: string, value: number): Row[] =>
      ['a', 'b', 'c'].map((sample) => ({ cell, sample, subject: sample, score, value }));
    const [cells, to] = [rows(2, 1), rows(2, 2)];
    const twin = (own: readonly Row[]) => own.map((row) => ({ ...row, cell: `a${row.cell}` }));
    const { changed } = pairedScores(
      [...cells, ...twin(cells), ...constant('k', 'z', 1), ...constant('k', 'd', 1)],
      [...to, ...twin(to), ...constant('k', 'z', 2), ...constant('k', 'd', 1.5)],
    );
    const names = changed.map(({ cell, score }) => `${cell} ${score}`);
    expect(names.slice(0, 2)).to.deep.equal(['k d', 'k z']);
    expect(changed.slice(0, 2).map(({ standardised }) => standardised)).to.deep.equal([null, null]);
    expect(names.slice(2).map((name) => name[0])).to.deep.equal(['a', 'c', 'a', 'c']);
    expect(names[2]!.slice(1)).to.equal(names[3]);
  });

  it('that cannot be paired are named with the reason', () => {
    const [a, b] = [rows(2, 1), rows(2, 2)];
    const cell = (rows: Row[], name: string) => rows.filter((row) => row.cell === name);
    const reasons = (from: Row[], to: Row[]) => pairedScores(from, to).leftOut.map(({ reason }) => reason);
    expect(reasons(a, cell(b, 'c0'))).to.deep.equal(['the second run has none']);
    expect(reasons(cell(a, 'c0'), b)).to.deep.equal(['the first run has none']);
    expect(reasons(cell(a, 'c0').slice(0, 2), cell(b, 'c0'))).to.deep.equal([
      '1 subject in both runs, 2 are the fewest',
    ]);
    expect(reasons([...cell(a, 'c0'), { ...a[0]!, value: 0 }], cell(b, 'c0'))).to.deep.equal([
      'an image has it twice, with other values',
    ]);
    const infinite = cell(b, 'c0').map((row, i) => (i === 3 ? { ...row, value: Infinity } : row));
    expect(reasons(cell(a, 'c0'), infinite)).to.deep.equal(['it is infinite in an image of one run']);
  });
});

describe('two runs', () => {
  const verdict = (outcome: Outcome) => ({
    claim: 'K1',
    part: '',
    tier: 'embedded' as const,
    outcome,
    reason: 'r',
    experiment: 'e',
    criteria: [],
    scope: [],
    replay: 'r',
  });
  const statistic = (mean: number) => ({
    id: 'gap',
    title: 'Gap',
    group: { dataset: '<b>' },
    procedure: 'bootstrap',
    options: {},
    n: 40,
    subjects: 20,
    result: { mean, ci95: [mean - 1, mean + 1] },
    units: { mean: 'dB', ci95: 'dB' },
  });
  const run = (seed: number, outcome: Outcome, mean: number, cells = 12) => ({
    verdicts: [verdict(outcome)],
    experiments: [{ id: 'e', statistics: [statistic(mean)] }],
    rows: rows(cells, seed),
  });
  const comparison = compareScoredRuns(run(1, 'reproduced', 1), run(2, 'not reproduced', 3), 0.05);

  it('are compared with the totals first and the largest changes before the others', () => {
    expect(comparison.totals).to.include({
      verdicts: 1,
      changedVerdicts: 1,
      worse: 1,
      paired: 12,
      changedScores: 12,
    });
    expect(comparison.headlines).to.deep.equal([
      {
        where: 'e gap <b>',
        unit: 'dB',
        from: { value: 1, interval: [0, 2] },
        to: { value: 3, interval: [2, 4] },
        apart: 2 / Math.SQRT2,
      },
    ]);
    const sizes = comparison.scores.changed.map(({ standardised }) => Math.abs(standardised!));
    expect(sizes).to.deep.equal(sizes.toSorted((a, b) => b - a));
  });

  it('have the main numbers first that are farthest apart for their intervals, equal ones by name', () => {
    const { ci95: _, ...bare } = statistic(0).result;
    const of = (named: Readonly<Record<string, number>>, without: readonly string[] = []) => ({
      ...run(1, 'reproduced', 1),
      experiments: [
        {
          id: 'e',
          statistics: Object.entries(named).map(([id, mean]) => {
            const whole = { ...statistic(mean), id, group: {} };
            return without.includes(id) ? { ...whole, result: { ...bare, mean } } : whole;
          }),
        },
      ],
    });
    const [from, to] = [
      { a: 1, b: 1, c: 1, d: 1, z: 1 },
      { z: 3, d: 2, c: 2, b: 5, a: 1 },
    ];
    const { headlines, totals } = compareScoredRuns(of(from, ['b']), of(to, ['b']), 0.05);
    expect(headlines.map(({ where, apart }) => [where, apart === null])).to.deep.equal([
      ['e z', false],
      ['e c', false],
      ['e d', false],
      ['e b', true],
    ]);
    expect(headlines[1]!.apart).to.be.closeTo(1 / Math.SQRT2, 1e-12);
    expect(totals.changedNumbers).to.equal(1 + 3 * 3);
    const lead = comparisonView(compareScoredRuns(of(from), of({ a: 2 }), 0.05), ['a', 'b'], 9).lead;
    expect(lead[0]).to.include('3 numbers of statistics differ, and 12 stand in one run alone.');
    const none = comparisonView(compareScoredRuns(of(from), of(from), 0.02), ['a', 'b'], 9);
    expect(none.lead[0]).to.match(/; 0 numbers of statistics differ\.$/);
    expect(none.lead[1]).to.include('2 %');
  });

  it('begin with the verdicts that turned for the worse, and have no heads of tables where nothing differs', () => {
    const named = (outcomes: Readonly<Record<string, Outcome>>) => ({
      ...run(1, 'reproduced', 1),
      verdicts: Object.entries(outcomes).map(([claim, outcome]) => ({ ...verdict(outcome), claim })),
    });
    const turned = compareScoredRuns(
      named({ a: 'inconclusive', b: 'reproduced', c: 'inconclusive' }),
      named({ a: 'reproduced', b: 'not reproduced', c: 'not reproduced' }),
      0.05,
    );
    expect(turned.verdicts.map(({ claim }) => claim)).to.deep.equal(['b', 'c', 'a']);
    const view = comparisonView(turned, ['a', 'b'], 2);
    expect(view.tables.map(({ caption }) => caption)).to.deep.equal([
      'Verdicts that changed: 2 of 3, those for the worse first.',
      'Scores of the same images that differ: none.',
      'Statistics that differ: none.',
    ]);
    expect(renderTables(view).match(/<table>/g)).to.have.length(1);
  });

  it('fit a terminal, ten changes of a kind unless all are asked for', () => {
    const lines = tablesText(comparisonView(comparison, ['a', 'b'], 10)).split('\n');
    expect(lines[0]).to.equal('a → b');
    expect(lines[1]).to.match(/^1 of 1 verdicts changed, 1 for the worse/);
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
    expect(lines.filter((line) => /^ {2}c\d+ {2}psnr$/.test(line))).to.have.length(10);
    const all = tablesText(comparisonView(comparison, ['a', 'b'], Infinity));
    expect(all.match(/^ {2}c\d+ {2}psnr$/gm)).to.have.length(12);
  });

  it('are a page whose texts are escaped, and a document of its schema', () => {
    const page = renderTables(comparisonView(comparison, ['<i>', 'b'], 10));
    expect(page).to.include('&lt;i&gt; → b').and.to.include('e gap &lt;b&gt;').and.not.to.include('<i>');
    validated('compare', JSON.parse(JSON.stringify({ runs: ['a', 'b'], ...comparison })), 'document');
  });
});
