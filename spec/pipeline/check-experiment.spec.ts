import { expect } from 'chai';
import { checkExperiment } from '../../harness/pipeline/check-experiment.ts';
import type { Experiment, ScoreDeclaration } from '../../harness/pipeline/experiment.ts';

const placeOf = (pointer: string) => `e.json ${pointer}`;
const experiment = (score: Partial<ScoreDeclaration>): Experiment => ({
  id: 'e',
  title: 't',
  question: 'q',
  cells: [],
  scores: [{ id: 's', metric: 'lpips', reference: 'true-hr', convention: {}, ...score }],
  statistics: [],
  figures: [],
  panels: [],
});

describe('scores by a network', () => {
  it('are refused what their stages do not look at', () => {
    const frechet = { metric: 'frechet', convention: { features: 'inception-v3' } };
    for (const score of [
      { masked: true },
      { floor: 'own' },
      { of: 'latent' as const },
      { ...frechet, reference: 'self' as const },
    ]) {
      expect(() => checkExperiment(experiment(score), placeOf)).to.throw(
        /^e\.json \/scores\/0: expected a score of \w+ without /,
      );
    }
  });

  it('take an HR image, and LPIPS what the autoencoder makes of it', () => {
    checkExperiment(experiment({}), placeOf);
    checkExperiment(experiment({ reference: 'self' }), placeOf);
    checkExperiment(
      experiment({ metric: 'frechet', convention: { features: 'autoencoder:medical' } }),
      placeOf,
    );
  });
});
