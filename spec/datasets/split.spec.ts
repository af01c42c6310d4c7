import { expect } from 'chai';
import fc from 'fast-check';
import { splitBySubject } from '../../harness/datasets/split.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

const share = fc.double({ min: 0.05, max: 1, noNaN: true });
const samples = fc
  .array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 120 })
  .map((subjects) => subjects.map((subject, i) => ({ id: `image ${i}`, subject: `subject ${subject}` })));
const shares = fc.record({ train: share, valid: share, test: share });

describe('a split by subject', () => {
  it('puts every image into one part and no subject into two', () => {
    each((parts, all) => {
      const subjects = Object.values(parts).map((ids) => new Set(ids.map((id) => subjectOf(all, id))));
      expect(Object.values(parts).flat().sort()).to.deep.equal(all.map(({ id }) => id).sort());
      expect(subjects.reduce((sum, part) => sum + part.size, 0)).to.equal(
        new Set(subjects.flatMap((s) => [...s])).size,
      );
    });
  });

  it('gives every part a subject, and its share to within one where no part needs more than its share', () => {
    each((parts, all, wanted) => {
      const total = new Set(all.map(({ subject }) => subject)).size;
      const sum = Object.values(wanted).reduce((running, one) => running + one, 0);
      const quotas = Object.fromEntries(
        Object.entries(wanted).map(([part, one]) => [part, (one / sum) * total]),
      );
      for (const [part, ids] of Object.entries(parts)) {
        const count = new Set(ids.map((id) => subjectOf(all, id))).size;
        expect(count).to.be.at.least(1);
        if (Object.values(quotas).every((quota) => quota >= 1))
          expect(Math.abs(count - quotas[part])).to.be.below(1);
      }
    });
  });

  it('does not depend on the order of the images', () => {
    each((parts, all, wanted, seed) => {
      const other = splitBySubject(all.toReversed(), wanted, seed, 'set');
      for (const part of ['train', 'valid', 'test'] as const) {
        expect(other[part].toReversed()).to.deep.equal(parts[part]);
      }
    });
  });

  it('is another for another seed or another name', () => {
    const all = Array.from({ length: 60 }, (_, i) => ({ id: `${i}`, subject: `${i}` }));
    const half = { a: 1, b: 1 };
    const first = splitBySubject(all, half, 1, 'set');
    expect(splitBySubject(all, half, 1, 'set')).to.deep.equal(first);
    expect(splitBySubject(all, half, 2, 'set')).to.not.deep.equal(first);
    expect(splitBySubject(all, half, 1, 'other set')).to.not.deep.equal(first);
  });

  it('is refused where there are fewer subjects than parts, or a share is not positive', () => {
    const all = [{ id: '1', subject: 'a' }];
    expect(() => splitBySubject(all, { x: 1, y: 1 }, 1, 'set')).to.throw(
      InputError,
      'split set: expected at least 2 subjects, one for each part, got 1; name other shares or more subjects',
    );
    expect(() => splitBySubject(all, { x: 0 }, 1, 'set')).to.throw(InputError, 'positive shares');
  });
});

type Sample = { id: string; subject: string };
type Parts = Record<'train' | 'valid' | 'test', string[]>;

function each(
  check: (parts: Parts, all: Sample[], wanted: Record<keyof Parts, number>, seed: number) => void,
) {
  fc.assert(
    fc.property(samples, shares, fc.integer(), (all, wanted, seed) => {
      fc.pre(new Set(all.map(({ subject }) => subject)).size >= 3);
      check(splitBySubject(all, wanted, seed, 'set'), all, wanted, seed);
    }),
  );
}

function subjectOf(all: Sample[], id: string): string {
  return all.find((sample) => sample.id === id)!.subject;
}
