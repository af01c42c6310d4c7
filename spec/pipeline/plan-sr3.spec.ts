import { expect } from 'chai';
import { tinySr3 } from '../training/tiny-trainings.ts';
import { levels, only, phantom, planOf, stagesOf, world } from './planned.ts';

const cell = { dataset: ['knee'], degradation: [levels.task], method: [levels.sr3] };

describe('the plan of SR3', () => {
  it('trains it on the training set of what it restores, for the same degradation', () => {
    const plan = planOf({ cells: [cell] });
    const training = only(plan, 'train-sr3');
    expect(training.label).to.equal('train restorer sr3 for knees');
    expect(training.inputs['images']!.label).to.equal('read knees-train');
    expect(training.inputs['low']!.label).to.equal('degrade knees-train task');
    const restoring = only(plan, 'restore-sr3');
    expect(restoring.inputs['restorer']!.key).to.equal(training.key);
    expect(restoring.inputs['images']!.label).to.equal('read knees');
    expect(stagesOf(plan).map(({ kind }) => kind)).to.not.include.members(['encode', 'condition']);
  });

  it('costs a call of its network for every step, and trains alike whatever draws with it', () => {
    const plan = planOf({ cells: [cell] });
    expect(only(plan, 'restore-sr3').calls).to.equal(4);
    const sampler = { ...tinySr3.sampler, steps: 8 };
    const other = planOf(
      { cells: [cell] },
      { restorers: { ...world.restorers, sr3: { ...tinySr3, sampler } } },
    );
    expect(only(other, 'train-sr3').key).to.equal(only(plan, 'train-sr3').key);
    expect(only(other, 'restore-sr3').key).to.not.equal(only(plan, 'restore-sr3').key);
    expect(only(other, 'restore-sr3').flop! / only(plan, 'restore-sr3').flop!).to.be.closeTo(2, 1e-12);
  });

  it('lacks it where a set names nothing to train on', () => {
    const { training: _, ...use } = (phantom('knees') as { use: { training?: string } }).use;
    const knees = phantom('knees', { use } as object);
    const { missing } = planOf({ cells: [cell] }, { datasets: { ...world.datasets, knees } });
    expect(missing).to.deep.equal(['needs a training set for knees']);
  });
});
