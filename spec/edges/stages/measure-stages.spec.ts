import { expect } from 'chai';
import { onnxEngine } from '../../../harness/edges/engines/onnx/engine.ts';
import { writeSafetensors } from '../../../harness/edges/files/weights/safetensors.ts';
import { autoencoderFeatures, featuresOf } from '../../../harness/edges/networks/image-features.ts';
import { measureFrechetStage } from '../../../harness/edges/stages/measure-frechet.ts';
import { measureLpipsStage } from '../../../harness/edges/stages/measure-lpips.ts';
import { encodeStack, type StackItem } from '../../../harness/pipeline/image-stack.ts';
import { decodeRows } from '../../../harness/pipeline/row.ts';
import type { Artifact, Params, StageContext, StageKind } from '../../../harness/pipeline/stage.ts';
import { measureTrainingStage } from '../../../harness/pipeline/stages/measure-training.ts';
import { type Case, oracle, pairOf } from '../../metrics/oracle-inputs.ts';
import { oracleTensors } from '../../networks/oracle-tensors.ts';
import { lpipsFiles, lpipsFolder } from '../networks/lpips-asset.ts';

interface FrechetCase {
  readonly metric: string;
  readonly features: string;
  readonly height: number;
  readonly width: number;
  readonly count: number;
  readonly amount: number;
  readonly first: readonly number[];
  readonly sqrtm: number | null;
  readonly symmetricRoots: number;
}

const frechetCases = oracle<FrechetCase>('network-metrics').filter(({ metric }) => metric === 'frechet');
const architecture = { latentChannels: 3, widths: [6, 8] };
const tensors = oracleTensors('scale-f4');
const trained: Artifact = { 'weights.safetensors': writeSafetensors(tensors) };
const context: StageContext = {
  checkpoint: { read: async () => undefined, write: async () => {} },
  report: () => {},
};

describe('the stage measure-frechet', () => {
  it("is SciPy's distance between PyTorch's encoder features, of all images as ID/all", async () => {
    for (const given of frechetCases.filter(({ features }) => features === 'autoencoder')) {
      const { images, reference } = stacks(given);
      const rows = await measured(measureFrechetStage, frechetParams(), {
        images,
        reference,
        autoencoder: trained,
      });
      const [all] = rows.filter(({ score }) => score === 'fd/all');
      expect(all).to.include({ cell: 'c', sample: 'all', subject: 'all' });
      for (const printed of [given.sqrtm, given.symmetricRoots]) {
        if (printed !== null) expect(all!.value).to.be.closeTo(printed, 2e-5 * printed);
      }
    }
  });

  it('sees an image as the quarters of what the encoder holds before its latent', async () => {
    const [given] = frechetCases;
    const over = autoencoderFeatures(architecture, tensors, 'encoder');
    const images = items(given!).map(({ image }) => image);
    const features = await featuresOf(onnxEngine({ threads: 1 }), over, images);
    expect(features).to.include({ count: given!.count, dimension: 32 });
    given!.first.forEach((wanted, i) => {
      expect(features.data[i]).to.be.closeTo(wanted, 1e-5);
    });
  });

  it("is NumPy's distance between AlexNet's features (needs the asset lpips-alex-v0.1)", async function () {
    if (lpipsFolder === undefined) this.skip();
    const given = frechetCases.find(({ features }) => features === 'lpips-alex')!;
    const params = { ...frechetParams('lpips-alex'), asset: { files: lpipsFiles(lpipsFolder) } };
    const rows = await measured(measureFrechetStage, params, stacks(given), lpipsFolder);
    const { value } = rows.find(({ score }) => score === 'fd/all')!;
    expect(value).to.be.closeTo(given.symmetricRoots, 2e-5 * given.symmetricRoots);
  });

  it('gives one row a resample, the same draws in every cell of a data set and others in another', async () => {
    const { images, reference } = stacks(frechetCases[0]!);
    const inputs = { images, reference, autoencoder: trained };
    const replicates = async (more: Params) =>
      (await measured(measureFrechetStage, { ...frechetParams(), ...more }, inputs)).filter(
        ({ score }) => score === 'fd',
      );
    const rows = await replicates({});
    expect(rows.map(({ sample }) => sample)).to.eql(
      Array.from({ length: 12 }, (_, r) => `resample-0${String(r).padStart(2, '0')}`),
    );
    expect(rows.every(({ sample, subject }) => sample === subject)).to.equal(true);
    const values = (of: typeof rows) => of.map(({ value }) => value);
    expect(values(await replicates({ cell: 'other' }))).to.eql(values(rows));
    expect(values(await replicates({ dataset: 'other' }))).to.not.eql(values(rows));
    expect(values(await replicates({ seed: 2 }))).to.not.eql(values(rows));
  });

  it('is 0 of the reference itself, and does not depend on the order of the images', async () => {
    const { images, reference } = stacks(frechetCases[0]!);
    const own = await measured(measureFrechetStage, frechetParams(), {
      images: reference,
      reference,
      autoencoder: trained,
    });
    for (const { value } of own) expect(value).to.be.below(1e-6);
    const turned = encodeStack([...items(frechetCases[0]!)].reverse());
    const params = frechetParams();
    const rows = await measured(measureFrechetStage, params, { images, reference, autoencoder: trained });
    const again = await measured(measureFrechetStage, params, {
      images: turned,
      reference,
      autoencoder: trained,
    });
    rows.forEach(({ value }, i) => {
      expect(again[i]!.value).to.be.closeTo(value, 1e-4 * value);
    });
  });

  it('stops without the autoencoder that the features name, and on an image without its reference', async () => {
    const { images, reference } = stacks(frechetCases[1]!);
    await failing(
      measured(measureFrechetStage, frechetParams(), { images, reference }),
      'c: features of an autoencoder: expected a scale model',
    );
    const fewer = encodeStack(items(frechetCases[1]!, 'reference').slice(1));
    await failing(
      measured(measureFrechetStage, frechetParams(), { images, reference: fewer, autoencoder: trained }),
      'c: sample s00: expected a reference image with the same id, got none',
    );
  });
});

