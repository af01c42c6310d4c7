import {
  assertLinear,
  degradationKinds,
  degrade,
  resolveDegradation,
} from '../../harness/degrade/catalogue.ts';
import { resize } from '../../harness/degrade/resize.ts';
import type { Image } from '../../harness/numeric/image.ts';
import { everyLawFails } from '../laws/controls.ts';
import { composedDegradations } from '../laws/degrade/composed.ts';
import { type Degrading, everyDegradation } from '../laws/degrade/every.ts';
import { everyResize } from '../laws/degrade/resizing.ts';

const right: Degrading = { degrade, resolveDegradation, assertLinear };

/** Wrong ways to degrade, each by its fault. */
const wrong: Readonly<Record<string, Degrading>> = {
  'dims every image': giving((value) => 0.98 * value),
  'turns every sign': giving((value) => -value),
  'squares every value': giving((value) => value * value),
  'brightens the first row': giving((value, i, { width }) => (i < width ? value + 0.1 : value)),
  'has the mean of all channels in the first': {
    ...right,
    degrade: (image, ...rest) => {
      const found = degrade(image, ...rest);
      const plane = found.height * found.width;
      const meanAt = (at: number) => {
        let sum = 0;
        for (let i = at; i < found.data.length; i += plane) sum += found.data[i]!;
        return sum / found.channels;
      };
      return { ...found, data: found.data.map((value, i) => (i < plane ? meanAt(i) : value)) };
    },
  },
  'changes what it is given': {
    ...right,
    degrade: (image, ...rest) => {
      const found = degrade(image, ...rest);
      image.data[0]! += 1e-3;
      return found;
    },
  },
  'takes everything for linear': { ...right, assertLinear: () => {} },
  'resolves nothing twice alike': {
    ...right,
    resolveDegradation: (declared, where) => {
      const { time = 0, ...own } = declared as { readonly time?: number };
      return Object.assign({ time: time + 1 }, resolveDegradation(own, where));
    },
  },
};

function giving(by: (value: number, index: number, image: Image) => number): Degrading {
  return {
    ...right,
    degrade: (...given) => {
      const found = degrade(...given);
      return { ...found, data: found.data.map((value, i) => by(value, i, found)) };
    },
  };
}

/** Wrong ways to resize, each by its fault. */
const wrongSizes: Readonly<Record<string, typeof resize>> = {
  'dims every image': sizing((value) => 0.98 * value),
  'squares every value': sizing((value) => value * value),
  'brightens the first row': sizing((value, i, { width }) => (i < width ? value + 0.1 : value)),
  'is two steps brighter in 8-bit modes': (...given) => {
    const found = resize(...given);
    return given[4] === 'float' ? found : { ...found, data: found.data.map((value) => value + 2 / 255) };
  },
  'rounds nothing': (image, height, width, kernel) => resize(image, height, width, kernel, 'float'),
};

function sizing(by: (value: number, index: number, image: Image) => number): typeof resize {
  return (...given) => {
    const found = resize(...given);
    return { ...found, data: found.data.map((value, i) => by(value, i, found)) };
  };
}

describe('every law of degradations fails on a wrong one', () => {
  for (const kind of degradationKinds) {
    describe(kind.kind, () => everyLawFails((each: Degrading) => everyDegradation(kind, each), right, wrong));
  }
  describe('composed ones', () => everyLawFails(composedDegradations, right, wrong));
});

describe('every law of resizing fails on a wrong one', () => everyLawFails(everyResize, resize, wrongSizes));
