import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { DeclaredClaim, DeclaredPart } from '../../harness/claims/declared-claim.ts';
import { resolveClaim } from '../../harness/claims/resolve-claim.ts';
import { mean, standardDeviation } from '../../harness/numeric/moments.ts';

const part: DeclaredPart = {
  id: 'rise',
  reason: 'zero is no rise',
  criteria: [{ label: 'rise', statistic: 'rise', above: 0 }],
  counterexample: { because: 'it falls', all: { score: 'a', sd: 2 }, cells: [{ means: { 'one/x': 5 } }] },
};
const claim = (...parts: DeclaredPart[]): DeclaredClaim => ({
  id: 'C99',
  statement: 'A rises.',
  place: 'Table 0',
  printed: '',
  experiment: 'rise',
  parts,
});
const resolved = (...parts: DeclaredPart[]) => resolveClaim(claim(...parts), 'C99.json').parts;
const criteriaOf = (own: object) => resolved({ ...part, ...own })[0]!.checks[0]!.criteria;

describe('a declared claim', () => {
  it('has its defaults filled in', () => {
    const [whole] = resolved(part);
    expect(whole).to.include({ id: 'rise', statement: 'A rises.' });
    const { counterexample: _, ...check } = whole!.checks[0]!;
    expect(check).to.deep.equal({
      tiers: ['embedded', 'paper', 'imported'],
      experiment: 'rise',
      reason: 'zero is no rise',
      criteria: [
        {
          label: 'rise',
          statistic: 'rise',
          value: '/mean',
          interval: '/ci95',
          comparator: { kind: 'above', bound: 0 },
        },
      ],
    });
  });

  it('asks margins of the 90 % interval, others of the 95 % one, beside the value that it names', () => {
    const cases: [own: object, value: string, interval: string | null][] = [
      [{ statistic: 's', within: [-1, 1] }, '/value', '/ci90'],
      [{ statistic: 's/fit/r', near: [1, 2] }, '/fit/r', '/fit/ci95'],
      [{ statistic: 's/fit/slope/value', within: [-1, 1] }, '/fit/slope/value', '/fit/slope/ci90'],
      [{ statistic: 's/p', below: 0.05 }, '/p', null],
    ];
    for (const [own, value, interval] of cases) {
      const [criterion] = criteriaOf({ criteria: [{ label: 'x', ...own }] });
      expect(criterion).to.include({ statistic: 's', value, interval });
    }
  });

  it('asks no p value to be large, in whatever form', () => {
    for (const statistic of ['s/p', 's/test/log10p', 's/test/p/twoSided']) {
      for (const asked of [{ above: 0.05 }, { within: [0, 0.5] as const }, { near: [0, 1] as const }]) {
        expect(() =>
          criteriaOf({ criteria: [{ label: 'x', statistic, interval: null, ...asked }] }),
        ).to.throw(
          `expected a bound that the p value ${statistic.slice(1)} lies below, got ${Object.keys(asked)[0]}; `,
        );
      }
    }
  });

  it('limits criteria to data sets, or to levels of any factor, their own before those of all', () => {
    const criteria = [
      { label: 'x', statistic: 's', above: 0 },
      { label: 'y', statistic: 's', above: 0, on: { seed: 'first' } },
    ];
    expect(criteriaOf({ on: ['a', 'b'], criteria }).map(({ where }) => where)).to.deep.equal([
      { dataset: ['a', 'b'] },
      { seed: ['first'] },
    ]);
  });

  it('takes the values of a loop from a name of the claim', () => {
    const looped = {
      ...part,
      for: { arm: '{arms}' },
      id: 'of-{arm.id}',
      statement: '{arm.as} rises.',
    } as unknown as DeclaredPart;
    const arms = [
      { id: 'a', as: 'The first' },
      { id: 'b', as: 'The other' },
    ];
    const { parts } = resolveClaim({ ...claim(looped), names: { arms } }, 'C99.json');
    expect(parts.map(({ id, statement }) => [id, statement])).to.deep.equal([
      ['of-a', 'The first rises.'],
      ['of-b', 'The other rises.'],
    ]);
    expect(() => resolved(looped)).to.throw(
      'C99.json /parts/0/for/arm: expected a name that stands for something',
    );
  });

  it('joins the checks of a part that stands several times, one in each tier', () => {
    const [first, second] = [
      { ...part, tiers: ['embedded'] as const },
      { ...part, tiers: ['paper'] as const },
    ];
    expect(resolved(first, second)).to.have.length(1);
    expect(resolved(first, second)[0]!.checks.map(({ tiers }) => tiers)).to.deep.equal([
      ['embedded'],
      ['paper'],
    ]);
    expect(() => resolved(first, part)).to.throw('expected one check in every tier, got two in embedded');
    expect(() => resolved(first, { ...second, statement: 'B falls.' })).to.throw('expected one statement');
  });

  it('is refused where a criterion asks nothing or two things, or a check lacks a counterexample', () => {
    const asks = (own: object) => () => criteriaOf({ criteria: [{ label: 'x', statistic: 's', ...own }] });
    expect(asks({})).to.throw('expected one of above, below, within and near, got none');
    expect(asks({ above: 0, below: 1 })).to.throw('got above and below');
    const { counterexample: _, ...without } = part;
    expect(() => resolved(without)).to.throw('expected a check with reason, criteria and counterexample');
  });
});

