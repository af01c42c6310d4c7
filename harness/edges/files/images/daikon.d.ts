/** What this project uses of daikon, which ships no types. */
declare module 'daikon' {
  export interface DicomTag {
    readonly value: unknown;
  }
  export interface DicomImage {
    readonly littleEndian: boolean;
    getTag(group: number, element: number): DicomTag | undefined;
    hasPixelData(): boolean;
    isCompressed(): boolean;
    getRows(): number | null;
    getCols(): number | null;
    getBitsAllocated(): number | null;
    getBitsStored(): number | null;
    getPixelRepresentation(): number | null;
    getNumberOfFrames(): number;
    getNumberOfSamplesPerPixel(): number;
    getPhotometricInterpretation(): string | null;
    getDataScaleSlope(): number | null;
    getDataScaleIntercept(): number | null;
    /** The pixel data, decompressed. */
    getRawData(): ArrayBuffer;
  }
  const daikon: {
    readonly Series: {
      parserError: Error | null;
      parseImage(data: DataView): DicomImage | null;
    };
  };
  export default daikon;
}
