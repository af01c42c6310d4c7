// Draws experiments/test-objects/signals-small and signals-large: brain phantoms with bright signals at two of four places.
//
//   node --import tsx golden/oracles/planted_signals.mjs
//
// A signal is `height exp(-r^2 / (2 deviation^2))`, r in pixels, and the mask where it has half its height or more: 3.5
// and 7 pixels across, of LR pixels of 4. The phantoms are of a seed that no other data set has, one slice of each
// subject, the same in both sets; which two places, is drawn.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { phantomSamples } from '../../harness/datasets/phantoms/phantom-samples.ts';
import { encodePng } from '../../harness/edges/files/images/png.ts';
import { createImage } from '../../harness/numeric/image.ts';
import { stream } from '../../harness/numeric/stream.ts';

const SIDE = 64;
const SUBJECTS = 100;
const sets = {
  'signals-small': { height: 0.15, deviation: 1.5 },
  'signals-large': { height: 0.2, deviation: 3 },
};
const places = [24, 40].flatMap((row) => [22, 42].map((column) => [row, column]));
const pairs = places.flatMap((_, i) => places.slice(i + 1).map((_, step) => [i, i + 1 + step]));
const phantoms = phantomSamples({
  id: 'signals', kind: 'phantom', anatomy: 'brain', size: SIDE, subjects: SUBJECTS, slicesPerSubject: 1, seed: 16, split: 'test',
});

for (const [set, { height, deviation }] of Object.entries(sets)) {
  const draws = stream(16, set);
  const save = (folder, name, data) => {
    const root = join(import.meta.dirname, '../../experiments/test-objects', set, 'test', folder);
    mkdirSync(root, { recursive: true });
    const image = createImage(1, SIDE, SIDE, data);
    writeFileSync(join(root, `${name}.png`), encodePng(image, { bits: 8, rounding: 'round' }));
  };
  for (const [i, { image }] of phantoms.entries()) {
    const pair = pairs[Math.floor(pairs.length * draws.uniform())];
    const signal = Float64Array.from({ length: SIDE * SIDE }, (_, at) => {
      const squares = pair.map((k) => (Math.floor(at / SIDE) - places[k][0]) ** 2 + ((at % SIDE) - places[k][1]) ** 2);
      return Math.exp(-Math.min(...squares) / (2 * deviation ** 2));
    });
    const name = `brain-${String(i).padStart(2, '0')}`;
    save('hr', name, image.data.map((value, at) => Math.min(1, value + height * signal[at])));
    save('seg_masks', name, signal.map((value) => Number(value >= 0.5)));
  }
}
