import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { restorerAssets } from '../../harness/baselines/method.ts';
import { declared } from '../../harness/networks/declared.ts';
import { publishedRestorer, restorerWeights } from '../../harness/networks/published-restorers.ts';
import { count } from '../../harness/networks/shapes.ts';
import { InputError } from '../../harness/numeric/input-error.ts';

/** In millions, as reported: 16.7 for RRDBNet, 11.9 and 28 for SwinIR; of the light one the later papers' 930k, for 897k in its own. */
const parameters: Readonly<Record<string, number>> = {
  'esrgan-x4': 16.7,
  'real-esrgan-x4plus': 16.7,
  'swinir-m-x2': 11.75,
  'swinir-m-x4': 11.9,
  'swinir-m-x8': 12.05,
  'swinir-lightweight-x4': 0.93,
  'swinir-real-l-x4': 28.01,
};

describe('published restorers', () => {
  it('are all assets', () => {
    const { assets } = JSON.parse(
      readFileSync(new URL('../../experiments/assets.json', import.meta.url), 'utf8'),
    ) as { assets: { id: string }[] };
    expect(assets.map(({ id }) => id)).to.include.members([...restorerAssets]);
  });

  for (const id of restorerAssets) {
    it(`${id} has the parameters that its authors report, and enlarges by its factor`, () => {
      const { network, factor } = publishedRestorer(id);
      const found = declared(network, { image: [1, 3, 9, 7] });
      expect(found.outputs['enlarged']).to.deep.equal([1, 3, 9 * factor, 7 * factor]);
      const values = found.parameters.reduce((sum, { shape }) => sum + count(shape), 0);
      expect(values / 1e6).to.be.closeTo(parameters[id]!, 0.005 * parameters[id]!);
    });
  }

  it('take the weights by the names of either of the published forms of RRDBNet', () => {
    const { parameters: wanted } = declared(publishedRestorer('real-esrgan-x4plus').network, {
      image: [1, 3, 8, 8],
    });
    const later = new Map(
      wanted.map(({ name, shape }) => [
        name
          .replace(/^RRDB_trunk\.(\d+)\.RDB(\d)\./, 'body.$1.rdb$2.')
          .replace(/^trunk_conv\./, 'conv_body.')
          .replace(/^upconv([12])\./, 'conv_up$1.')
          .replace(/^HRconv\./, 'conv_hr.'),
        { shape, data: new Float32Array(0) },
      ]),
    );
    expect(restorerWeights('real-esrgan-x4plus', later, 'x.pth').size).to.equal(wanted.length);
    later.delete('conv_hr.weight');
    expect(() => restorerWeights('real-esrgan-x4plus', later, 'x.pth')).to.throw(
      InputError,
      '1 missing: HRconv.weight',
    );
  });
});
