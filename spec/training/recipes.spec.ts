import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { learningRateAt } from '../../harness/diffusion/optimisers/learning-rate.ts';
import { createSchedule } from '../../harness/diffusion/schedule.ts';
import { readProfile } from '../../harness/edges/files/declarations.ts';
import { trainedProfile } from '../../harness/edges/files/default-profile.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { resolveAnyDenoiser } from '../../harness/training/any-denoiser-recipe.ts';
import { resolveAnyRestorer } from '../../harness/training/any-restorer-recipe.ts';
import {
  resolveAutoencoder,
  type ScaleAutoencoderRecipe,
} from '../../harness/training/autoencoder-recipe.ts';
import {
  resolveDenoiser,
  type ScaleDenoiserRecipe,
  timeScale,
  trainedFor,
  trainedTimeScale,
  type Unet2dRecipe,
} from '../../harness/training/denoiser-recipe.ts';
import type { DiffirRecipe } from '../../harness/training/diffir-recipe.ts';
import { distilledPrediction } from '../../harness/training/distilled-recipe.ts';
import {
  type TrainingLimit,
  type TrainingSetting,
  trainingOn,
} from '../../harness/training/recipe-training.ts';
import { resolveRestorer } from '../../harness/training/restorer-recipe.ts';
import type { Sr3Recipe } from '../../harness/training/sr3-recipe.ts';
import {
  tinyAutoencoder,
  tinyDenoiser,
  tinyDiffir,
  tinyDiffirTruth,
  tinyDistilled,
  tinyRestorer,
  tinySr3,
  tinyVariation,
} from './tiny-trainings.ts';

type Json = Record<string, unknown>;
type Resolve = (declaration: unknown, where: string, limit?: TrainingLimit) => object;

const kinds: Readonly<Record<string, { resolve: Resolve; tiny: Json }>> = {
  autoencoders: { resolve: resolveAutoencoder, tiny: tinyAutoencoder },
  denoisers: { resolve: resolveAnyDenoiser, tiny: tinyDenoiser },
  restorers: { resolve: resolveAnyRestorer, tiny: tinyRestorer },
};
const droppedVariation = { kind: 'variation', of: 'x0', dropped: 0.1 };
const experiments = new URL('../../experiments/', import.meta.url);
const workspace = workspaceAt(undefined, {});
const idsIn = (folder: string) =>
  readdirSync(new URL(folder, experiments)).map((file) => file.replace('.json', ''));
const declared = (path: string) =>
  JSON.parse(readFileSync(new URL(`${path}.json`, experiments), 'utf8')) as Json;
const trainingOf = (recipe: object) => (recipe as { training: TrainingSetting }).training;

/** A copy with one value replaced, or taken out where it is undefined. */
function changed(declaration: Json, path: string, value: unknown): Json {
  const copy = structuredClone(declaration);
  const keys = path.split('/');
  const inner = keys.slice(0, -1).reduce((at, key) => at[key] as Json, copy);
  if (value === undefined) delete inner[keys.at(-1)!];
  else inner[keys.at(-1)!] = value;
  return copy;
}

/** Where a declaration is at fault. */
function faultOf(resolve: Resolve, declaration: unknown): string {
  try {
    resolve(declaration, 'file.json');
  } catch (error) {
    if (error instanceof InputError) return error.fault.where;
    throw error;
  }
  return 'no fault';
}

