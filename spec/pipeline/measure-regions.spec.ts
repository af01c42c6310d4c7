import { expect } from 'chai';
import { createImage } from '../../harness/numeric/image.ts';
import { encodeStack } from '../../harness/pipeline/image-stack.ts';
import { decodeRows } from '../../harness/pipeline/row.ts';
import { measureStage } from '../../harness/pipeline/stages/measure.ts';

const image = (value: number) =>
  createImage(
    1,
    2,
    2,
    Float64Array.from({ length: 4 }, () => value),
  );
const mask = createImage(1, 2, 2, Float64Array.of(1, 1, 0, 0));

describe('scores of a region', () => {
  it('are taken of the images that have a mask, and of no other in its place', async () => {
    const items = (value: number, masked: boolean) =>
      encodeStack(
        ['a', 'b'].map((id) => ({
          id,
          subject: id,
          image: image(value),
          ...(masked && id === 'b' && { mask }),
        })),
      );
    const scores = [
      { id: 'psnr', metric: 'psnr', convention: {} },
      { id: 'inside', metric: 'region-psnr', convention: { region: 'inside' }, masked: true },
    ];
    const rows = decodeRows(
      await measureStage.run(
        { cell: 'c', scores } as never,
        { images: items(0.5, false), reference: items(0.25, true) } as never,
        '' as never,
        undefined as never,
      ),
    );
    expect(rows.map(({ sample, score }) => `${sample} ${score}`)).to.deep.equal([
      'a psnr',
      'b psnr',
      'b inside',
    ]);
    expect(rows[2]!.value).to.be.closeTo(10 * Math.log10(16), 1e-6);
  });
});
