import type { Engine, Tensors, TrainingEngine } from '../../harness/networks/engine.ts';
import { everyLawFails, madeOf } from '../laws/controls.ts';
import { everyEngine } from '../laws/engines/every.ts';
import { type Differentiate, everyGradient, exactGradients } from '../laws/engines/gradients.ts';
import { enginesPresent } from '../laws/engines-present.ts';
import { differentiateExactly } from '../networks/reference/engine.ts';

type Open<E> = () => Promise<E>;
type Compile = Engine['compile'];

/** Wrong engines, made of a right one. */
const liars: Readonly<Record<string, (right: Open<Engine>) => Open<Engine>>> = {
  'gives a little more at every run': running((found, times) =>
    mapped(found, (value) => value * (1 + 0.01 * times) + 0.01 * times),
  ),
  'gives what it gave first': (right) =>
    compiling(right, (compile) => async (...given) => {
      const ready = await compile(...given);
      let first: Promise<Tensors> | undefined;
      return { ...ready, run: (inputs) => (first ??= ready.run(inputs)) };
    }),
  'keeps a tensor of every network': (right) => {
    let tensors = 0;
    const memory = { memory: () => ({ tensors, bytes: 0 }) };
    const counted = compiling(right, (compile) => (...given) => {
      tensors += 1;
      return compile(...given);
    });
    return async () => ({ ...(await counted()), ...memory });
  },
  'never refuses': (right) =>
    compiling(right, (compile) => async (...given) => {
      const ready = await compile(...given).catch(() => null);
      const run = async (inputs: Tensors) => (ready ? await ready.run(inputs).catch(() => ({})) : {});
      return { run, dispose: async () => void (await ready?.dispose()) };
    }),
};

function compiling(right: Open<Engine>, by: (compile: Compile) => Compile): Open<Engine> {
  return async () => {
    const engine = await right();
    return { name: engine.name, compile: by((...given) => engine.compile(...given)) };
  };
}

function running(by: (found: Tensors, times: number) => Tensors): (right: Open<Engine>) => Open<Engine> {
  let times = 0;
  return (right) =>
    compiling(right, (compile) => async (...given) => {
      const ready = await compile(...given);
      return { ...ready, run: async (inputs) => by(await ready.run(inputs), ++times) };
    });
}

function mapped(tensors: Tensors, by: (value: number) => number): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: data.map(by) }]),
  );
}

/** Wrong gradients in double precision, each by its fault. */
const wrong: Readonly<Record<string, Differentiate>> = {
  'gives gradients a little too large': (...given) => {
    const { value, gradients } = differentiateExactly(...given);
    const larger = [...gradients].map(
      ([name, slopes]) => [name, slopes.map((slope) => 1.001 * slope)] as const,
    );
    return { value, gradients: new Map(larger) };
  },
};

/** An engine whose gradients grow with every run. */
function growing(right: Open<TrainingEngine>): Open<TrainingEngine> {
  let times = 0;
  return async () => {
    const engine = await right();
    return {
      name: engine.name,
      compile: (...given) => engine.compile(...given),
      differentiate: async (...given) => {
        const ready = await engine.differentiate(...given);
        const run: typeof ready.run = async (...asked) => {
          const { value, gradients } = await ready.run(...asked);
          times += 1;
          const larger = [...gradients].map(
            ([name, slopes]) => [name, slopes.map((slope) => slope * (1 + 0.01 * times))] as const,
          );
          return { value, gradients: new Map(larger) };
        };
        return { run, dispose: () => ready.dispose() };
      },
    };
  };
}

const [{ open }] = enginesPresent as [(typeof enginesPresent)[number]];

describe('every law of engines fails on a wrong one', () =>
  everyLawFails<Open<Engine>>(everyEngine, open, madeOf<Open<Engine>>(open, liars)));

describe('every law of gradients fails on wrong ones', () => {
  everyLawFails(exactGradients, differentiateExactly, wrong);
  everyLawFails(everyGradient, open, { 'grows with every run': growing(open) });
});
