import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeSafetensors } from '../../harness/edges/files/weights/safetensors.ts';
import { declared } from '../../harness/networks/declared.ts';
import type { Shape } from '../../harness/networks/ops.ts';
import { paperUnet2d, unet2d } from '../../harness/networks/unet-2d.ts';
import { flatJpeg } from './flat-jpeg.ts';
import { writeCheckpoint } from './lightning-checkpoint.ts';

/** Numbers that look drawn, cheaply: the low bits of a linear congruence. */
function drawn(length: number, seed: number, scale: number): Float32Array {
  const data = new Float32Array(length);
  let x = seed * 2654435761;
  for (let i = 0; i < length; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    data[i] = (x / 2 ** 31) * scale;
  }
  return data;
}

function tensorOf(name: string, shape: Shape, i: number) {
  const length = shape.reduce((product, size) => product * size, 1);
  const norm = shape.length === 1 && name.endsWith('weight');
  const data = norm
    ? new Float32Array(length).fill(1)
    : drawn(length, i + 1, shape.length === 1 ? 0.01 : Math.sqrt(3 / (length / shape[0]!)));
  return { shape, data };
}

/** Weights of full size in the formats in which they are published: diffusers' safetensors and Lightning's .ckpt. */
export function writeWeights(assets: string): void {
  const { tensors } = JSON.parse(
    readFileSync(new URL('../../golden/oracles/networks-full.json', import.meta.url), 'utf8'),
  ) as { tensors: { vae: [string, Shape][] } };
  const vae = new Map(tensors.vae.map(([name, shape], i) => [name, tensorOf(name, shape, i)]));
  write(join(assets, 'sdvae/diffusion_pytorch_model.safetensors'), writeSafetensors(vae));
  const unet = unet2d('unet', paperUnet2d(4, 32));
  const { parameters } = declared(unet, { sample: [1, 8, 32, 32], time: [1] });
  const entries = parameters.map(({ name, shape }, i) => ({
    name: `model.${name}`,
    shape,
    bytes: () => new Uint8Array(tensorOf(name, shape, i).data.buffer),
  }));
  const path = join(assets, 'unet-sdvae-brats/sdvae_brats.ckpt');
  mkdirSync(dirname(path), { recursive: true });
  writeCheckpoint(path, entries);
}

/** Few cases of the downloads' layouts, at their sizes: two knees, two brains, two chests of which one has a side view. */
export function writeDownloads(folder: string): void {
  for (const [i, knee] of ['1130', '1131'].entries()) {
    const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (30, 256, 256), }".padEnd(117);
    const values = Uint8Array.from(smooth([30, 256, 256], i), (value) => 255 * value);
    const head = Buffer.concat([
      Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0]),
      Buffer.from(`${header}\n`),
    ]);
    write(join(folder, `MRNet-v1.0/valid/sagittal/${knee}.npy`), Buffer.concat([head, values]));
  }
  const brains = smooth([155, 240, 240], 2);
  for (const [i, brain] of ['BraTS-GLI-00001-000', 'BraTS-GLI-00002-000'].entries()) {
    const values = brains.map((value) => value ** (1 + i / 5));
    const at = (part: string) => join(folder, `BraTS2023-GLI/${brain}/${brain}-${part}.nii.gz`);
    write(at('t2w'), nifti(Int16Array.from(values, (value) => 2000 * value)));
    write(at('seg'), nifti(Int16Array.from(values, (value) => Number(value > 0.9))));
  }
  writeChests(join(folder, 'mimic-cxr-jpg'));
}

function writeChests(folder: string): void {
  const chests = [
    { image: '02aa804e-0a', subject: '10000032', study: '50414267', view: 'PA' },
    { image: '174413ec-0b', subject: '10000032', study: '50414267', view: 'LATERAL' },
    { image: '2a2277a9-0c', subject: '11000764', study: '57375967', view: 'AP' },
  ];
  for (const [i, { image, subject, study }] of chests.entries())
    write(
      join(folder, `files/p${subject.slice(0, 2)}/p${subject}/s${study}/${image}.jpg`),
      flatJpeg(3056, 2544, (row, column) => 128 + 120 * Math.sin((row + 9 * i) / 40) * Math.cos(column / 30)),
    );
  const table = (head: string, line: (chest: (typeof chests)[number]) => string) =>
    Buffer.from(`${[head, ...chests.map(line)].join('\n')}\n`);
  write(
    join(folder, 'mimic-cxr-2.0.0-metadata.csv.gz'),
    gzipSync(
      table(
        'dicom_id,subject_id,study_id,PerformedProcedureStepDescription,ViewPosition',
        ({ image, subject, study, view }) => `${image},${subject},${study},CHEST (PA AND LAT),${view}`,
      ),
    ),
  );
  write(
    join(folder, 'mimic-cxr-2.0.0-split.csv'),
    table(
      'dicom_id,study_id,subject_id,split',
      ({ image, subject, study }) => `${image},${study},${subject},validate`,
    ),
  );
}

/** A blob with ripples, from 0 to 1. */
function smooth([depth, height, width]: readonly [number, number, number], seed: number): Float32Array {
  const data = new Float32Array(depth * height * width);
  for (let z = 0, i = 0; z < depth; z++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        const [v, u, w] = [y / height - 0.5, x / width - 0.5, z / depth - 0.5];
        const inside = Math.max(0, 1 - 5 * (u * u + v * v + w * w));
        data[i] = inside * (0.7 + 0.3 * Math.sin((20 + seed) * u) * Math.cos(17 * v + 9 * w));
      }
  return data;
}

function nifti(values: Int16Array): Buffer {
  const header = Buffer.alloc(352);
  header.writeInt32LE(348, 0);
  for (const [i, size] of [3, 240, 240, 155, 1, 1, 1, 1].entries()) header.writeInt16LE(size, 40 + 2 * i);
  header.writeInt16LE(4, 70);
  header.writeInt16LE(16, 72);
  for (let i = 0; i < 8; i++) header.writeFloatLE(1, 76 + 4 * i);
  header.writeFloatLE(352, 108);
  header.writeFloatLE(1, 112);
  header.write('n+1\0', 344, 'latin1');
  return gzipSync(Buffer.concat([header, new Uint8Array(values.buffer)]), { level: 1 });
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
