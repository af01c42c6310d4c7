import type { Profile } from '../pipeline/experiment.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';

/** What a reader must know of the run besides its verdicts: stages that failed, images that were left out. */
export function notesOfRun(
  experiments: readonly Pick<ExperimentOutcome, 'failures'>[],
  { samplesPerDataset }: Pick<Profile, 'samplesPerDataset'>,
): readonly string[] {
  const failures = experiments.flatMap(({ failures: own }) => own).length;
  return [
    ...(failures > 0
      ? [`${failures} stage${failures === 1 ? '' : 's'} failed; the pages of the experiments say why.`]
      : []),
    ...(samplesPerDataset === null
      ? []
      : [
          `This profile takes only ${samplesPerDataset} images of each data set: it tests the pipeline, not the paper.`,
        ]),
  ];
}
