import { expect } from 'chai';
import { faultsOfClaims } from '../../harness/study/check-claims.ts';
import { cellsIn, claims, decide, experimentOf, experiments, rowsOf } from './planted.ts';

const mainRoles = ['knee', 'brain', 'chest'];

describe('planted counterexamples', () => {
  for (const claim of claims) {
    for (const part of claim.parts) {
      part.checks.forEach((check, i) => {
        it(`${claim.id} ${part.id} ${i}: fails where ${check.counterexample.because}`, () => {
          const cells = cellsIn(experimentOf(check), rowsOf(check.counterexample.cells));
          expect(cells, 'planted cells of the experiment').to.have.length(
            Object.keys(check.counterexample.cells).length,
          );
          expect(decide(check, rowsOf(check.counterexample.cells)).outcome).to.equal('not reproduced');
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
  it('are C01 to C39', () => {
    const ids = Array.from({ length: 39 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`);
    expect(claims.map(({ id }) => id)).to.deep.equal(ids);
  });

  it('name experiments, statistics and levels that are declared', () => {
    expect(faultsOfClaims(claims, experiments, mainRoles)).to.deep.equal([]);
  });
});