describe('the scores of a counterexample', () => {
  const planted = (cells: DeclaredPart['counterexample']) =>
    resolved({ ...part, ...(cells && { counterexample: cells }) })[0]!.checks[0]!.counterexample.cells;

  it('have exactly the moments that are declared, and share what cells of a data set share', () => {
    const cells = planted({
      because: 'x',
      all: { score: 'a', in: 'one', n: 40, sd: 0.1, shared: 3 },
      cells: [{ means: { x: 5, y: 7 } }, { in: 'deep', means: { z: 1 }, sd: 2, shared: 0 }],
    });
    expect(Object.keys(cells)).to.deep.equal(['one/x', 'one/y', 'one/deep/z']);
    const [x, y, z] = Object.values(cells).map((scores) => scores['a']!);
    expect(mean(x!)).to.be.closeTo(5, 1e-12);
    expect(standardDeviation(z!, 1)).to.be.closeTo(2, 1e-12);
    const differences = x!.map((value, i) => value - y![i]!);
    expect(standardDeviation(differences, 1)).to.be.below(0.3);
  });

  it('are eight where no number is given, of which nothing is shared that is not said to be', () => {
    const [x, y] = ['x', 'y'].map((name) => {
      const cells = planted({ because: 'x', all: { score: 'a', sd: 0 }, cells: [{ means: { [name]: 5 } }] });
      return cells[name]!['a'];
    });
    expect(x).to.deep.equal([5, 5, 5, 5, 5, 5, 5, 5]);
    expect(y).to.deep.equal(x);
  });

  it('differ from the others where every so many-th does', () => {
    const { 'one/x': scores } = planted({
      because: 'x',
      all: { score: 'a', n: 6, sd: 0 },
      cells: [{ means: { 'one/x': 1 }, but: { every: 3, by: 4 } }],
    });
    expect(scores!['a']).to.deep.equal([1, 1, 5, 1, 1, 5]);
  });

  it('are refused without a spread, and where a cell has a score twice', () => {
    expect(() => planted({ because: 'x', all: { score: 'a' }, cells: [{ means: { 'one/x': 1 } }] })).to.throw(
      'expected score and sd',
    );
    const twice = { means: { 'one/x': 1 } };
    expect(() => planted({ because: 'x', all: { score: 'a', sd: 1 }, cells: [twice, twice] })).to.throw(
      'got a of one/x twice',
    );
  });
});

describe('the files of claims', () => {
  const folder = join(import.meta.dirname, '..', '..', 'experiments', 'claims');
  it('can be read at once: at most 100 lines each', () => {
    const long = readdirSync(folder).filter(
      (file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').length > 100,
    );
    expect(long).to.deep.equal([]);
  });

  it('say in the room of a line what they say', () => {
    const long = readdirSync(folder).filter((file) => {
      const { statement, headline = statement } = JSON.parse(
        readFileSync(join(folder, file), 'utf8'),
      ) as DeclaredClaim;
      return headline.length > 75;
    });
    expect(long).to.deep.equal([]);
  });
});
