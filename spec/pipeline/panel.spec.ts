import { expect } from 'chai';
import { createImage } from '../../harness/numeric/image.ts';
import { encodeStack } from '../../harness/pipeline/image-stack.ts';
import { encodeRows } from '../../harness/pipeline/row.ts';
import { decodePanel, panelStage } from '../../harness/pipeline/stages/panel.ts';
import { noContext } from './stage-context.ts';

const ids = ['a', 'b', 'c', 'd'];
/** Images of one value each: the given one, and as much more for each further id as its place. */
const stackOf = (value: number) =>
  encodeStack(
    ids.map((id, i) => ({
      id,
      subject: id,
      image: createImage(1, 2, 2, new Float64Array(4).fill((value + i) / 16)),
    })),
  );
const rows = (cell: string, values: readonly number[], score = 'psnr') =>
  encodeRows(ids.map((sample, i) => ({ cell, sample, subject: sample, score, value: values[i]! })));
const inputs = {
  reference: stackOf(0),
  low0: stackOf(1),
  images0: stackOf(2),
  'rows0.0': rows('sr', [30, Number.POSITIVE_INFINITY, 20, 40]),
  'rows0.1': rows('sr', [1, 2, 3, 4], 'mae'),
  low1: stackOf(3),
  images1: stackOf(4),
  'rows1.0': rows('ae', [1, 2, 3, 4]),
  floor: stackOf(0.5),
  reconstruction0: stackOf(6),
};
const cells = ['sr', 'ae'].map((id) => ({ id, levels: { method: id } }));
const panelOf = async (sample: unknown, more: object = {}) =>
  decodePanel(await panelStage.run({ sample, cells, ...more } as never, inputs, '', noContext));

describe('a panel', () => {
  it('is one sample: HR, and of each cell LR and SR with the scores of that very sample', async () => {
    const { sample, items } = await panelOf('b');
    expect(sample).to.equal('b');
    expect(
      items.map(({ role, cell, image, scores }) => [role, cell, 16 * image.data[0]!, scores]),
    ).to.deep.equal([
      ['hr', '', 1, {}],
      ['lr', 'sr', 2, {}],
      ['sr', 'sr', 3, { psnr: 'Infinity', mae: 2 }],
      ['lr', 'ae', 4, {}],
      ['sr', 'ae', 5, { psnr: 2 }],
    ]);
    expect(items[2]).to.not.have.property('threshold');
  });

  it('is of the sample that ranks so by a score of the first cell', async () => {
    const ranked = async (rank: string, score: string) => (await panelOf({ rank, score })).sample;
    expect(
      await Promise.all(['lowest', 'median', 'highest'].map((rank) => ranked(rank, 'psnr'))),
    ).to.deep.equal(['c', 'd', 'b']);
    expect(await ranked('median', 'mae')).to.equal('c');
  });

  it('has reconstructions after the cells, and thresholds where maps of hallucination are asked for', async () => {
    const { items } = await panelOf('a', {
      reconstructions: ['medical'],
      hallucination: { floor: 'medical', k: 2 },
    });
    expect(items.at(-1)).to.deep.include({
      role: 'reconstruction',
      cell: '',
      levels: { autoencoder: 'medical' },
    });
    expect(16 * items.at(-1)!.image.data[0]!).to.equal(6);
    expect(items.map((item) => 'threshold' in item)).to.deep.equal([false, false, true, false, true, false]);
  });

  it('is refused by what its sample or score is not among', async () => {
    for (const [sample, message] of [
      ['e', 'panel: expected a sample among a, b, c, d, got "e"; correct the sample of the panel'],
      [{ rank: 'lowest', score: 'ssim' }, 'panel: expected rows of the score ssim, got none; name a score'],
    ] as const) {
      const fault = await panelOf(sample).then(String, String);
      expect(fault).to.include(message);
    }
  });
});