for (const [folder, { resolve, tiny }] of Object.entries(kinds)) {
  describe(`recipes of ${folder}`, () => {
    for (const id of idsIn(folder)) {
      it(`${id} resolves to complete plain data, and is called by its file's name`, () => {
        const recipe = resolve(declared(`${folder}/${id}`), id);
        expect(declared(`${folder}/${id}`)['id']).to.equal(id);
        expect(JSON.parse(JSON.stringify(recipe))).to.deep.equal(recipe);
      });
    }

    it('are the same with and without id and title', () => {
      const named = { ...tiny, $schema: 's', id: 'tiny', title: 'Tiny' };
      expect(resolve(named, 'w')).to.deep.equal(resolve(tiny, 'w'));
    });

    it('are trained for no more steps than a profile allows, and anneal to their end', () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (steps, most) => {
          const training = trainingOf(resolve({ ...tiny, steps }, 'w', { steps: most }));
          expect(training.steps).to.equal(Math.min(steps, most));
          expect(training.optimiser.learningRate.annealing!.periods).to.equal(training.steps);
          expect(
            learningRateAt({ ...training.optimiser.learningRate, warmUp: 0 }, training.steps),
          ).to.be.closeTo(training.optimiser.learningRate.annealing!.to, 1e-15);
        }),
      );
    });

    it('anneal to their end in periods of several steps, too', () => {
      const training = trainingOf(
        resolve(changed({ ...tiny, steps: 95 }, 'optimiser/learningRate/annealing/stepsPerPeriod', 10), 'w'),
      );
      const { learningRate } = training.optimiser;
      expect(learningRateAt(learningRate, 95)).to.be.above(learningRate.annealing!.to);
      expect(learningRateAt(learningRate, 100)).to.be.closeTo(learningRate.annealing!.to, 1e-15);
    });

    it('keep declared periods of annealing, and a constant rate where none is declared', () => {
      const periods = changed(tiny, 'optimiser/learningRate/annealing/periods', 77);
      expect(
        trainingOf(resolve(periods, 'w', { steps: 2 })).optimiser.learningRate.annealing!.periods,
      ).to.equal(77);
      for (const none of [undefined, null]) {
        const constant = changed(tiny, 'optimiser/learningRate/annealing', none);
        expect(trainingOf(resolve(constant, 'w')).optimiser.learningRate.annealing).to.equal(null);
      }
    });

    const faults: readonly [string, unknown, string?][] = [
      ['colour', 1],
      ['kind', 'large'],
      ['steps', 0],
      ['steps', undefined],
      ['steps', 1.5],
      ['batch', 0],
      ['architecture', 3],
      ['architecture/depth', 3],
      ['optimiser', 'adam'],
      ['optimiser', undefined],
      ['optimiser/kind', 'sgd'],
      ['optimiser/momentum', 1],
      ['optimiser/learningRate', 0.1],
      ['optimiser/learningRate/peak', 0],
      ['optimiser/learningRate/annealing', 5],
      ['optimiser/learningRate/annealing/until', 5],
    ];
    for (const [path, value] of faults) {
      it(`refuse ${path} ${JSON.stringify(value) ?? 'left out'}, naming its place`, () => {
        expect(faultOf(resolve, changed(tiny, path, value))).to.equal(`file.json /${path}`);
      });
    }
  });
}

