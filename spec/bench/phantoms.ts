import { anatomies } from '../../harness/datasets/phantoms/catalogue.ts';
import { phantomSubject } from '../../harness/datasets/phantoms/phantom-subject.ts';
import type { Bench } from './bench.ts';

/** Each run makes another subject, from its first random number; 100 runs a second make 1,000 images in 10 s. */
export const benches: readonly Bench[] = anatomies.flatMap((anatomy) =>
  [64, 256].map((size): Bench => {
    let subject = 0;
    const set = {
      id: 'bench',
      kind: 'phantom',
      anatomy,
      size: size as 64 | 256,
      subjects: 1,
      slicesPerSubject: 1,
      seed: 1,
      split: 'train',
    } as const;
    return { name: `phantom ${anatomy} ${size}x${size}`, run: () => void phantomSubject(set, subject++) };
  }),
);
