import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readImage } from '../../harness/edges/files/images/read-image.ts';
import { InputError } from '../../harness/numeric/input-error.ts';
import { type Stream, stream } from '../../harness/numeric/stream.ts';

const folder = fileURLToPath(new URL('../../golden/oracles/files/', import.meta.url));
const codecs = JSON.parse(
  readFileSync(new URL('../../golden/oracles/codecs.json', import.meta.url), 'utf8'),
) as Record<'png' | 'npy', { file: string }[]>;

/** Whole files of every reader, with the choice that makes each one image. */
const seeds: readonly { readonly name: string; readonly bytes: Uint8Array; readonly select: string }[] = [
  ...readdirSync(folder)
    .filter((name) => !name.startsWith('pair.'))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)), select: selectOf(name) })),
  ...codecs.png.map(({ file }, i) => ({ name: `${i}.png`, bytes: Buffer.from(file, 'base64'), select: '' })),
  ...codecs.npy.map(({ file }, i) => ({
    name: `${i}.npy`,
    bytes: Buffer.from(file, 'base64'),
    select: '#layout=chw',
  })),
];

function selectOf(name: string): string {
  if (name.startsWith('frames')) return '#frame=1';
  if (name.startsWith('series')) return '#volume=1,axial=1';
  return /\.(nii|nii\.gz|mgz|nrrd)$/.test(name) ? '#axial=1' : '';
}

/** How often each reader's files are damaged: all of them, about 10,000 times. */
const TIMES = Math.ceil(10_000 / seeds.length);
const MOST_MILLISECONDS = 2000;
const MOST_BYTES = 2 ** 30;

describe('damaged image files', () => {
  it(`${TIMES * seeds.length} of them are read or refused by name, each within 2 s and 1 GB, and nothing else happens`, async function () {
    this.timeout(3_600_000);
    const scratch = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const before = process.memoryUsage.rss();
    const outcomes = { read: 0, refused: 0 };
    try {
      for (const { name, bytes, select } of seeds) {
        for (let time = 0; time < TIMES; time++) {
          const path = join(scratch, name);
          writeFileSync(path, damaged(bytes, stream(12, 'fuzz', `${name}/${time}`)));
          const begun = process.cpuUsage();
          const outcome = await readImage(path + select).catch((error: unknown) => error);
          const { user, system } = process.cpuUsage(begun);
          if (outcome instanceof Error) {
            outcomes.refused++;
            expect(outcome, `${name}, damage ${time}: ${outcome.stack}`).to.be.instanceOf(InputError);
            expect(outcome.message).to.include(name);
          } else {
            outcomes.read++;
            const { data } = outcome as { data: Float64Array };
            expect(data.every(Number.isFinite), `${name}, damage ${time}`).to.equal(true);
          }
          expect(
            (user + system) / 1000,
            `${name}, damage ${time}: milliseconds of the processor`,
          ).to.be.below(MOST_MILLISECONDS);
          expect(process.memoryUsage.rss() - before, `${name}, damage ${time}: bytes`).to.be.below(
            MOST_BYTES,
          );
        }
      }
    } finally {
      rmSync(scratch, { recursive: true });
    }
    // Damage that none of the readers refuses, or all of them do, would say nothing.
    expect(outcomes.refused).to.be.above(2000);
    expect(outcomes.read).to.be.above(1000);
  });
});

/** Flipped bits, other bytes, numbers at their ends, a piece left out or repeated, or the end cut off. */
function damaged(bytes: Uint8Array, random: Stream): Uint8Array {
  const { below } = random;
  let copy = Uint8Array.from(bytes);
  // Headers decide more than pixels: half of the damage is done to the first tenth.
  const place = () => below(random.uniform() < 0.5 ? Math.max(1, Math.floor(copy.length / 10)) : copy.length);
  for (let count = 1 + below(4); count > 0; count--) {
    const at = place();
    switch (below(6)) {
      case 0:
        copy[at] ^= 1 << below(8);
        break;
      case 1:
        copy[at] = below(256);
        break;
      case 2:
        copy.fill(random.uniform() < 0.5 ? 0 : 255, at, at + 1 + below(4));
        break;
      case 3:
        copy = Uint8Array.from(Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1 + below(16))]));
        break;
      case 4:
        copy = Uint8Array.from(
          Buffer.concat([copy.subarray(0, at), copy.subarray(Math.max(0, at - below(16)))]),
        );
        break;
      default:
        copy = copy.slice(0, Math.max(1, at));
    }
  }
  return copy;
}
