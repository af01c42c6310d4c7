import { InputError, type InputFault } from '../../../../numeric/input-error.ts';
import { imageNames } from '../format.ts';

/** One error for all faults: the fault itself where it is one, else each on a line of its own below. */
export function faultsError(
  source: string,
  faults: readonly InputFault[],
  files: number,
  skipFaulty: boolean | undefined,
): InputError {
  const [first, ...others] = faults;
  const around = skipFaulty === undefined ? '' : ', or go on without with --skip-faulty';
  if (others.length === 0) return new InputError({ ...first!, remedy: `${first!.remedy}${around}` });
  const lines = faults.map((fault) => `  ${new InputError(fault).message}`);
  return new InputError({
    where: source,
    expected: 'images that can be read',
    got: `${faults.length} faults in ${files} files`,
    remedy: `mend them${around}:\n${lines.join('\n')}`,
  });
}

/** Ids that several files have. */
export function idFaults(
  images: readonly { readonly id: string; readonly path: string }[],
): readonly InputFault[] {
  const first = new Map<string, string>();
  const faults: InputFault[] = [];
  for (const { id, path } of images) {
    const other = first.get(id);
    if (other === undefined) first.set(id, path);
    else {
      const got = `${id} again, as in ${other}`;
      faults.push({ where: path, expected: 'every name once', got, remedy: 'rename one of the files' });
    }
  }
  return faults;
}

/** The error for a source that holds none. */
export function noImages(source: string, faulty: number, leftOut: number): InputError {
  const others = [
    ...(faulty > 0 ? [`${faulty} faulty`] : []),
    ...(leftOut > 0 ? [`${leftOut} that are no images`] : []),
  ];
  return new InputError({
    where: source,
    expected: `images (${imageNames}, or DICOM by its content)`,
    got: others.length > 0 ? `${others.join(' and ')}, no other file` : 'no file',
    remedy: 'name the folder that holds them',
  });
}
