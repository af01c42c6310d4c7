import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { tinyDenoiser, tinyDistilled, tinyVariation } from '../training/tiny-trainings.ts';
import { only, planOf, srBlock, type World, world } from './planned.ts';

/** A world with a variation of x0, and what else denoisers are. */
const varied = (changes: World['denoisers'] = {}): Partial<World> => {
  const denoisers = { ...world.denoisers, aware: tinyVariation, ...changes };
  return {
    denoisers,
    profile: {
      denoisers: {
        published: 'asset',
        none: null,
        ...Object.fromEntries(Object.keys(denoisers).map((id) => [id, id])),
      },
    },
  };
};
const planned = (denoiser: string, changes: World['denoisers'] = {}) =>
  planOf({ cells: [{ ...srBlock, denoiser: [denoiser] }] }, varied(changes));

describe('the plan of a variation of a denoiser', () => {
  it('trains it as the other, on the same latents, but for the one thing', () => {
    const [own, other] = [only(planned('aware'), 'train-variation'), only(planned('x0'), 'train-denoiser')];
    expect(own.label).to.equal('train denoiser aware of knees medical, seeds 0 0');
    expect(own.params).to.deep.equal({
      ...other.params,
      recipe: { ...(other.params['recipe'] as object), subbands: tinyVariation.subbands },
    });
    for (const role of ['clean', 'condition'])
      expect(own.inputs[role]!.key).to.equal(other.inputs[role]!.key);
    expect([own.work, own.flop]).to.deep.equal([other.work, other.flop]);
  });

  it('draws with it as with the other, of which nothing is trained', () => {
    const [own, other] = [planned('aware'), planned('x0')].map((plan) => only(plan, 'sample'));
    expect(own!.params).to.deep.equal(other!.params);
    expect(own!.inputs['denoiser']!.kind).to.equal('train-variation');
  });

  it('refuses one of a student, of a published denoiser and of itself', () => {
    const refused = (of: string, kind: string) =>
      expect(() => planned('aware', { two: { ...tinyDistilled }, aware: { ...tinyVariation, of } })).to.throw(
        InputError,
        `experiments/denoisers/aware.json /of: expected a denoiser of kind scale, got ${of}, of kind ${kind}; name the role of another`,
      );
    refused('two', 'distilled');
    refused('published', 'published');
    refused('aware', 'variation');
  });

  it('may be drawn under classifier-free guidance where its condition was dropped, in two calls for one', () => {
    const dropped = { kind: 'variation', of: 'x0', dropped: 0.1 };
    const method = [{ id: 'w', kind: 'classifier-free-diffusion', guidance: 1.5 }];
    const guided = (denoiser: string) =>
      planOf({ cells: [{ ...srBlock, method, denoiser: [denoiser] }] }, varied({ dropped }));
    const [own, plain] = [only(guided('dropped'), 'sample'), only(planned('x0'), 'sample')];
    expect(own.params).to.deep.equal({ ...plain.params, guidance: 1.5 });
    expect([own.calls, own.inputs['denoiser']!.kind]).to.deep.equal([2 * plain.calls!, 'train-variation']);
    expect(() => guided('x0')).to.throw(
      InputError,
      'method w: expected a denoiser that was trained without its condition, too, got x0; name a denoiser of kind variation with `dropped`',
    );
  });

  it('follows every change of the other', () => {
    const changed = planned('aware', { x0: { ...tinyDenoiser, steps: 7 } });
    expect(only(changed, 'train-variation').work).to.equal(7 * tinyDenoiser.batch);
  });
});
