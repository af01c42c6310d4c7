import { expect } from 'chai';
import type { Claim } from '../../harness/claims/claim.ts';
import type { Outcome, Tier, Verdict } from '../../harness/claims/verdict.ts';
import type { Profile } from '../../harness/pipeline/experiment.ts';
import type { Finding, Severity } from '../../harness/record/finding.ts';
import { buildView, type ReportSource } from '../../harness/report/build-view.ts';
import type { ExperimentOutcome } from '../../harness/report/experiment-outcome.ts';
import { notesOfRun } from '../../harness/report/notes-of-run.ts';

const verdict = (claim: string, part: string, tier: Tier, outcome: Outcome): Verdict => ({
  claim,
  part,
  tier,
  outcome,
  reason: '',
  experiment: '',
  criteria: [],
  scope: [],
  replay: '',
});

const claim = (id: string, ...experiments: string[]) =>
  ({
    id,
    statement: id,
    place: { uri: '', label: '', source: 'paper' },
    printed: [],
    parts: experiments.map((experiment) => ({ id: '', checks: [{ experiment }] })),
  }) as unknown as Claim;

const outcomeOf = (id: string, failures: readonly string[] = []): ExperimentOutcome => ({
  experiment: { id, title: id, question: '', cells: [], scores: [], statistics: [], figures: [], panels: [] },
  cells: [],
  statistics: [],
  missing: [],
  absent: [],
  failures,
  reach: [],
  rows: [],
  curves: [],
  panels: [],
});

const finding = (id: string, severity: Severity, more: Partial<Finding> = {}): Finding => ({
  id,
  rule: 'difference',
  related: [],
  severity,
  statement: '',
  place: { uri: '', label: 'Table 2', source: 'paper' },
  printed: [],
  recomputed: [],
  derivation: '',
  resolution: '',
  ...more,
});

const source: ReportSource = {
  profile: { id: 'p', title: 'P', description: 'D', tier: 'embedded', samplesPerDataset: null } as Profile,
  paper: { title: 'Swaps', uri: '', code: '' },
  claims: [claim('C1', 'a'), claim('C2', 'b', 'a'), claim('C3')],
  digest: {
    families: [
      { id: 'f', title: 'First', claims: ['C1'] },
      { id: 'g', title: 'Second', claims: ['C2'] },
    ],
    keyFigures: [],
  },
  verdicts: [],
  experiments: [outcomeOf('a'), outcomeOf('b')],
  findings: [],
  golden: {} as ReportSource['golden'],
  replayOf: (experiment) => `again ${experiment}`,
  provenance: { facts: [], data: [], time: [] },
};
const viewOf = (more: Partial<ReportSource>) => buildView({ ...source, ...more });

describe('the view of a report', () => {
  it('counts claims and their parts by outcome, tier by tier', () => {
    const { counts } = viewOf({
      verdicts: [
        verdict('C1', 'a', 'embedded', 'reproduced'),
        verdict('C1', 'b', 'embedded', 'reproduced'),
        verdict('C2', '', 'embedded', 'not reproduced'),
        verdict('C1', '', 'record', 'inconsistent'),
      ],
    });
    const of = (tier: Tier, outcome: Outcome) => {
      const { claims, parts } = counts.find((each) => each.tier === tier)!.outcomes[outcome];
      return [claims, parts];
    };
    expect(of('embedded', 'reproduced')).to.deep.equal([1, 2]);
    expect(of('embedded', 'not reproduced')).to.deep.equal([1, 1]);
    expect(of('embedded', 'untestable')).to.deep.equal([1, 0]);
    expect(of('record', 'inconsistent')).to.deep.equal([1, 1]);
    expect(of('record', 'reproduced')).to.deep.equal([0, 0]);
    expect(of('paper', 'untestable')).to.deep.equal([3, 0]);
  });

  it('says of a claim its family, and of an experiment the claims that rest on it and how to run it again', () => {
    const { claims, experiments, title } = viewOf({});
    expect(title).to.equal('Reproduction of "Swaps"');
    expect(claims.map(({ family }) => family)).to.deep.equal(['First', 'Second', '']);
    expect(experiments.map(({ claims: own }) => own)).to.deep.equal([['C1', 'C2'], ['C2']]);
    expect(JSON.stringify(experiments[1])).to.include('again b');
  });

  it('has the findings of the record worst first, in their order where they are alike', () => {
    const findings = [
      finding('a', 'consistent'),
      finding('b', 'inconsistent'),
      finding('c', 'not checkable'),
      finding('d', 'suspicious'),
      finding('e', 'inconsistent'),
    ];
    expect(
      viewOf({ findings })
        .record.map(({ id }) => id)
        .join(''),
    ).to.equal('bedca');
  });

  it('says where a finding is printed, and each number as it is printed or as its range', () => {
    const [found] = viewOf({
      findings: [
        finding('a', 'inconsistent', {
          claim: 'C1',
          place: { uri: '', label: 'Table 2', source: 'release', line: 7 },
          printed: [
            { label: 'mean', printed: '3.10', low: 3.095, high: 3.105 },
            { label: 'sd', low: 1, high: null },
          ],
          recomputed: [
            { label: 'd', low: 0.5, high: 0.5 },
            { label: 'p', low: null, high: 0.25 },
            { label: 't', low: 1.25, high: 2.5 },
          ],
        }),
      ],
    }).record;
    expect(found).to.include({
      claim: 'C1',
      place: 'Table 2 (release), line 7 of its text',
      printed: 'mean: 3.10; sd: 1 to infinity',
      recomputed: 'd: 0.5000; p: -infinity to 0.2500; t: 1.250 to 2.500',
    });
    expect(viewOf({ findings: [finding('a', 'consistent')] }).record[0]).to.include({
      claim: '',
      place: 'Table 2',
    });
  });

  it('notes stages that failed and images that were left out', () => {
    const notes = (failures: readonly string[][], samplesPerDataset: number | null) =>
      notesOfRun(
        failures.map((own) => ({ failures: own })),
        { samplesPerDataset },
      );
    expect(notes([[], []], null)).to.deep.equal([]);
    expect(notes([['x'], []], null)).to.deep.equal(['1 stage failed; the pages of the experiments say why.']);
    expect(notes([['x'], ['y']], 4)).to.deep.equal([
      '2 stages failed; the pages of the experiments say why.',
      'This profile takes only 4 images of each data set: it tests the pipeline, not the paper.',
    ]);
    expect(viewOf({ experiments: [outcomeOf('a', ['x'])] }).notes).to.have.length(1);
  });
});
