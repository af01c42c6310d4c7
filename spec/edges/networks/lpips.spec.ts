import { join } from 'node:path';
import { expect } from 'chai';
import { onnxEngine } from '../../../harness/edges/engines/onnx/engine.ts';
import { readImage } from '../../../harness/edges/files/images/read-image.ts';
import { openLpips, readLpipsWeights } from '../../../harness/edges/networks/lpips.ts';
import { createImage, type Image } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';
import { type Case, oracle, pairOf } from '../../metrics/oracle-inputs.ts';
import { lpipsFolder, lpipsPaths } from './lpips-asset.ts';

type LpipsCase = Case & { readonly metric: string; readonly outside: number; readonly inside: number };

describe('lpips with the published weights', () => {
  const open = (folder: string, epsilon: 'outside' | 'inside' = 'outside') =>
    openLpips(onnxEngine({ threads: 1 }), readLpipsWeights(lpipsPaths(folder)), epsilon);

  const examples = { ex_p0: 0.722, ex_p1: 0.138 };
  for (const [name, printed] of Object.entries(examples)) {
    it(`of ${name} and ex_ref is the ${printed} that its authors print (needs the asset lpips-alex-v0.1)`, async function () {
      if (lpipsFolder === undefined) this.skip();
      const image = (file: string) => readImage(join(lpipsFolder!, 'lpips-examples', `${file}.png`));
      const [distance] = await open(lpipsFolder)([await image(name)], [await image('ex_ref')]);
      expect(distance!.toFixed(3)).to.equal(`${printed}`);
    });
  }

  it("is the authors' library's, and torchmetrics', at 64x64 and other small sizes in one call (needs the asset lpips-alex-v0.1)", async function () {
    if (lpipsFolder === undefined) this.skip();
    const cases = oracle<LpipsCase>('network-metrics').filter(({ metric }) => metric === 'lpips');
    expect(cases.length).to.be.at.least(40);
    const pairs = cases.map(pairOf);
    const [images, references] = [pairs.map(({ image }) => image), pairs.map(({ reference }) => reference)];
    for (const epsilon of ['outside', 'inside'] as const) {
      const distances = await open(lpipsFolder, epsilon)(images, references);
      cases.forEach((given, i) => {
        const size = Math.max(given[epsilon], 0.01);
        expect(distances[i], `${given.seed} ${epsilon}`).to.be.closeTo(given[epsilon], 1e-4 * size);
      });
    }
  });

  it('of an image and itself is 0, and of an image alone what it is among others (needs the asset lpips-alex-v0.1)', async function () {
    if (lpipsFolder === undefined) this.skip();
    const images = Array.from({ length: 37 }, (_, i) => wave(64, 64, i));
    const references = images.map((image, i) => (i === 5 ? image : wave(64, 64, i + 0.3)));
    const distances = await open(lpipsFolder)(images, references);
    expect(distances[5]).to.equal(0);
    for (const i of [0, 20, 36]) {
      const [alone] = await open(lpipsFolder)([images[i]!], [references[i]!]);
      expect(distances[i]).to.be.closeTo(alone!, 1e-6);
    }
  });

  it('refuses images below 32 pixels and pairs of two sizes (needs the asset lpips-alex-v0.1)', async function () {
    if (lpipsFolder === undefined) this.skip();
    const lpips = open(lpipsFolder);
    const failing = async (image: Image, reference: Image) =>
      lpips([image], [reference]).then(
        () => expect.fail('no error'),
        (error: unknown) => error,
      );
    const small = await failing(wave(31, 64, 1), wave(31, 64, 2));
    expect(small).to.be.instanceOf(InputError);
    expect(String(small)).to.contain('lpips: expected images of at least 32x32 pixels');
    expect(String(await failing(wave(32, 64, 1), wave(64, 32, 2)))).to.contain('two images of one shape');
    expect((await lpips([wave(32, 32, 1)], [wave(32, 32, 2)]))[0]).to.be.above(0);
  });
});

function wave(height: number, width: number, phase: number): Image {
  const data = Float64Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    return 0.5 + 0.4 * Math.sin(phase + x / 5) * Math.cos(phase * 2 + y / 7);
  });
  return createImage(1, height, width, data);
}
