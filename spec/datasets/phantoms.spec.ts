import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PhantomSet } from '../../harness/datasets/dataset.ts';
import { type Anatomy, anatomies } from '../../harness/datasets/phantoms/catalogue.ts';
import { phantomSamples } from '../../harness/datasets/phantoms/phantom-samples.ts';
import { resolveDataset } from '../../harness/datasets/resolve-dataset.ts';
import { withoutGroups } from '../../harness/datasets/subject-groups.ts';
import { locateDataset } from '../../harness/edges/files/datasets/locate.ts';
import { fingerprintDataset, readDataset } from '../../harness/edges/files/datasets/read-dataset.ts';
import { packageRoot } from '../../harness/edges/files/package-root.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { stageKindNamed } from '../../harness/edges/stages/stage-kind-named.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { decodeStack } from '../../harness/pipeline/image-stack.ts';
import { noContext } from '../pipeline/stage-context.ts';
import { type Statistic, statistics } from './phantom-statistics.ts';

interface Oracle {
  readonly anatomies: Record<
    Anatomy,
    Record<Statistic, { readonly mean: number; readonly deviation: number }>
  >;
}

const oracle = JSON.parse(
  readFileSync(join(packageRoot, 'golden', 'oracles', 'phantoms.json'), 'utf8'),
) as Oracle;

const declaration = { id: 'p', kind: 'phantom', anatomy: 'brain', subjects: 2, seed: 1, split: 'test' };

describe('phantoms', () => {
  for (const anatomy of anatomies) {
    // Other subjects are drawn than the prototype's, and shapes are improved: no single image can agree. What is
    // asked is that a whole set lies nearer to the prototype's than half of what its images differ among themselves
    // (the sampling error of these sets is a tenth of that), and that they differ among themselves as much.
    it(`of ${anatomy} have the prototype's brightness, contrast, gradients and spectrum`, () => {
      const set = resolveDataset(
        {
          ...declaration,
          anatomy,
          subjects: anatomy === 'brain' ? 75 : 150,
          slicesPerSubject: anatomy === 'brain' ? 4 : 1,
        },
        'set',
      ) as PhantomSet;
      const images = phantomSamples(set).map(({ image }) => image);
      for (const [name, statistic] of Object.entries(statistics) as [
        Statistic,
        (typeof statistics)[Statistic],
      ][]) {
        const values = images.map(statistic);
        const expected = oracle.anatomies[anatomy][name];
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const deviation = Math.sqrt(
          values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
        );
        expect(Math.abs(mean - expected.mean) / expected.deviation, `${name}, mean ${mean}`).to.be.below(0.5);
        expect(deviation / expected.deviation, `${name}, deviation ${deviation}`).to.be.within(0.7, 1.4);
      }
    });
  }

  it('complete their declaration once and for all', () => {
    const resolved = resolveDataset(declaration, 'a.json');
    expect(resolved).to.deep.equal({ ...declaration, size: 64, slicesPerSubject: 1 });
    expect(resolveDataset(resolved, 'a.json')).to.deep.equal(resolved);
  });

  it('refuse a declaration by the place of what is wrong', () => {
    const cases: [object, string][] = [
      [{ size: 96 }, 'a.json /size: expected one of 32, 64, 128, 256, got 96'],
      [{ anatomy: 'hip' }, 'a.json /anatomy: expected one of knee, brain, chest, dead-leaves, got "hip"'],
      [{ subjects: 0 }, 'a.json /subjects: expected an integer at least 1, got 0'],
      [{ slicesPerSubject: 2.5 }, 'a.json /slicesPerSubject: expected an integer at least 1, got 2.5'],
      [{ split: 'all' }, 'a.json /split: expected one of train, valid, test, got "all"'],
      [{ seed: undefined }, 'a.json /seed: expected an integer at least 0, got nothing'],
      [{ root: 'data' }, 'a.json /root: expected no keys but'],
    ];
    for (const [change, message] of cases) {
      expect(() => resolveDataset({ ...declaration, ...change }, 'a.json'), message).to.throw(
        InputError,
        message,
      );
    }
  });

  it('are read as any data set, from no files, with ids that tell subject and slice', async () => {
    const stack = { ...declaration, slicesPerSubject: 2, size: 32 };
    const { samples, source } = await readDataset(stack, 'nowhere');
    expect(source.files).to.deep.equal([]);
    expect(await fingerprintDataset(stack, 'nowhere')).to.deep.equal({ files: [] });
    expect(samples.map(({ id, subject }) => [id, subject])).to.deep.equal([
      ['test-0000_z00', 'test-0000'],
      ['test-0000_z01', 'test-0000'],
      ['test-0001_z00', 'test-0001'],
      ['test-0001_z01', 'test-0001'],
    ]);
    expect((await readDataset({ ...declaration, size: 32 }, 'nowhere')).samples[1]!.id).to.equal('test-0001');
  });

  it('are planned as any data set, by the number of their images, whole or evenly thinned', async () => {
    const workspace = workspaceAt(undefined);
    for (const [limit, count] of [
      [null, 140],
      [7, 7],
    ] as const) {
      const { planned, files } = await locateDataset(workspace, 'phantom-brain', null, 'spec');
      if ('missing' in planned) return expect.fail(planned.missing);
      expect(files).to.deep.equal([]);
      expect(planned.samples).to.equal(140);
      const stack = decodeStack(
        await stageKindNamed('dataset').run({ ...planned.params, limit }, {}, planned.location, noContext),
      );
      expect(stack).to.have.length(count);
      expect(stack[count - 1]!.subject).to.equal(limit === null ? 'test-0034' : 'test-0032');
    }
  });

  for (const [id, count] of [
    ['phantom-knee', 120],
    ['phantom-brain', 140],
    ['phantom-chest', 200],
    ['dead-leaves', 200],
  ] as const) {
    it(`declare ${id} with ${count} images for evaluation`, () => {
      const file = join(packageRoot, 'experiments', 'datasets', `${id}.json`);
      const images = withoutGroups(JSON.parse(readFileSync(file, 'utf8')));
      const set = resolveDataset(images, file) as PhantomSet;
      expect([set.id, set.split, set.subjects * set.slicesPerSubject]).to.deep.equal([id, 'test', count]);
    });
  }
});
