import { expect } from 'chai';
import fc from 'fast-check';
import { matchesPattern } from '../../harness/language/matches-pattern.ts';
import { runs } from '../runs.ts';

describe('patterns of names', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.'), maxLength: 6 });
  const pattern = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('*'));

  it('match what a regular expression with .* for each star matches', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.oneof(
          word,
          fc.array(word).map((parts) => parts.join('')),
        ),
        (said, name) => {
          const expression = said.replace(/[.-]/g, '\\$&').replace(/\*/g, '.*');
          expect(matchesPattern(said, name)).to.equal(new RegExp(`^${expression}$`).test(name));
        },
      ),
      {
        numRuns: runs(2000),
        examples: [
          ['a*a', 'a'],
          ['a*b*a', 'aba'],
          ['*', ''],
          ['ab', 'ab'],
          ['*a*a*', 'a'],
        ],
      },
    );
  });
});
