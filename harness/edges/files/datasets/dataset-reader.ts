import type { DatasetDeclaration, DatasetSample } from '../../../datasets/dataset.ts';

/** A file of a data set: its name in the set's own terms, the same on every machine, and where it lies. */
export interface SourceFile {
  readonly name: string;
  readonly path: string;
}

/** How a kind of data set is found on disk and read. */
export interface DatasetReader<Declaration extends DatasetDeclaration> {
  /** The set is made, not read: it has no files, and its declaration is all that decides it. */
  readonly made?: true;
  /** The set's files, in the order of their names; nothing is opened. */
  files(declaration: Declaration, baseFolder: string, where: string): Promise<readonly SourceFile[]>;
  /** The samples, from the bytes that `open` gives. */
  read(
    declaration: Declaration,
    files: readonly SourceFile[],
    open: (file: SourceFile) => Promise<Uint8Array>,
    where: string,
  ): Promise<DatasetSample[]>;
}
