import type { DatasetSample, PhantomSet } from '../../harness/datasets/dataset.ts';
import { phantomSubject } from '../../harness/datasets/phantoms/phantom-subject.ts';
import { everyLawFails } from '../laws/controls.ts';
import { everyPhantom, lesions, type Phantoms } from '../laws/phantoms/every.ts';

type Subject = Phantoms['phantomSubject'];

let times = 0;

/** Wrong phantoms, each by its fault. */
const wrong: Readonly<Record<string, Phantoms>> = {
  'is brighter every time': making((of, subject) => {
    times += 1;
    return brighter(phantomSubject(of, subject), 1 + times / 100);
  }),
  'is the same of every subject, split and seed': making((of) =>
    phantomSubject({ ...of, seed: 1, split: 'test' }, 0),
  ),
  'is of another subject at every size': making((of, subject) => phantomSubject(of, subject + of.size)),
  'is of another subject in every slice': making((of, subject) =>
    phantomSubject(of, subject).map((sample, i) => ({
      ...phantomSubject(of, subject + 100 * i)[i]!,
      subject: sample.subject,
    })),
  ),
  'is of another subject in every length of stack': making((of, subject) =>
    phantomSubject(of, subject + 100 * of.slicesPerSubject),
  ),
};

/** Wrong lesions, each by its fault. */
const wrongLesions: Readonly<Record<string, Phantoms>> = {
  'is everywhere': masked(() => 1),
  'is another in every slice': wrong['is of another subject in every slice']!,
};

function making(phantomSubjectSo: Subject): Phantoms {
  return {
    phantomSubject: phantomSubjectSo,
    phantomSamples: (of: PhantomSet) =>
      Array.from({ length: of.subjects }, (_, subject) => phantomSubjectSo(of, subject)).flat(),
  };
}

function brighter(samples: readonly DatasetSample[], factor: number): DatasetSample[] {
  return samples.map(({ image, ...rest }) => ({
    ...rest,
    image: { ...image, data: image.data.map((value) => value * factor) },
  }));
}

function masked(by: (value: number) => number): Phantoms {
  return making((of, subject) =>
    phantomSubject(of, subject).map((sample) => ({
      ...sample,
      ...(sample.mask && { mask: { ...sample.mask, data: sample.mask.data.map(by) } }),
    })),
  );
}

const right = making(phantomSubject);

describe('every law of phantoms fails on wrong ones', () => {
  everyLawFails((each: Phantoms) => everyPhantom('brain', each), right, wrong);
  everyLawFails(lesions, right, wrongLesions);
});
