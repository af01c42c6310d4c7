import { type AnswerOptions, answerOptions, answersOf } from '../answers.ts';
import { clusterCount, groupsOf } from '../clustering.ts';
import { assertSample } from '../differences.ts';
import { resolveOptions } from '../options.ts';
import type { Procedure } from '../procedure.ts';
import { type Share, shareOf } from '../share.ts';
import { oneUnit, plainNumbers } from '../units.ts';

/** Below it, repeated subjects tell little of how alike their images are. */
const FEW = 10;

/** How many of the images, or subjects, say yes. */
export const share: Procedure<AnswerOptions, Share & { readonly n: number; readonly clusters: number }> = {
  name: 'share',
  title: 'Share of images that say yes',
  description:
    'The share of 1 in a column of 0 and 1, or of scores above a threshold, with the exact interval of Clopper and Pearson (1934); where subjects repeat, that of as many independent images as know as much (Korn and Graubard 1998). It has a width where all are alike.',
  kind: 'share',
  columns: 'one',
  clusters: () => true,
  ties: () => false,
  takes: ({ above }) => (above === undefined ? plainNumbers : oneUnit),
  units: () => ({ n: '1', clusters: '1', count: '1', value: '1', designEffect: '1', ci95: '1' }),
  options: answerOptions,
  cautions: (sample) => {
    const subjects = clusterCount(sample);
    if (subjects === 1 || subjects === sample.x.length || subjects >= FEW) return [];
    return [
      `how far images of a subject go together is poorly known from ${subjects} subjects: of 6 with 10 images each the interval held the true share in 85 of 100 samples at the worst`,
    ];
  },
  resolve: (given) => resolveOptions('share', answerOptions, given),
  compute(sample, setting) {
    assertSample('share', sample, 1);
    const answers = answersOf('share: x', sample.x, sample.ids, setting);
    return { n: answers.length, clusters: clusterCount(sample), ...shareOf(answers, groupsOf(sample)) };
  },
};
