import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { tinyDiffir } from '../training/tiny-trainings.ts';
import { kindsOf, levels, only, phantom, planOf, world } from './planned.ts';

const cellOf = (...methods: ('diffir' | 'diffir-truth')[]) => ({
  dataset: ['knee'],
  degradation: [levels.task],
  method: methods.map((method) => levels[method]),
});

describe('the plan of DiffIR', () => {
  it('trains its stages one after the other on the training set of what it restores', () => {
    const plan = planOf({ cells: [cellOf('diffir')] });
    const [first, second] = [only(plan, 'train-diffir-truth'), only(plan, 'train-diffir')];
    expect([first.label, second.label]).to.deep.equal([
      'train restorer diffir-truth for knees',
      'train restorer diffir for knees',
    ]);
    expect(second.inputs['pretrained']!.key).to.equal(first.key);
    for (const { inputs } of [first, second]) {
      expect(inputs['images']!.label).to.equal('read knees-train');
      expect(inputs['low']!.label).to.equal('degrade knees-train task');
    }
    const restoring = only(plan, 'restore-diffir');
    expect(restoring.inputs['restorer']!.key).to.equal(second.key);
    expect(restoring.params['recipe']).to.have.nested.property('diffusion.schedule.steps', 4);
    expect(second.flop! / first.flop!).to.be.within(0.5, 2);
  });

  it('shares the first stage with cells that restore by it, which diffuse nothing', () => {
    const plan = planOf({ cells: [cellOf('diffir', 'diffir-truth')] });
    const first = only(plan, 'train-diffir-truth');
    expect(kindsOf(plan).filter((kind) => kind === 'restore-diffir')).to.have.length(2);
    const alone = only(planOf({ cells: [cellOf('diffir-truth')] }), 'restore-diffir');
    expect(alone.inputs['restorer']!.key).to.equal(first.key);
    expect(alone.params['recipe']).to.have.property('diffusion', null);
  });

  it('refuses to go on from a restorer of another kind, naming the file', () => {
    const restorers = { ...world.restorers, diffir: { ...tinyDiffir, pretrained: 'swinir' } };
    expect(() => planOf({ cells: [cellOf('diffir')] }, { restorers })).to.throw(
      InputError,
      'experiments/restorers/diffir.json /pretrained: expected the role of a restorer of kind diffir-truth, got swinir, of kind swinir; name the first stage that it goes on from',
    );
  });

  it('lacks it where a set names nothing to train on', () => {
    const { training: _, ...use } = (phantom('knees') as { use: { training?: string } }).use;
    const knees = phantom('knees', { use } as object);
    const { missing } = planOf({ cells: [cellOf('diffir')] }, { datasets: { ...world.datasets, knees } });
    expect(missing).to.deep.equal(['needs a training set for knees']);
  });
});
