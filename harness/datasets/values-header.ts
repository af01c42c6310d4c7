/** What a file says about its values, in their units. */
export interface ValuesHeader {
  /** Bits of a sample of a format of pictures, whose values are in [0, 1]; null for the others. */
  readonly bits: number | null;
  /** The least and the greatest value that the type or the stored bits allow for. */
  readonly range?: readonly [number, number];
  /** What kind of scanner made the image, as DICOM names it: CT, MR, DX, ... */
  readonly modality?: string;
  /** The series that the image belongs to, as DICOM identifies it: the volume whose slices are files. */
  readonly series?: string;
  /** The range of values that the file asks to be shown: the first of its windows. */
  readonly window?: Window;
  /** All windows, where there are several. */
  readonly windows?: readonly Window[];
  /** The table by which the file asks to be shown, which goes before its windows. */
  readonly display?: DisplayTable;
  /** Values of what is no image, such as the corners outside a scanner's field of view; both ends belong to it. */
  readonly padding?: readonly [number, number];
  /** All values of the volume that the image is a slice of. */
  readonly volume?: Float64Array;
}

/** A window of grey values (DICOM PS3.3, C.11.2.1). */
export interface Window {
  /** What the file calls it. */
  readonly name?: string;
  readonly center: number;
  readonly width: number;
  readonly shape: 'linear' | 'linear-exact' | 'sigmoid';
}

/** A VOI table (DICOM PS3.3, C.11.2.1.1), to values in [0, 1]. */
export interface DisplayTable {
  /** What the file calls it. */
  readonly name?: string;
  readonly entries: number;
  /** What a stored value is shown as. */
  at(value: number): number;
}
