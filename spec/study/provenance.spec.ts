import { expect } from 'chai';
import type { Stage } from '../../harness/pipeline/stage.ts';
import type { Conducted } from '../../harness/study/conduct.ts';
import type { Surroundings } from '../../harness/study/ports.ts';
import type { Prepared } from '../../harness/study/prepare.ts';
import { provenanceOf } from '../../harness/study/provenance.ts';

const surroundings = { harness: 'h', engine: 'plain 1', node: 'n', system: 's', made: 'm' } as Surroundings;
const stage = (key: string, kind: string, more: Partial<Stage> = {}) => ({ key, kind, ...more }) as Stage;
const runsNetworks = (kind: string) => ['sample', 'train-denoiser'].includes(kind);

/** Provenance of a run that computed the stages that have seconds. */
function told(
  stages: readonly Stage[],
  seconds: Readonly<Record<string, number>> = {},
  { undone = [], profile = {}, ...prepared }: { undone?: readonly Stage[]; [part: string]: unknown } = {},
) {
  const { facts, ...rest } = provenanceOf(
    {
      ...{ only: [], seed: 42, datasets: [] },
      profile: { id: 'spec', tier: 'embedded', ...(profile as object) },
      ...prepared,
    } as unknown as Prepared,
    { stages, execution: { seconds: new Map(Object.entries(seconds)), undone } } as unknown as Conducted,
    (name) => ({ name, code: name, run: () => ({}), ...(runsNetworks(name) && { runsNetworks: true }) }),
    surroundings,
  );
  return { facts: Object.fromEntries(facts), ...rest };
}

describe('the provenance of a run', () => {
  it('says what was selected, with the seed, and what ran where', () => {
    expect(told([]).facts).to.deep.equal({
      ...{ Harness: 'h', Profile: 'spec (tier: embedded)', Selection: 'everything', Seed: '42' },
      ...{ Engine: 'none: no network was run', 'Node.js': 'n', System: 's', Made: 'm' },
    });
    expect(told([], {}, { only: ['C1', 'C2'] }).facts['Selection']).to.equal('C1, C2');
  });

  it('counts the stages that ran networks now, on the engine that they name or else the default', () => {
    const stages = [stage('a', 'sample'), stage('b', 'sample'), stage('c', 'measure')];
    expect(told(stages, { a: 1, c: 1 }).facts['Engine']).to.equal(
      'plain 1, 1 thread in each worker; 1 of 2 stages with networks run now, the others from the store',
    );
    const other = stages.map((one) => ({ ...one, engine: 'onnx 2' }));
    expect(told(other).facts['Engine']).to.match(/^onnx 2, 1 thread .* 0 of 2 stages/);
  });

  it('says how many images were declared to go through networks at once', () => {
    const declared = (networkBatch: unknown) =>
      told([], {}, { profile: { networkBatch } }).facts['Images at once'];
    expect([declared(undefined), declared(4), declared({ gigabytes: 6 })]).to.deep.equal([
      undefined,
      '4, through each network',
      'as many as fit into 6 GB, through each network',
    ]);
  });

  it('says which networks shipped, and which were trained now or earlier', () => {
    const [shipped, now, earlier] = [
      stage('a', 'shipped'),
      stage('b', 'train-denoiser'),
      stage('c', 'train-autoencoder'),
    ];
    const networks = (...stages: readonly Stage[]) => told(stages, { b: 1 }).facts['Networks'];
    expect(networks(stage('d', 'sample'))).to.equal(undefined);
    expect(networks(shipped)).to.equal('1 shipped with the harness, 0 trained in this run');
    expect(networks(now)).to.equal('0 shipped with the harness, 1 trained in this run');
    expect(networks(shipped, now, earlier)).to.equal(
      '1 shipped with the harness, 1 trained in this run, 1 trained in an earlier run',
    );
  });

  it('names the files of each data set', () => {
    const file = { path: 'a.png', sha256: 'f' };
    const datasets = [{ planned: { id: 'knees' }, files: [file] }];
    expect(told([], {}, { datasets }).data).to.deep.equal([{ dataset: 'knees', ...file }]);
  });

  it('adds up time and work of the stages that ran, by kind; those that failed are not of the store', () => {
    const stages = [
      stage('a', 'sample', { flop: 3e9 }),
      stage('b', 'sample'),
      stage('c', 'sample', { flop: 5e9 }),
      stage('d', 'sample'),
      stage('e', 'measure'),
    ];
    const undone = [stages[3]!];
    expect(told(stages, { a: 2, b: 3, e: 4 }, { undone }).time).to.deep.equal([
      { stage: 'sample', runs: 2, cached: 1, seconds: 5, gflop: 3 },
      { stage: 'measure', runs: 1, cached: 0, seconds: 4 },
    ]);
  });
});
