import { expect } from 'chai';
import { InputError } from '../../harness/numeric/input-error.ts';
import { tinyDenoiser, tinyDistilled } from '../training/tiny-trainings.ts';
import { kindsOf, only, planOf, srBlock, stagesOf, type World, world } from './planned.ts';

const two = { ...tinyDistilled, teacher: 'x0', samplingSteps: 2 };
const one = { ...tinyDistilled, teacher: 'two', samplingSteps: 1 };

/** A world whose denoisers are a teacher, a student, and the student's student. */
const taught = (changes: World['denoisers'] = {}): Partial<World> => {
  const denoisers = { ...world.denoisers, two, one, ...changes };
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
  planOf({ cells: [{ ...srBlock, denoiser: [denoiser] }] }, taught(changes));

describe('the plan of a distilled denoiser', () => {
  it('trains it on its teacher, and the teacher before it, on the same latents', () => {
    const stages = stagesOf(planned('one'));
    const students = stages.filter(({ kind }) => kind === 'train-distilled');
    const teacher = stages.find(({ kind }) => kind === 'train-denoiser')!;
    expect(students.map(({ label }) => label)).to.deep.equal([
      'train denoiser two of knees medical, seeds 0 0',
      'train denoiser one of knees medical, seeds 0 0',
    ]);
    expect(students.map(({ inputs }) => inputs['teacher']!.key)).to.deep.equal([
      teacher.key,
      students[0]!.key,
    ]);
    for (const student of students) {
      expect(student.inputs['clean']!.key).to.equal(teacher.inputs['clean']!.key);
      expect(student.inputs['condition']!.key).to.equal(teacher.inputs['condition']!.key);
    }
    const { inputs, params } = stages.find(({ kind }) => kind === 'sample')!;
    expect(inputs['denoiser']!.key).to.equal(students[1]!.key);
    const plain = stagesOf(planned('x0')).find(({ kind }) => kind === 'sample')!;
    expect(params).to.deep.equal(plain.params);
  });

  it('tells its training the geometry and the use of its teacher', () => {
    const { recipe } = only(planned('two'), 'train-distilled').params as { recipe: Record<string, unknown> };
    expect(recipe).to.include.keys('condition', 'objective', 'prediction', 'schedule', 'training');
    expect([recipe['architecture'], recipe['samplingSteps']]).to.deep.equal([tinyDenoiser.architecture, 2]);
  });

  it('costs two calls of its teacher for each step, besides the way there and back', () => {
    const [teacher, student] = ['train-denoiser', 'train-distilled'].map((kind) =>
      only(planned('two'), kind),
    );
    const { batch } = tinyDistilled;
    expect(student!.flop! / batch / (teacher!.flop! / tinyDenoiser.batch)).to.be.closeTo(5 / 3, 1e-12);
  });

  it('takes a shipped student in place of all that its training needs', () => {
    const { declaration } = only(planned('two'), 'train-distilled');
    const shipped = (wanted: string) =>
      wanted === declaration ? { folder: '/golden/two', files: { w: 'a'.repeat(64) } } : undefined;
    const plan = planOf({ cells: [{ ...srBlock, denoiser: ['two'] }] }, { ...taught(), shipped });
    expect(kindsOf(plan)).to.not.include.members(['train-denoiser']).and.to.not.include('train-distilled');
  });

  const refused = (changes: World['denoisers'], denoiser: string) => () => planned(denoiser, changes);

  it('refuses a student that does not take half of the steps, and one that is its own teacher', () => {
    expect(refused({ one: { ...one, samplingSteps: 2 } }, 'one')).to.throw(
      InputError,
      'experiments/denoisers/one.json /teacher: expected a denoiser of 4 steps, twice its own, got two, of 2; correct the teacher or the number of steps',
    );
    expect(refused({ one: { ...one, teacher: 'one' } }, 'one')).to.throw(InputError, 'got one, of 1;');
    expect(refused({ two: { ...two, teacher: 'one' } }, 'one')).to.throw(
      InputError,
      /two\.json .*got one, of 1;/,
    );
  });

  it('refuses a teacher that predicts the noise, and lacks one that is published', () => {
    expect(refused({ x0: { ...tinyDenoiser, objective: { target: 'eps' } } }, 'two')).to.throw(
      InputError,
      'experiments/denoisers/two.json /teacher: expected a teacher that predicts x0 or v, got one that predicts eps',
    );
    const { missing } = planOf(
      { cells: [{ ...srBlock, denoiser: ['two'] }] },
      { ...taught({ two: { ...two, teacher: 'published' } }), assets: ['unet-undefined-knees'] },
    );
    expect(missing).to.deep.equal(['needs a denoiser of the scale model to distil, not published']);
  });
});
