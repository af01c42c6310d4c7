import { expect } from 'chai';
import { procedureNamed } from '../../harness/statistics/catalogue.ts';
import { subgroups } from '../../harness/statistics/subgroups.ts';
import { optionsFor } from '../laws/statistics/sample.ts';
import { eachOf, expectAgreement } from './expect-agreement.ts';
import { lcg, oracles } from './oracle-inputs.ts';

const { welch, holm, several } = oracles<Record<'welch' | 'several', number[][][]> & { holm: number[][] }>(
  'statistics-subgroups',
);

/** Groups, as in golden/oracles/statistics-subgroups.py. */
function groupsOf(k: number) {
  const g = lcg(120_000 + k);
  return Array.from({ length: 3 + g.below(3) }, (_, j) => {
    const [n, mean, spread] = [5 + g.below(20), g.u(), 0.2 + g.u()];
    const values = Float64Array.from({ length: n }, () => mean + spread * g.bell());
    return { name: `g${j}`, values, clusters: Array.from(values, (_, i) => `${j}-${i}`) };
  });
}

describe('scores by subject group (subgroups)', () => {
  it("are compared by SciPy's Welch t at Bonferroni's level, and p adjusted as statsmodels does by Holm", () => {
    eachOf(welch, (wanted, k) => {
      const { differences } = subgroups(groupsOf(k), 5);
      expect(differences.length).to.equal(wanted.length);
      for (const [i, { value, ci95, df, p }] of differences.entries())
        expectAgreement([value, ...ci95, df, p], wanted[i]!, `case ${k}, pair ${i}`, { floor: 1e-3 });
      expectAgreement(
        differences.map((each) => each.holm),
        holm[k]!,
        `Holm ${k}`,
      );
    });
  });

  it('allow for three groupings that are looked at as SciPy and statsmodels do', () => {
    eachOf(several, (wanted, k) => {
      for (const [i, { ci95, holm: p }] of subgroups(groupsOf(k), 5, 3).differences.entries())
        expectAgreement([...ci95, p], wanted[i]!, `case ${k}, pair ${i}`, { floor: 1e-3 });
    });
  });

  it('leave groups of too few subjects out, by name, however many their images', () => {
    const [a, b] = groupsOf(0);
    const few = { name: 'few', values: a!.values, clusters: a!.clusters.map((_, i) => `few${i % 4}`) };
    const one = { name: 'one', values: Float64Array.of(3, 5), clusters: ['one', 'one'] };
    const found = subgroups([a!, b!, few, one], 5);
    expect(found.small).to.deep.equal(['few', 'one']);
    expect(found.differences.map(({ first, second }) => [first, second])).to.deep.equal([['g0', 'g1']]);
    expect(found.groups.at(-1)).to.deep.equal({ group: 'one', n: 2, subjects: 1, mean: 4, ci95: null });
    expect(subgroups([few, one], 5)).to.deep.include({ differences: [], greatest: null });
    const none = { name: 'none', values: new Float64Array(), clusters: [] };
    const { groups, small } = subgroups([a!, none], 5);
    expect([groups.map(({ group }) => group), small]).to.deep.equal([['g0'], ['none']]);
  });

  it('say the greatest on either side', () => {
    const at = (name: string, mean: number) => ({
      name,
      values: Float64Array.of(mean - 1, mean, mean + 1, mean),
      clusters: [1, 2, 3, 4].map((i) => `${name}${i}`),
    });
    const { greatest } = subgroups([at('a', 0), at('b', 5), at('c', 2)], 2);
    expect(greatest).to.include({ first: 'a', second: 'b', value: -5 });
  });

  it('refuse a subject of two groups, a single group, and measured numbers in place of groups', () => {
    const procedure = procedureNamed('subgroups');
    const ids = Array.from({ length: 12 }, (_, i) => `i${i}`);
    const of = (y: (i: number) => number, clusters = ids) =>
      procedure.compute(
        { ids, clusters, x: Float64Array.from(ids, (_, i) => i), y: Float64Array.from(ids, (_, i) => y(i)) },
        optionsFor(procedure),
      );
    const shared = ids.map((_, i) => `s${i >> 1}`);
    expect(() => of((i) => i % 2, shared)).to.throw(/s0 in both; compare them as pairs/);
    expect(() => of(() => 1)).to.throw(/whole number for each of 2 to 20 groups, got 1 groups/);
    const named = { ids, clusters: ids, x: Float64Array.from(ids, (_, i) => i), groups: ['a', 'b'] };
    const beyond = Float64Array.from(ids, (_, i) => i % 3);
    expect(() => procedure.compute({ ...named, y: beyond }, optionsFor(procedure))).to.throw(
      /got 2 at id i2/,
    );
    expect(() => of((i) => i / 2)).to.throw(/got 0.5 at id i1; give the column of groups \(--by\)/);
  });
});
