import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { phantomSubject } from '../../../harness/datasets/phantoms/phantom-subject.ts';
import { boxMean } from '../../../harness/degrade/box-mean.ts';
import { withFaultsOfImages } from '../../../harness/edges/files/datasets/faults-of-images.ts';
import { locateDataset } from '../../../harness/edges/files/datasets/locate.ts';
import { encodePng } from '../../../harness/edges/files/images/png.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import type { Image } from '../../../harness/numeric/image.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';

const COUNT = 40;
const phantom = (subject: number): Image =>
  phantomSubject(
    {
      id: 'p',
      kind: 'phantom',
      anatomy: 'brain',
      size: 32,
      subjects: COUNT,
      slicesPerSubject: 1,
      seed: 1,
      split: 'test',
    },
    subject,
  )[0]!.image;
const times = (image: Image, factor: number): Image => ({
  ...image,
  data: image.data.map((value) => value * factor),
});
const valid = 'datasets/brats/valid';

describe('LR images that came with a data set (lowFault)', () => {
  let assets: string;
  const images = Array.from({ length: COUNT }, (_, i) => phantom(i));
  const write = (part: string, i: number, image: Image) =>
    writeFileSync(
      join(assets, valid, part, `brats_${String(i).padStart(2, '0')}_z1.png`),
      encodePng(image, { bits: 8, rounding: 'round' }),
    );
  const found = async (id: string) => {
    const { planned, fault } = await locateDataset(
      workspaceAt(undefined, { LATENT_SR_ASSETS: assets }),
      id,
      null,
      'spec',
    );
    return { lowFault: 'lowFault' in planned ? planned.lowFault : undefined, fault };
  };
  beforeEach(() => {
    assets = mkdtempSync(join(tmpdir(), 'latent-sr-low-'));
    for (const part of ['hr', 'lr']) mkdirSync(join(assets, valid, part), { recursive: true });
    for (const [i, image] of images.entries()) {
      write('hr', i, image);
      write('lr', i, boxMean(image, 4));
    }
  });
  afterEach(() => rmSync(assets, { recursive: true }));

  it('are passed where they show the HR images, and empty ones beside empty ones', async () => {
    write('hr', 3, times(images[3]!, 0));
    write('lr', 3, times(boxMean(images[3]!, 4), 0));
    for (const id of ['brats', 'brats-released'])
      expect(await found(id)).to.deep.equal({ lowFault: undefined, fault: undefined });
  });

  it('are refused by name and number where they are black, be it one of many, with a remedy', async () => {
    for (const black of [[7], images.keys()]) {
      const all = [...black];
      for (const i of all) write('lr', i, times(boxMean(images[i]!, 4), 0));
      const { lowFault } = await found('brats');
      expect(lowFault).to.equal(
        `experiments/datasets/brats.json: expected LR images that show what their HR images do, got ${all.length} of ${COUNT} that do not, first ${valid}/lr/brats_${all.length === 1 ? '07' : '00'}_z1.png, which is black everywhere; copy ${valid}/lr again, or make it anew from the download (latent-sr prepare)`,
      );
    }
  });

  it('are a fault of the run where they are what the set is read for, and else cost what asks for them', async () => {
    for (const [i, image] of images.entries()) write('lr', i, times(boxMean(image, 4), 1 / 255));
    const [described, released] = [await found('brats'), await found('brats-released')];
    expect(described.fault).to.equal(undefined);
    expect(described.lowFault).to.match(/ that do not, first .*which is (0|farther|black)/);
    expect(released.fault).to.be.instanceOf(InputError);
    expect(released.fault!.message).to.equal(released.lowFault);
  });

  it('are told of by check as a run tells of them, where the declaration is whole', async () => {
    for (const [i, image] of images.entries()) write('lr', i, times(boxMean(image, 4), 0));
    const workspace = workspaceAt(undefined, {
      LATENT_SR_ASSETS: assets,
      LATENT_SR_STORE: join(assets, 'store'),
    });
    const fileOf = (id: string) => `experiments/datasets/${id}.json`;
    const broken = new InputError({ where: 'w', expected: 'e', got: 'g', remedy: 'r' });
    const told = await withFaultsOfImages(workspace, [
      ...['brats', 'brats-released', 'mrnet'].map((id) => ({ file: fileOf(id), faults: [] })),
      { file: fileOf('brats-released'), faults: [broken] },
    ]);
    const own = (await found('brats-released')).fault!.message;
    expect(told.map(({ faults }) => faults.map(({ message }) => message))).to.deep.equal([
      [],
      [own],
      [],
      [broken.message],
    ]);
  });

  it('are told of by check where a file of them is not as declared', async () => {
    rmSync(join(assets, valid, 'lr/brats_00_z1.png'));
    const workspace = workspaceAt(undefined, {
      LATENT_SR_ASSETS: assets,
      LATENT_SR_STORE: join(assets, 'store'),
    });
    const file = 'experiments/datasets/brats.json';
    const [told] = await withFaultsOfImages(workspace, [{ file, faults: [] }]);
    expect(told!.faults.map(({ message }) => message).join()).to.match(/brats_00_z1/);
  });

  it('that cannot be read are left to their reader', async () => {
    writeFileSync(join(assets, valid, 'lr/brats_00_z1.png'), 'no image');
    expect((await found('brats')).lowFault).to.equal(undefined);
  });
});
