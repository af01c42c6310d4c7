import { resolve } from 'node:path';
import { centerSquare } from '../../../datasets/center-square.ts';
import type { DatasetSample } from '../../../datasets/dataset.ts';
import { patchesOf } from '../../../datasets/patches.ts';
import { quantised } from '../../../datasets/quantisation.ts';
import { assertNotBlack, assertRangeUsed, greatestOf } from '../../../datasets/range-used.ts';
import type { RawImages } from '../../../datasets/raw-images.ts';
import { scaleSlices } from '../../../datasets/scaling.ts';
import { isNeedingHeader, type ScaleRule } from '../../../datasets/scaling-rule.ts';
import { selectSlices } from '../../../datasets/slice-selection.ts';
import { compilePattern } from '../../../datasets/subject.ts';
import { degrade, resolveDegradation } from '../../../degrade/catalogue.ts';
import type { Image } from '../../../numeric/image.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { scaled } from '../images/scaled.ts';
import type { DatasetReader, SourceFile } from './dataset-reader.ts';
import { listFiles } from './list-files.ts';
import { openRawFile, type RawFile } from './raw-file.ts';
import { selectedFiles } from './raw-selection.ts';

/** By what part of a voxel steps of a mask and its volume may differ: headers round them. */
const SAME_STEP = 0.01;

type Open = (file: SourceFile) => Promise<Uint8Array>;

/** Reads the selected slices of every file: scaled, put on steps, cropped and resized, in this order. */
export const rawImagesReader: DatasetReader<RawImages> = {
  async files(declaration, baseFolder, where) {
    const root = resolve(baseFolder, declaration.root);
    const all = await listFiles(root, '', /./, { recursive: true });
    const images = await selectedFiles(declaration, root, all, where);
    const { masks } = declaration;
    if (!masks) return images;
    const byName = new Map(all.map((file) => [file.name, file]));
    return images.flatMap((file) => [file, maskOf(file, masks, byName, where)]);
  },
  async read(declaration, files, open, where) {
    const samples: DatasetSample[] = [];
    for await (const sample of rawSamples(declaration, files, open, where)) samples.push(sample);
    return samples;
  },
};

/** The mask of a file, packed or not. @throws InputError where there is none. */
function maskOf(
  { name: image }: SourceFile,
  { from, to }: NonNullable<RawImages['masks']>,
  byName: ReadonlyMap<string, SourceFile>,
  where: string,
): SourceFile {
  const name = image.replace(from, to);
  const mask = byName.get(name) ?? byName.get(name.replace(/\.gz$/, '')) ?? byName.get(`${name}.gz`);
  if (mask) return mask;
  throw new InputError({
    where,
    expected: `a mask of ${image}`,
    got: `no ${name}`,
    remedy: 'finish the download, or take the declaration of masks out',
  });
}

/** The samples of raw images one after the other, with no more than one volume in memory. */
export async function* rawSamples(
  declaration: RawImages,
  files: readonly SourceFile[],
  open: Open,
  where: string,
): AsyncGenerator<DatasetSample> {
  const pattern = compilePattern(declaration.files, where);
  const { finish, finishMask, cuts } = finishers(declaration, where);
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const file of files) {
    const match = pattern.exec(file.name);
    if (!match) continue;
    const { axis, slices, scaling, volume } = declaration;
    const raw = await openRawFile(await open(file), file.path, axis, volume);
    const indices = slices ? selectSlices(raw.count, slices, file.path) : [0];
    const images = indices.map((index) => raw.slice(index));
    const maskFile = declaration.masks && maskOf(file, declaration.masks, byName, where);
    const mask = maskFile && (await openRawFile(await open(maskFile), maskFile.path, axis));
    if (mask) assertMaskFits(mask, raw, maskFile.path, file.name);
    const stem = file.name.replace(/^.*\//, '').replace(/\.nii(\.gz)?$|\.[^.]*$/i, '');
    const subject = match.groups?.['subject'] ?? file.name.replace(/\.nii(\.gz)?$|\.[^.]*$/i, '');
    for (const [k, image] of scaledImages(images, raw, scaling, file.path).entries()) {
      const index = indices[k]!;
      const names = { ...match.groups, subject, stem, slice: String(index).padStart(2, '0') };
      const id = named(declaration.name, names, where);
      const finished = finish(image);
      assertNotBlack(finished, `${file.path}, slice ${index}`);
      const inside = mask && finishMask(mask.slice(index));
      for (const cut of cuts(finished, inside)) {
        yield {
          id: id + cut.place,
          subject,
          image: cut.image,
          ...(declaration.low && { lowResolution: degrade(cut.image, declaration.low, id + cut.place) }),
          ...(cut.mask && { mask: cut.mask }),
        };
      }
    }
  }
}

