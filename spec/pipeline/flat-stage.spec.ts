import { expect } from 'chai';
import { flattened, linked } from '../../harness/pipeline/flat-stage.ts';
import { planExperiment } from '../../harness/pipeline/plan/experiment.ts';
import { inOrder } from '../../harness/pipeline/stage.ts';
import { contextOf, experimentOf, levels, world } from './planned.ts';

const block = { dataset: ['knee'], degradation: [levels.task], method: [levels.bicubic] };
const stages = inOrder(planExperiment(experimentOf({ cells: [block] }), contextOf(world)).measures);

describe('stages as they are sent', () => {
  it('are the same stages once they are linked again, through text as well', () => {
    const sent = JSON.parse(JSON.stringify(flattened(stages)));
    expect([...linked(sent).values()]).to.deep.equal(JSON.parse(JSON.stringify(stages)));
  });

  it('hold no stage within another', () => {
    for (const { inputs } of flattened(stages))
      for (const key of Object.values(inputs)) expect(key).to.match(/^[0-9a-f]{64}$/);
  });

  it('are refused where an input is not among them, by name', () => {
    const [first, ...rest] = flattened(stages);
    expect(() => linked(rest)).to.throw(
      `plan, stage 'degrade ${first!.label.slice('read '.length)} task': expected its input 'images' among the stages before it, got none with the key ${first!.key}; write the plan anew`,
    );
  });
});
