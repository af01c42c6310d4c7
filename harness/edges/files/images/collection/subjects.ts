import { subjectOf } from '../../../../datasets/subject.ts';
import type { DicomOrigin } from '../dicom/origin.ts';

/** How it was told whose image each is. */
export const subjectSources = {
  pattern: 'the pattern that was given',
  BIDS: 'the sub- part of the path',
  PatientID: 'PatientID',
  folder: 'the folder',
  file: 'the file, each its own',
} as const;
export type SubjectSource = keyof typeof subjectSources;

/** Whose image it is, and what told so. */
export interface Subject {
  readonly subject: string;
  readonly from: SubjectSource;
}

/**
 * Whose image each is: by the pattern on its id where one is given; else by the BIDS entity `sub-` of its path, by the
 * PatientID of its DICOM file, by the first folder below the one that holds all, or each file its own.
 * @throws InputError when the pattern does not match an id.
 */
export function subjectsBy(
  pattern: RegExp | undefined,
  files: readonly { readonly name: string }[],
): (image: { id: string; name: string; path: string; origin: DicomOrigin | undefined }) => Subject {
  const common = commonFolder(files.map(({ name }) => name));
  return ({ id, name, path, origin }) => {
    if (pattern) return { subject: subjectOf(id, pattern, path), from: 'pattern' };
    const bids = /(?:^|[/_])(sub-[A-Za-z0-9]+)(?=[_/.]|$)/.exec(name)?.[1];
    if (bids !== undefined) return { subject: bids, from: 'BIDS' };
    const patient = origin?.patient?.trim();
    if (patient) return { subject: patient, from: 'PatientID' };
    const [folder, ...rest] = name.slice(common.length).split('/');
    if (rest.length > 0) return { subject: common + folder!, from: 'folder' };
    return { subject: id.replace(/#[^#]*$/, ''), from: 'file' };
  };
}

/** The folders that all paths begin with, with a `/` at the end. */
export function commonFolder(names: readonly string[]): string {
  const [first = ''] = names;
  let common = first.slice(0, first.lastIndexOf('/') + 1);
  while (common !== '' && !names.every((name) => name.startsWith(common))) {
    common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
  }
  return common;
}
