import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { procedureNamed, procedures } from '../../harness/statistics/catalogue.ts';
import { signedRank } from '../../harness/statistics/signed-rank.ts';
import { decimalTieLaws } from './statistics/decimal-ties.ts';
import { everyProcedure } from './statistics/every.ts';
import { levelLaws } from './statistics/level.ts';
import { packs } from './statistics/packs.ts';
import { unitLaws } from './statistics/units.ts';

describe('statistics laws', () => {
  for (const procedure of procedures) {
    describe(`${procedure.name} (${procedure.kind})`, () => {
      everyProcedure(procedure);
      unitLaws(procedure);
      decimalTieLaws(procedure);
      levelLaws(procedure);
      const pack = packs[procedure.kind];
      if (pack) pack(procedure);
      else it('has a law pack for its kind', () => expect.fail(`there is none for ${procedure.kind}`));
    });
  }
});

describe('exact and asymptotic signed-rank p', () => {
  it('come together as the number of pairs grows', () => {
    const gaps = [20, 80, 320].map((n) => {
      // One sign in three is negative: moderate evidence at every n, by a share that shrinks with its root.
      const d = Float64Array.from(
        { length: n },
        (_, i) => ((i * 7) % n < n / 2 - Math.sqrt(n) / 2 ? -1 : 1) * (i + 1),
      );
      const p = (method: 'exact' | 'asymptotic') =>
        signedRank(d, { method, zeros: 'wilcox', correction: false }).log10p.greater;
      return Math.abs(p('exact') - p('asymptotic'));
    });
    expect(gaps[1]).to.be.below(gaps[0] / 2);
    expect(gaps[2]).to.be.below(gaps[1] / 2);
    expect(gaps[2]).to.be.below(0.005);
  });
});

describe('statistics catalogue', () => {
  it('names every procedure once, and finds it by that name', () => {
    expect(new Set(procedures.map(({ name }) => name)).size).to.equal(procedures.length);
    for (const procedure of procedures) expect(procedureNamed(procedure.name)).to.equal(procedure);
  });

  it('answers an unknown name with the known ones', () => {
    expect(() => procedureNamed('wilcox')).to.throw(InputError, /one of wilcoxon, .*got "wilcox"/);
  });
});