/** @throws InputError where a mask has other sizes than its volume, or lies otherwise in the body. */
function assertMaskFits(mask: RawFile, raw: RawFile, where: string, volume: string): void {
  const refuse = (expected: string, got: string, remedy: string): never => {
    throw new InputError({ where, expected, got, remedy });
  };
  const sizes = ({ count, slice }: RawFile) => {
    const { height, width } = slice(0);
    return `${count} slices of ${height} x ${width}`;
  };
  if (sizes(mask) !== sizes(raw))
    refuse(`a mask of ${sizes(raw)}, as ${volume} has`, sizes(mask), 'copy both files again');
  const other = mask.directions?.findIndex((step, axis) => {
    const own = raw.directions?.[axis] ?? step;
    return Math.hypot(...step.map((part, body) => part - own[body]!)) > SAME_STEP * Math.hypot(...own);
  });
  if (other === undefined || other < 0) return;
  const step = (file: RawFile) => file.directions![other]!.map((part) => Number(part.toFixed(3))).join(', ');
  refuse(
    `a mask that lies in the body as ${volume} does, where a step along axis ${other} leads ${step(raw)} mm`,
    step(mask),
    "resample it to the volume's grid, or mend its header",
  );
}

function scaledImages(
  images: readonly Image[],
  raw: RawFile,
  scaling: ScaleRule,
  where: string,
): readonly Image[] {
  if (isNeedingHeader(scaling)) return [scaled(raw.file!, scaling, where).file.image];
  if (scaling.rule === 'unit' && raw.file === undefined)
    assertRangeUsed(Math.max(...raw.values().map((data) => greatestOf({ data }))), where);
  return scaleSlices(images, scaling.rule.startsWith('volume') ? raw.values() : [], scaling, where);
}

function named(template: string, groups: Readonly<Record<string, string>>, where: string): string {
  return template.replace(/\{(\w+)\}/g, (_, group: string) => {
    const text = groups[group];
    if (text !== undefined) return text;
    throw new InputError({
      where: `${where} /name`,
      expected: `groups of the pattern of files: ${Object.keys(groups).join(', ')}`,
      got: `{${group}}`,
      remedy: 'correct the name, or name the group in the pattern',
    });
  });
}

function finishers({ steps, crop, size, patches }: RawImages, where: string) {
  const resize = size && resolveDegradation({ ...size, kind: 'resize' }, `${where} /size`);
  const nearest =
    size && resolveDegradation({ ...size, kind: 'resize', kernel: 'nearest' }, `${where} /size`);
  const cropped = (image: Image) => (crop === 'center-square' ? centerSquare(image) : image);
  return {
    finish(image: Image): Image {
      const cut = cropped(steps ? quantised(image, steps) : image);
      return resize ? degrade(cut, resize) : cut;
    },
    /** Any label above 0 is inside. */
    finishMask(mask: Image): Image {
      const inside = cropped({ ...mask, data: mask.data.map((label) => (label > 0 ? 1 : 0)) });
      return nearest ? degrade(inside, nearest) : inside;
    },
    /** The image as it is, or its patches with those of its mask. */
    cuts(image: Image, mask: Image | undefined) {
      if (!patches) return [{ place: '', image, ...(mask && { mask }) }];
      const all =
        mask &&
        new Map(patchesOf(mask, { ...patches, leastDeviation: 0 }).map((cut) => [cut.place, cut.image]));
      return patchesOf(image, patches).map((cut) => {
        const inside = all?.get(cut.place);
        return { ...cut, ...(inside && { mask: inside }) };
      });
    },
  };
}
