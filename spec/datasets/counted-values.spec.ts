import { expect } from 'chai';
import fc from 'fast-check';
import { countValues, orderedValues } from '../../harness/datasets/counted-values.ts';
import { mappingOf } from '../../harness/datasets/mapping.ts';

const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 });

describe('values that are counted', () => {
  it('are in the order of all of them', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), (parts) => {
        const counted = new Map<number, number>();
        for (const part of parts) countValues(counted, Float64Array.from(part));
        const all = parts.flat().sort((a, b) => a - b);
        const { length, at } = orderedValues(counted, () => true);
        expect(Array.from({ length }, (_, i) => at(i))).to.deep.equal(all);
      }),
    );
  });

  it('give the mapping of the whole volume, with and without padding', () => {
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('volume-min-max', 'volume-percentile'),
        fc.constantFrom(undefined, [-20, -11] as const),
        (parts, rule, padding) => {
          const volume = parts.map((part) => Float64Array.from(part));
          const counted = new Map<number, number>();
          for (const part of volume) countValues(counted, part);
          const told = (looked: typeof volume | typeof counted) => {
            try {
              const { ends } = mappingOf(
                { rule, low: 3, high: 88 } as never,
                { volume: looked, ...(padding && { padding }) },
                'a',
              );
              return ends;
            } catch (error) {
              return (error as Error).message;
            }
          };
          expect(told(counted)).to.deep.equal(told(volume));
        },
      ),
    );
  });
});
