import { expect } from 'chai';
import fc from 'fast-check';
import { createImage } from '../../harness/numeric/image.ts';
import { evenlySpaced } from '../../harness/pipeline/evenly-spaced.ts';
import { decodeStack, encodeStack } from '../../harness/pipeline/image-stack.ts';
import { referencesOf } from '../../harness/pipeline/paired-images.ts';

const item = (id: string, value = 0) => ({
  id,
  subject: id,
  image: createImage(1, 1, 2, Float64Array.of(value, 0.5)),
});

describe('images of a stage', () => {
  it('are taken from the middle of equal parts where fewer are wanted', () => {
    const ten = Array.from({ length: 10 }, (_, i) => i);
    expect(evenlySpaced(ten, 3)).to.deep.equal([1, 5, 8]);
    expect(evenlySpaced(ten, 1)).to.deep.equal([5]);
    expect(evenlySpaced(ten, 10)).to.deep.equal(ten);
  });

  it('meet the references of their names, in whatever order these are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 8 }),
        (ids) => {
          const references = [...ids].sort().map((id) => item(id));
          const met = referencesOf(
            'here',
            ids.map((id) => item(id)),
            references,
          );
          expect(met.map(({ id }) => id)).to.deep.equal(ids);
        },
      ),
    );
    expect(() => referencesOf('here', [item('a')], [item('b')])).to.throw(/sample a/);
  });

  it('keep the values of networks, which are single precision, to the last bit', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true, min: -2, max: 2 }), (value) => {
        const kept = decodeStack(encodeStack([item('a', value)]));
        expect(kept[0]!.image.data[0]).to.equal(value);
      }),
    );
  });
});