describe('recipes of networks', () => {
  const faults: readonly [Resolve, Json, string, unknown][] = [
    [resolveAutoencoder, tinyAutoencoder, 'data', []],
    [resolveAutoencoder, tinyAutoencoder, 'data', 'tiny'],
    [resolveAutoencoder, tinyAutoencoder, 'data', ['tiny', 5]],
    [resolveAutoencoder, tinyAutoencoder, 'standardisedOver', 0],
    [resolveAutoencoder, tinyAutoencoder, 'architecture/widths', []],
    [resolveAutoencoder, tinyAutoencoder, 'architecture/widths', [4, 0]],
    [resolveAutoencoder, tinyAutoencoder, 'architecture/widths', [4, 1.5]],
    [resolveDenoiser, tinyDenoiser, 'architecture/channels', 7],
    [resolveDenoiser, tinyDenoiser, 'architecture/timeChannels', 1],
    [resolveAutoencoder, tinyAutoencoder, 'flips', 'yes'],
    [resolveAutoencoder, tinyAutoencoder, 'latentNoise', -1],
    [resolveAutoencoder, { kind: 'published', asset: 'a' }, 'steps', 5],
    [resolveAutoencoder, { kind: 'published' }, 'asset', undefined],
    [resolveDenoiser, tinyDenoiser, 'condition/mode', 'blind'],
    [resolveDenoiser, tinyDenoiser, 'condition/scale', 1],
    [resolveDenoiser, tinyDenoiser, 'condition/pixelScale', 0],
    [resolveDenoiser, tinyDenoiser, 'objective/target', 'y'],
    [resolveDenoiser, tinyDenoiser, 'schedule/stpes', 20],
    [resolveDenoiser, tinyDenoiser, 'prediction', { clip: 4 }],
    [resolveDenoiser, tinyDenoiser, 'prediction', 5],
    [resolveDenoiser, tinyDenoiser, 'prediction', { target: 'eps' }],
    [resolveDenoiser, tinyDenoiser, 'ema/decay', 1],
    [resolveDenoiser, tinyDenoiser, 'ema/warmUp', 'yes'],
    [resolveDenoiser, tinyDenoiser, 'ema', undefined],
    [resolveAnyDenoiser, tinyDistilled, 'teacher', undefined],
    [resolveAnyDenoiser, tinyDistilled, 'samplingSteps', 0],
    [resolveAnyDenoiser, tinyDistilled, 'architecture', {}],
    [resolveAnyDenoiser, tinyDistilled, 'ema', { decay: 0 }],
    [resolveAnyDenoiser, tinyVariation, 'of', undefined],
    [resolveAnyDenoiser, tinyVariation, 'steps', 5],
    [resolveAnyDenoiser, tinyVariation, 'subbands', [1]],
    [resolveAnyDenoiser, tinyVariation, 'subbands', [1, 0]],
    [resolveAnyDenoiser, tinyVariation, 'subbands', ['1', 2]],
    [resolveAnyDenoiser, tinyVariation, 'subbands', 2],
    [resolveAnyDenoiser, droppedVariation, 'dropped', 0],
    [resolveAnyDenoiser, droppedVariation, 'dropped', 1],
    [resolveRestorer, tinyRestorer, 'architecture/depths', []],
    [resolveRestorer, tinyRestorer, 'architecture/depths', [2, 0]],
    [resolveRestorer, tinyRestorer, 'architecture/depths', [2, 1.5]],
    [resolveRestorer, tinyRestorer, 'data', ['tiny']],
    [resolveRestorer, tinyRestorer, 'patch', 0],
    [resolveAnyRestorer, tinySr3, 'patch', 1],
    [resolveAnyRestorer, tinySr3, 'sampler', undefined],
    [resolveAnyRestorer, tinySr3, 'sampler/steps', 0],
    [resolveAnyRestorer, tinySr3, 'architecture/channels', 7],
    [resolveAnyRestorer, tinySr3, 'schedule/lastBeta', 2],
    [resolveAnyRestorer, tinySr3, 'ema', undefined],
    [resolveAnyRestorer, tinySr3, 'steps', 0],
    [resolveAnyRestorer, tinySr3, 'colour', 1],
    [resolveAnyRestorer, tinyDiffirTruth, 'architecture/blocks', [1]],
    [resolveAnyRestorer, tinyDiffirTruth, 'architecture/heads', [1, 0]],
    [resolveAnyRestorer, tinyDiffirTruth, 'architecture/channels', 5],
    [resolveAnyRestorer, tinyDiffirTruth, 'architecture/prior/length', 0],
    [resolveAnyRestorer, tinyDiffirTruth, 'architecture/prior/blocks', -1],
    [resolveAnyRestorer, tinyDiffirTruth, 'architecture/prior/width', 1],
    [resolveAnyRestorer, tinyDiffirTruth, 'architecture/depth', 3],
    [resolveAnyRestorer, tinyDiffirTruth, 'patch', 8],
    [resolveAnyRestorer, tinyDiffir, 'pretrained', undefined],
    [resolveAnyRestorer, tinyDiffir, 'architecture', {}],
    [resolveAnyRestorer, tinyDiffir, 'layers', -1],
    [resolveAnyRestorer, tinyDiffir, 'schedule', { kind: 'cosine', steps: 4 }],
    [resolveRestorer, { kind: 'published', asset: 'a' }, 'patch', 8],
    [resolveRestorer, { kind: 'published' }, 'asset', undefined],
  ];
  for (const [resolve, tiny, path, value] of faults) {
    it(`refuse ${path} ${JSON.stringify(value) ?? 'left out'} of ${resolve.name.slice(7).toLowerCase()}s`, () => {
      const place = faultOf(resolve, changed(tiny, path, value));
      expect(place).to.match(new RegExp(`^file[.]json /${path}(/|$)`));
    });
  }

  it('take the smallest values that they may', () => {
    for (const [resolve, tiny, path, value] of [
      [resolveAutoencoder, tinyAutoencoder, 'standardisedOver', 1],
      [resolveAutoencoder, tinyAutoencoder, 'architecture/widths', [1]],
      [resolveAutoencoder, tinyAutoencoder, 'architecture/latentChannels', 1],
      [resolveDenoiser, tinyDenoiser, 'architecture/channels', 8],
      [resolveDenoiser, tinyDenoiser, 'architecture/timeChannels', 2],
      [resolveRestorer, tinyRestorer, 'architecture/depths', [1]],
      [resolveRestorer, tinyRestorer, 'patch', 1],
      [resolveAutoencoder, tinyAutoencoder, 'steps', 1],
      [resolveAutoencoder, tinyAutoencoder, 'batch', 1],
    ] as [Resolve, Json, string, unknown][])
      expect(faultOf(resolve, changed(tiny, path, value)), path).to.equal('no fault');
  });

  it('say what stands where a list is expected', () => {
    for (const [resolve, tiny, path] of [
      [resolveAutoencoder, tinyAutoencoder, 'data'],
      [resolveAutoencoder, tinyAutoencoder, 'architecture/widths'],
      [resolveRestorer, tinyRestorer, 'architecture/depths'],
    ] as [Resolve, Json, string][])
      for (const [value, got] of [
        [undefined, 'nothing'],
        [0, '0'],
        [[-1], '[-1]'],
      ] as const)
        expect(() => resolve(changed(tiny, path, value), 'file.json')).to.throw(`got ${got};`);
  });

  it('of the published kind tell the network times as they are, those of the scale model from 0 to 1', () => {
    const unet = {
      kind: 'unet-2d',
      epochs: 2,
      batch: 2,
      optimiser: tinyDenoiser.optimiser,
      ema: { decay: 0 },
    };
    const { training, ...published } = resolveDenoiser(unet, 'w') as Unet2dRecipe;
    expect(trainedTimeScale({ ...published, training: trainingOn(4, training) })).to.equal(1);
    const { kind: _, ...scale } = resolveDenoiser(tinyDenoiser, 'w') as ScaleDenoiserRecipe;
    expect(trainedTimeScale(scale)).to.equal(19);
  });

  it('of a flow have neither schedule nor prediction, and refuse one', () => {
    const flow = changed(changed(tinyDenoiser, 'objective', { target: 'flow' }), 'schedule', undefined);
    const recipe = resolveDenoiser(flow, 'file.json');
    expect([recipe.schedule, recipe.prediction]).to.deep.equal([null, null]);
    expect(trainedFor(recipe)).to.deep.equal({ kind: 'flow', time: 1000 });
    expect(timeScale(recipe)).to.equal(999);
    expect(faultOf(resolveDenoiser, { ...flow, schedule: { kind: 'cosine' } })).to.equal(
      'file.json /schedule',
    );
    expect(faultOf(resolveDenoiser, { ...flow, prediction: {} })).to.equal('file.json /prediction');
  });

  it('of a denoiser tell the network times from 0 to 1', () => {
    const recipe = resolveDenoiser(tinyDenoiser, 'w');
    const trained = trainedFor(recipe);
    if (trained.kind !== 'diffusion') throw new Error('a flow');
    expect(trained.schedule.alphas.length - 1).to.equal(timeScale(recipe));
    expect(trained.prediction).to.deep.equal({ target: 'x0' });
    const fraction = { ...tinyDenoiser, objective: { target: 'flow', time: 'fraction' } };
    expect(timeScale(resolveDenoiser(changed(fraction, 'schedule', undefined), 'w'))).to.equal(1);
  });

  it('of SR3 are a denoiser of the noise in L1, whose estimates are bounded to the range of images', () => {
    const { objective, prediction, schedule, sampler } = resolveAnyRestorer(tinySr3, 'w') as Sr3Recipe;
    expect(objective).to.deep.equal({ target: 'eps', distance: 'l1', weight: 'none' });
    expect(prediction).to.deep.equal({ target: 'eps', signalFloor: 0, clip: 1 });
    expect([schedule!.steps, sampler.kind]).to.deep.equal([20, 'ancestral']);
  });

  it('of DiffIR go through four levels, the last almost pure noise, where they say nothing', () => {
    const { schedule, layers } = resolveAnyRestorer(
      { ...tinyDiffir, layers: undefined },
      'w',
    ) as DiffirRecipe;
    expect(schedule).to.deep.equal({ kind: 'linear', steps: 4, firstBeta: 0.1, lastBeta: 0.99 });
    expect(layers).to.equal(2);
    const none = resolveAnyRestorer({ ...tinyDiffir, layers: 0 }, 'file.json') as DiffirRecipe;
    expect(none.layers).to.equal(0);
    expect(createSchedule(schedule).alphas.at(-1)).to.be.closeTo(
      0.9 * (0.9 - 0.89 / 3) * (0.9 - 1.78 / 3) * 0.01,
      1e-15,
    );
  });

  it('of students are what their teachers are: of x0 or v, never of noise or a flow', () => {
    const use = (objective: object) => resolveDenoiser({ ...tinyDenoiser, objective }, 'w');
    expect(distilledPrediction(use({ target: 'v' }), 'w')).to.deep.equal({ target: 'v' });
    expect(distilledPrediction(use({ target: 'x0' }), 'w')).to.deep.equal({ target: 'x0' });
    expect(() => distilledPrediction(use({ target: 'eps' }), 'w')).to.throw(
      InputError,
      'w: expected a teacher that predicts x0 or v, got one that predicts eps; name another teacher: at alpha = 0 no clean latent follows from the noise',
    );
    const flow = resolveDenoiser(
      changed({ ...tinyDenoiser, objective: { target: 'flow' } }, 'schedule', undefined),
      'w',
    );
    expect(() => distilledPrediction(flow, 'w')).to.throw('got one trained for flow');
  });

  it('of the same kind are told apart by their steps alone where they say so', () => {
    const { training: _, ...full } = resolveDenoiser(declared('denoisers/x0'), 'w') as never as Json;
    for (const steps of [100, 300]) {
      const { training, ...short } = resolveDenoiser(declared(`denoisers/x0-${steps}`), 'w') as never as Json;
      expect(short).to.deep.equal(full);
      expect((training as TrainingSetting).steps).to.equal(steps);
    }
  });
});

