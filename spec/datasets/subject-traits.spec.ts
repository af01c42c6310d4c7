import { expect } from 'chai';
import type { PhantomSet } from '../../harness/datasets/dataset.ts';
import { phantoms } from '../../harness/datasets/phantoms/catalogue.ts';
import { phantomSamples } from '../../harness/datasets/phantoms/phantom-samples.ts';
import { subjectTraits } from '../../harness/datasets/phantoms/subject-traits.ts';
import { stream } from '../../harness/numeric/stream.ts';

const set: PhantomSet = {
  id: 'heads',
  kind: 'phantom',
  anatomy: 'brain',
  size: 32,
  subjects: 12,
  slicesPerSubject: 1,
  seed: 1,
  split: 'test',
};

/** The uniform numbers that a subject's drawing takes of one of its streams, in order. */
function drawn(subject: number, purpose: string): readonly number[] {
  const taken: number[] = [];
  phantoms.brain.subject((...own) => {
    const random = stream(set.seed, 'phantom', 'brain', set.split, subject, ...own);
    if (own[0] !== purpose) return random;
    const uniform = () => {
      taken.push(random.uniform());
      return taken.at(-1)!;
    };
    return { ...random, uniform };
  }, 64);
  return taken;
}

/** Whether traits are those that the drawing itself takes from its streams, four numbers of the pose before them. */
function areDrawn(traits: (own: readonly number[], lesion: readonly number[]) => object): boolean {
  const told = [...subjectTraits(set, 'heads')];
  return told.every(([, own], subject) => {
    const of = traits(drawn(subject, 'shape').slice(4), drawn(subject, 'lesion')) as Record<string, number>;
    return Object.entries(own).every(([name, value]) => Math.abs(value - of[name]!) < 1e-12);
  });
}

describe('traits of the subjects of phantoms', () => {
  it('are those that the images are drawn with, told without them', () => {
    // Before the width of the ventricles stand seven traits and four of each nucleus.
    const traits = (own: readonly number[], lesion: readonly number[]) => ({
      ventricle: 0.6 + 0.8 * own[15]!,
      contrast: 0.6 + 0.1 * own[5]! - (0.42 + 0.08 * own[4]!),
      rim: 0.2 + 0.7 * lesion.at(-1)!,
    });
    expect(areDrawn(traits)).to.equal(true);
    // The control: traits of the numbers that the pose takes.
    expect(areDrawn((own, lesion) => traits(own.slice(1), lesion))).to.equal(false);
  });

  it('are of every subject of the set, by the names of its images, and the same at every size', () => {
    const names = [...subjectTraits(set, 'heads').keys()];
    expect(names).to.deep.equal([...new Set(phantomSamples(set).map(({ subject }) => subject))]);
    const other = subjectTraits({ ...set, size: 64, slicesPerSubject: 3 }, 'heads');
    expect([...other]).to.deep.equal([...subjectTraits(set, 'heads')]);
    expect([...subjectTraits({ ...set, split: 'valid' }, 'heads').values()]).to.not.deep.equal([
      ...other.values(),
    ]);
  });

  it('differ between subjects, over all of their range', () => {
    const many = [...subjectTraits({ ...set, subjects: 200 }, 'heads').values()];
    for (const [name, low, high] of [
      ['ventricle', 0.6, 1.4],
      ['contrast', 0.1, 0.28],
      ['rim', 0.2, 0.9],
    ] as const) {
      const values = many.map((own) => own[name]!);
      expect(Math.min(...values), name).to.be.within(low, low + 0.2 * (high - low));
      expect(Math.max(...values), name).to.be.within(high - 0.2 * (high - low), high);
    }
  });

  it('are refused of an anatomy of which none are told', () => {
    expect(() => subjectTraits({ ...set, anatomy: 'knee' }, 'knees.json /groups')).to.throw(
      'knees.json /groups: expected phantoms whose traits are told: brain, got knee; take the groups out',
    );
  });
});