describe('the stage measure-training', () => {
  it('gives two rows a point of the last tenth, named for its step', async () => {
    const losses = Array.from({ length: 30 }, (_, i) => 2 ** -Math.min(i, 27));
    const curve = new TextEncoder().encode(JSON.stringify({ stride: 10, losses }));
    const rows = await measured(
      measureTrainingStage,
      { cell: 'c', score: 'loss' },
      { trained: { 'curve.json': curve } },
    );
    expect(rows.map(({ sample, score }) => `${sample} ${score}`)).to.deep.equal(
      [270, 280, 290].flatMap((step) => [`step-000${step} loss/final`, `step-000${step} loss/change`]),
    );
    for (const { subject, sample, score, value } of rows) {
      expect(subject).to.equal(sample);
      expect(value).to.be.closeTo(score === 'loss/final' ? -27 * Math.LN2 : 0, 1e-9);
    }
  });
});

describe('the stage measure-lpips', () => {
  const given = { ...frechetCases[0]!, height: 32, width: 32, count: 3 };

  it('gives a row an image, scored against the reference of its id (needs the asset lpips-alex-v0.1)', async function () {
    if (lpipsFolder === undefined) this.skip();
    const scores = [
      { id: 'lpips', convention: {} },
      { id: 'lpips-tm', convention: { epsilon: 'inside' } },
    ];
    const params = { cell: 'c', scores, asset: { files: lpipsFiles(lpipsFolder) } };
    const { images, reference } = stacks(given);
    const rows = await measured(measureLpipsStage, params, { images, reference }, lpipsFolder);
    expect(rows.map(({ sample, score }) => `${score} ${sample}`)).to.eql(
      ['lpips', 'lpips-tm'].flatMap((id) => ['s00', 's01', 's02'].map((sample) => `${id} ${sample}`)),
    );
    expect(rows.every(({ cell, value }) => cell === 'c' && value > 0.01)).to.equal(true);
    const shuffled = encodeStack([...items(given, 'reference')].reverse());
    const again = await measured(measureLpipsStage, params, { images, reference: shuffled }, lpipsFolder);
    expect(again).to.eql(rows);
  });

  it('stops when the weights are not those whose hash is known (needs the asset lpips-alex-v0.1)', async function () {
    if (lpipsFolder === undefined) this.skip();
    const [file] = lpipsFiles(lpipsFolder);
    const params = { cell: 'c', scores: [], asset: { files: [{ ...file, sha256: '0'.repeat(64) }] } };
    await failing(
      measured(measureLpipsStage, params, stacks(given), lpipsFolder),
      'expected the file that was there when the run was planned, got another',
    );
  });
});

function frechetParams(features = 'autoencoder:medical'): Params {
  return {
    cell: 'c',
    dataset: 'd',
    seed: 1,
    score: { id: 'fd', convention: { features, resamples: 12 } },
    autoencoder: { kind: 'scale', architecture },
  };
}

async function measured(
  { run }: StageKind,
  params: Params,
  inputs: Readonly<Record<string, Artifact>>,
  location = '',
) {
  return decodeRows(await run(params, inputs, location, context));
}

async function failing(work: Promise<unknown>, message: string): Promise<void> {
  const error = await work.then(
    () => 'no error',
    (thrown: Error) => thrown.message,
  );
  expect(error).to.contain(message);
}

/** The images of an oracle's case: two of each subject. */
function items(given: FrechetCase, which: 'image' | 'reference' = 'image'): readonly StackItem[] {
  const kinds = ['noise', 'bytes', 'blocks'] as const;
  return Array.from({ length: given.count }, (_, i) => {
    const one: Case = {
      ...given,
      seed: 6007 * (i + 1),
      channels: 1,
      kind: kinds[i % 3]!,
      relation: 'noise',
      range: 1,
    };
    return {
      id: `s${String(i).padStart(2, '0')}`,
      subject: `p${Math.floor(i / 2)}`,
      image: pairOf(one)[which],
    };
  });
}

function stacks(given: FrechetCase): Record<'images' | 'reference', Artifact> {
  return { images: encodeStack(items(given)), reference: encodeStack(items(given, 'reference')) };
}