describe("the paper's recipes", () => {
  for (const target of ['eps', 'v', 'snr', 'flow']) {
    it(`differ between text and release in the optimiser alone: ${target}`, () => {
      const [described, released] = ['', '-released'].map(
        (end) => resolveDenoiser(declared(`denoisers/paper-${target}${end}`), 'w') as Unet2dRecipe,
      );
      const { optimiser: plain, ...rest } = described!.training;
      const { optimiser, ...again } = released!.training;
      expect({ ...released, training: again }).to.deep.equal({ ...described, training: rest });
      expect([plain.kind, plain.weightDecay, plain.clipNorm, plain.learningRate.annealing]).to.deep.equal([
        ...['adam', 0, null, null],
      ]);
      expect([optimiser.kind, optimiser.weightDecay, optimiser.clipNorm]).to.deep.equal(['adamw', 0.01, 1]);
      // 1,130 knees in batches of 8 are 142 steps an epoch; the rate falls once an epoch, to 1e-6 at the end.
      const training = trainingOn(1130, released!.training);
      const rate = (step: number) => learningRateAt(training.optimiser.learningRate, step);
      expect(training.steps).to.equal(14_200);
      expect([rate(0), rate(141)]).to.deep.equal([1e-4, 1e-4]);
      expect(rate(142)).to.be.below(1e-4);
      expect(rate(14_200)).to.be.closeTo(1e-6, 1e-12);
      expect(rate(50 * 142)).to.be.closeTo((1e-4 + 1e-6) / 2, 1e-12);
    });
  }

  it('are trained by either name: the profiles differ in these recipes alone', () => {
    const [described, released] = ['paper-trained', 'paper-trained-released'].map((id) =>
      readProfile(workspace, id),
    );
    const players = ['eps', 'v', 'snr', 'flow'].map((role) => released!.denoisers[role]);
    expect(players).to.deep.equal(['eps', 'v', 'snr', 'flow'].map((role) => `paper-${role}-released`));
    for (const part of ['datasets', 'autoencoders', 'samplers', 'restorers'] as const)
      expect(released![part], part).to.deep.equal(described![part]);
    expect(trainedProfile(workspace, 'paper')).to.equal('paper-trained');
    expect(() => trainedProfile(workspace, 'embedded')).to.throw(
      InputError,
      /^--train: expected a profile that names/,
    );
  });
});

