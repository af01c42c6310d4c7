import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { readImage } from '../../../harness/edges/files/read-image.ts';
import { lpipsDistance } from '../../../harness/edges/tensor/lpips.ts';
import { onnxEngine } from '../../../harness/edges/tensor/onnx-engine.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const folder = [process.env['LATENT_SR_ASSETS'], join(root, '..', 'shared', 'assets')].find(
  (candidate) => candidate !== undefined && existsSync(join(candidate, 'lpips-alex-v0.1.safetensors')),
);

describe('lpips with the published weights', () => {
  const examples = { ex_p0: 0.722, ex_p1: 0.138 };
  for (const [name, printed] of Object.entries(examples)) {
    it(`of ${name} and ex_ref is the ${printed} that its authors print (needs the asset lpips-alex-v0.1)`, async function () {
      if (folder === undefined) this.skip();
      const image = (file: string) => readImage(join(folder, 'lpips-examples', `${file}.png`));
      const weights = [join(folder, 'lpips-alex-v0.1.safetensors')];
      const engine = onnxEngine({ threads: 1 });
      const distance = await lpipsDistance(
        engine,
        weights,
        await image(name),
        await image('ex_ref'),
        'outside',
      );
      expect(distance.toFixed(3)).to.equal(`${printed}`);
    });
  }

  it('of an image and itself is 0 (needs the asset lpips-alex-v0.1)', async function () {
    if (folder === undefined) this.skip();
    const image = await readImage(join(folder, 'lpips-examples', 'ex_ref.png'));
    const weights = [join(folder, 'lpips-alex-v0.1.safetensors')];
    expect(await lpipsDistance(onnxEngine({ threads: 1 }), weights, image, image, 'inside')).to.equal(0);
  });
});
