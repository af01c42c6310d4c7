import { expect } from 'chai';
import type { Outcome, Verdict } from '../../harness/claims/verdict.ts';
import { familyFindings, sentenceOf } from '../../harness/report/family-findings.ts';
import { families, type Mechanism, mechanisms } from '../../harness/report/mechanisms.ts';
import { declaredExperiments } from './drawn-outcomes.ts';

/** Evidence on two data sets in which the intervals of a mechanism's conditions lie where they must, or not. */
function evidence({ when }: Mechanism, knee: boolean, brain: boolean) {
  const ids = [...new Set(when.map(({ experiment }) => experiment))];
  return ids.map((id) => ({
    experiment: declaredExperiments.find((experiment) => experiment.id === id)!,
    statistics: when
      .filter(({ experiment }) => experiment === id)
      .flatMap(({ statistic, is, bound }) =>
        Object.entries({ knee, brain }).map(([dataset, supports]) => {
          const to = is === 'above' ? 1 : -1;
          const ends = supports ? [bound + 0.1 * to, bound + 0.3 * to] : [bound - 0.1, bound + 0.1];
          const ci95 = ends.sort((a, b) => a - b) as unknown as readonly [number, number];
          const base = { title: '', procedure: '', options: {}, n: 9, subjects: 9 };
          return { ...base, id: statistic, group: { dataset }, result: { ci95 }, units: { ci95: 'dB' } };
        }),
      ),
  }));
}

const verdict = (claim: string, outcome: Outcome): Verdict => ({
  claim,
  part: '',
  tier: 'embedded',
  outcome,
  reason: '',
  experiment: '',
  criteria: [],
  scope: [],
  replay: '',
});

describe('what the controls point at', () => {
  for (const mechanism of mechanisms) {
    it(`${mechanism.id} is said of the data sets whose intervals support it, and of none else`, () => {
      expect(sentenceOf(mechanism, evidence(mechanism, true, false))).to.equal(
        mechanism.sentence.replace('{sets}', 'knee'),
      );
      expect(sentenceOf(mechanism, evidence(mechanism, true, true))).to.contain('knee and brain');
      expect(sentenceOf(mechanism, evidence(mechanism, false, false))).to.equal(undefined);
      expect(sentenceOf(mechanism, [])).to.equal(undefined);
    });

    it(`${mechanism.id} appears where a claim of its family is contradicted, and only there`, () => {
      const { claims } = families.find(({ id }) => id === mechanism.family)!;
      const sentence = sentenceOf(mechanism, evidence(mechanism, true, true));
      const found = (outcome: Outcome) =>
        familyFindings([verdict(claims[0], outcome)], 'embedded', evidence(mechanism, true, true));
      expect(found('not reproduced')[0].mechanisms).to.include(sentence);
      expect(found('reproduced')[0].mechanisms).to.deep.equal([]);
      expect(found('untestable')).to.deep.equal([]);
    });

    it(`${mechanism.id} asks for statistics that are declared, by data set`, () => {
      for (const { experiment, statistic } of mechanism.when) {
        const declared = declaredExperiments
          .find(({ id }) => id === experiment)!
          .statistics.find(({ id }) => id === statistic);
        expect(declared?.by, `${experiment} ${statistic}`).to.include('dataset');
      }
    });
  }

  it('groups every claim once', () => {
    const ids = Array.from({ length: 33 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`);
    expect(families.flatMap(({ claims }) => claims).sort()).to.deep.equal(ids);
  });

  it('names outcomes of the tier that was run, and parts where a claim has several', () => {
    const verdicts = [
      { ...verdict('C01', 'reproduced'), part: 'levels' },
      verdict('C28', 'not reproduced'),
      { ...verdict('C02', 'reproduced'), tier: 'paper' as const },
    ];
    expect(familyFindings(verdicts, 'embedded', [])).to.deep.equal([
      {
        title: 'The swap of the autoencoder',
        found: 'In agreement with the paper: C01 (levels); in contradiction to it: C28.',
        mechanisms: [],
      },
    ]);
  });
});