describe('recipes of variations', () => {
  it('say the other, and the one thing in which they differ', () => {
    expect(resolveAnyDenoiser(tinyVariation, 'w')).to.deep.equal(tinyVariation);
    expect(resolveAnyDenoiser(droppedVariation, 'w')).to.deep.equal(droppedVariation);
    const { subbands: _, ...none } = tinyVariation;
    expect(() => resolveAnyDenoiser(none, 'w')).to.throw(
      InputError,
      'expected either subbands or dropped, got neither',
    );
    const both = { ...tinyVariation, dropped: 0.1 };
    expect(() => resolveAnyDenoiser(both, 'w')).to.throw(
      InputError,
      'got both; say one thing in which it differs',
    );
  });
});

describe('recipes that profiles choose', () => {
  for (const id of idsIn('profiles')) {
    it(`${id} gives every role a declaration that there is, or none`, () => {
      const profile = readProfile(workspace, id);
      const roles = [
        ['datasets', profile.datasets],
        ['autoencoders', profile.autoencoders],
        ['denoisers', profile.denoisers],
        ['restorers', profile.restorers],
      ] as const;
      for (const [folder, played] of roles) {
        const known = idsIn(folder);
        for (const [role, declaration] of Object.entries(played))
          expect(declaration === null || known.includes(declaration), `${folder} ${role}`).to.equal(true);
      }
      for (const role of profile.main) expect(profile.datasets).to.have.property(role);
      const known = idsIn('.');
      for (const experiment of profile.experiments ?? []) expect(known).to.include(experiment);
    });

    it(`${id} has the roles of every other profile, and none of its own but for experiments that it lists`, () => {
      const embedded = readProfile(workspace, 'embedded');
      const profile = readProfile(workspace, id);
      const listed = JSON.stringify((profile.experiments ?? []).map((own) => declared(own)));
      for (const part of ['datasets', 'autoencoders', 'denoisers', 'restorers'] as const) {
        const [roles, shared] = [profile[part], embedded[part]].map((players) => Object.keys(players));
        expect(roles, part).to.include.members(shared!);
        const own = roles!.filter((role) => !shared!.includes(role));
        expect(
          own.filter((role) => !listed.includes(`"${role}"`)),
          part,
        ).to.deep.equal([]);
      }
    });
  }

  it('train on sets that there are', () => {
    const known = idsIn('datasets');
    for (const id of idsIn('autoencoders')) {
      const recipe = resolveAutoencoder(declared(`autoencoders/${id}`), id);
      if (recipe.kind === 'scale')
        expect(known).to.include.members([...(recipe as ScaleAutoencoderRecipe).data]);
    }
    for (const id of idsIn('restorers')) {
      const recipe = resolveAnyRestorer(declared(`restorers/${id}`), id);
      if ('data' in recipe) expect(known).to.include(recipe.data);
    }
  });
});

