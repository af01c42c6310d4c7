import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { latentFile } from '../../../harness/edges/files/datasets/latent-folder.ts';
import { writeTensor } from '../../../harness/edges/files/tensor-file.ts';
import { latentsStage } from '../../../harness/edges/stages/latents.ts';
import { decodeStack } from '../../../harness/pipeline/image-stack.ts';
import { noContext } from '../../pipeline/stage-context.ts';
import { runs } from '../../runs.ts';

describe('the stage that reads cached latents', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latents-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const declaration = { id: 'heads', first: 0, scale: 1, subject: '^(s\\d+)_' };
  /** Each latent begins with the number of its line. */
  const latent = (line: number, shape: readonly number[] = [2, 2, 2]) => ({
    shape: [...shape],
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => line + i / 8),
  });
  const put = (ids: readonly string[], first = 0, of = latent) => {
    writeFileSync(join(folder, 'filenames.txt'), ids.join('\n'));
    return Promise.all(
      ids.map((_, line) => writeTensor(join(folder, latentFile('hr', line, { first })), of(line))),
    );
  };
  const hashed = (name: string) => ({
    name,
    sha256: createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  });
  const read = async (
    ids: readonly string[],
    more: Partial<typeof declaration> & { deviation?: number } = {},
    limit: number | null = null,
  ) => {
    const { deviation, ...changed } = more;
    const own = { ...declaration, ...changed };
    const files = ['filenames.txt', ...ids.map((_, line) => latentFile('hr', line, own))].map(hashed);
    const params = { declaration: own, part: 'hr' as const, files, limit, ...(deviation && { deviation }) };
    return decodeStack(await latentsStage.run(params, {}, folder, noContext), 'latents');
  };
  const told = (ids: readonly string[], more: Parameters<typeof read>[1] = {}) =>
    read(ids, more).then(
      () => 'read',
      ({ message }: Error) => message.replace(folder, 'F'),
    );

  it('gives every name the latent of its line, whatever the order of the names, and in their own order', async () => {
    const names = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 0, max: 2 }), async (numbers, first) => {
        const ids = numbers.map((number) => `s${number}_z`);
        await put(ids, first);
        const items = await read(ids, { first });
        expect(items.map(({ id }) => id)).to.deep.equal([...ids].sort());
        for (const { id, subject, image } of items) {
          expect(image.data[0], id).to.equal(ids.indexOf(id));
          expect(subject).to.equal(id.slice(0, -2));
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it('divides by the declared scale, and keeps what is raw as it stands', async () => {
    await put(['s1_a'], 0, () => ({ shape: [1, 1, 2], data: Float32Array.of(0.5, -3) }));
    expect([...(await read(['s1_a']))[0]!.image.data]).to.deep.equal([0.5, -3]);
    expect([...(await read(['s1_a'], { scale: 0.25 }))[0]!.image.data]).to.deep.equal([2, -12]);
  });

  it('takes evenly spaced ones of the sorted names where it is limited', async () => {
    const ids = ['s4_', 's3_', 's2_', 's1_'];
    await put(ids);
    expect((await read(ids, {}, 2)).map(({ id }) => id)).to.deep.equal(['s2_', 's4_']);
  });

  it('refuses latents that do not spread as raw ones are known to, with the scale that would fit', async () => {
    const spread = (by: number) => () => ({
      shape: [1, 2, 2],
      data: Float32Array.of(3 + by, 3 - by, 3 + by, 3 - by),
    });
    await put(['s1_'], 0, spread(1));
    expect(await told(['s1_'], { deviation: 1.9 })).to.equal('read');
    expect(await told(['s1_'], { deviation: 0.6 })).to.equal('read');
    // By a factor of two, and more.
    for (const deviation of [0.4, 0.5, 2, 2.5])
      expect(await told(['s1_'], { deviation }), `${deviation}`).to.include(
        'expected latents that spread by',
      );
    expect(await told(['s1_'], { deviation: 5.49 })).to.equal(
      'F: expected latents that spread by about 5.49 once divided by the declared "scale": 1, got a standard deviation of 1.00; declare what they were multiplied by in experiments/latents/heads.json: about 0.18 would fit',
    );
    expect(await told(['s1_'], { deviation: 5.49, scale: 0.18 })).to.equal('read');
    await put(['s1_'], 0, spread(5.49));
    expect(await told(['s1_'], { deviation: 5.49, scale: 0.18 })).to.include('about 1.0 would fit');
  });

  for (const [what, of, message] of [
    [
      'NaN',
      { shape: [2, 2, 2], data: new Float32Array(8).fill(Number.NaN) },
      'expected numbers, got NaN or an infinity; make it again, in 32 bits where 16 overflowed',
    ],
    [
      'another shape',
      latent(1, [2, 2, 3]),
      "expected a latent of the first one's shape, [2, 2, 2], got [2, 2, 3]; encode the image again, at the size of the others",
    ],
    [
      'two latents',
      latent(1, [2, 2, 2, 2]),
      "expected a latent of the first one's shape, [2, 2, 2], got [2, 2, 2, 2]; encode the image again, at the size of the others",
    ],
    [
      'one number everywhere',
      { shape: [2, 2, 2], data: new Float32Array(8).fill(3) },
      'expected a latent of an image, got 3 everywhere; encode the image again',
    ],
  ] as const) {
    it(`refuses a file of ${what} by its name`, async () => {
      await put(['s1_', 's2_'], 0, (line) => (line === 1 ? { ...of, shape: [...of.shape] } : latent(0)));
      expect(await told(['s1_', 's2_'])).to.equal(`F/hr_1.npy: ${message}`);
    });
  }

  it('refuses several latents in the first file, and a latent of a single value', async () => {
    await put(['s1_'], 0, () => latent(0, [2, 2, 2, 2]));
    expect(await told(['s1_'])).to.include('hr_0.npy: expected one latent, [C, H, W], got [2, 2, 2, 2];');
    await put(['s1_'], 0, () => latent(0, [1, 1, 1]));
    expect(await told(['s1_'])).to.include('hr_0.npy: expected a latent of an image, got 0 everywhere;');
  });

  it('stops where a file is not the one that was planned, and where a name has no subject', async () => {
    await put(['s1_', 's2_']);
    const files = ['filenames.txt', 'hr_0.npy', 'hr_1.npy'].map(hashed);
    await writeTensor(join(folder, 'hr_1.npy'), latent(7));
    const failed = await Promise.resolve(
      latentsStage.run({ declaration, part: 'hr', files, limit: null }, {}, folder, noContext),
    ).then(
      () => 'read',
      ({ message }: Error) => message.replace(folder, 'F'),
    );
    expect(failed).to.match(
      /^F\/hr_1\.npy: expected the file that was there when the run began, got another;/,
    );
    await put(['other']);
    expect(await told(['other'])).to.match(
      /^F\/filenames\.txt: expected a name that matches .*, got "other";/,
    );
  });
});
