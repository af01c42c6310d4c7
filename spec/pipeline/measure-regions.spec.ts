import { expect } from 'chai';
import { createImage } from '../../harness/numeric/image.ts';
import { encodeStack } from '../../harness/pipeline/image-stack.ts';
import { decodeRows } from '../../harness/pipeline/row.ts';
import type { Artifact } from '../../harness/pipeline/stage.ts';
import { measureStage } from '../../harness/pipeline/stages/measure.ts';

const image = (value: number) =>
  createImage(
    1,
    2,
    2,
    Float64Array.from({ length: 4 }, () => value),
  );
const mask = createImage(1, 2, 2, Float64Array.of(1, 1, 0, 0));

const run = (scores: object, inputs: object) =>
  decodeRows(
    measureStage.run(
      { cell: 'c', scores } as never,
      inputs as never,
      '' as never,
      undefined as never,
    ) as Artifact,
  );

describe('scores of latents', () => {
  const stack = (value: number, name?: string) =>
    encodeStack([{ id: 'a', subject: 'a', image: image(value) }], name);

  it('are taken of the latents that were drawn and of those of the HR image, and of no pixels', () => {
    const inputs = {
      images: { ...stack(0.5), ...stack(0.125, 'latents') },
      reference: stack(0.25),
      latents: stack(0.375, 'latents'),
    };
    const score = { id: 'mae', metric: 'mae', convention: {} };
    const scored = (more: object) => run([{ ...score, ...more }], inputs)[0]!.value;
    expect([scored({}), scored({ of: 'latent' })]).to.deep.equal([0.25, 0.25]);
    const own = { ...inputs, self: stack(1) };
    const against = (reference: string) => run([{ ...score, reference }], own)[0]!.value;
    expect(['true-hr', 'self'].map(against)).to.deep.equal([0.25, 0.5]);
    const far = { ...inputs, latents: stack(1.125, 'latents'), reference: stack(0.5) };
    expect(run([{ ...score, of: 'latent' }], far)[0]!.value).to.equal(1);
  });

  it('and of images are refused where the other has none of the same id', () => {
    const other = encodeStack([{ id: 'b', subject: 'b', image: image(0.25) }]);
    expect(() =>
      run([{ id: 'mae', metric: 'mae', convention: {} }], { images: stack(0.5), reference: other }),
    ).to.throw(
      'c: sample a: expected an image of the same id as reference, got none; give both sets the same ids',
    );
  });
});

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