describe('a training by epochs', () => {
  const recipe = (optimiser: object, more: object = {}) => ({
    ...{ id: 'x', title: 'x', kind: 'unet-2d', objective: { target: 'eps' }, epochs: 3, batch: 8 },
    ...{ optimiser, ema: { decay: 0 }, ...more },
  });
  const resolved = (optimiser: object, limit?: TrainingLimit) =>
    (resolveDenoiser(recipe(optimiser), 'x', limit) as Unet2dRecipe).training;
  const constant = { kind: 'adam', learningRate: { peak: 1e-4 } };

  it('sees every sample so often, in whole batches, for any number of samples', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (samples) => {
        const { steps, batch } = trainingOn(samples, resolved(constant));
        expect(steps % 3).to.equal(0);
        expect((steps / 3) * batch).to.be.within(samples, samples + batch - 1);
        expect(trainingOn(samples, resolved(constant, { steps: 5 })).steps).to.equal(Math.min(5, steps));
      }),
    ));

  it('anneals by epochs: the rate stays within one and falls to the next', () => {
    const annealed = { kind: 'adamw', learningRate: { peak: 1e-4, annealing: { to: 1e-6 } } };
    const { optimiser } = trainingOn(20, resolved(annealed));
    const rates = Array.from({ length: 9 }, (_, step) => learningRateAt(optimiser.learningRate, step));
    expect(rates.slice(1, 3)).to.eql([rates[0], rates[0]]);
    expect(rates[3]).to.be.below(rates[2]!);
    expect(rates[6]).to.be.below(rates[5]!);
  });

  it('takes no steps and no architecture of its own', () => {
    expect(faultOf(resolveDenoiser, recipe(constant, { steps: 10 }))).to.match(/steps/);
    expect(faultOf(resolveDenoiser, recipe(constant, { architecture: {} }))).to.match(/architecture/);
    expect(faultOf(resolveDenoiser, recipe(constant, { epochs: 0 }))).to.match(/epochs/);
  });
});
