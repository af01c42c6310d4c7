/** Tables that are no text. */
export type BinaryTable = 'npz' | 'excel' | 'parquet';

/** What bytes are by their first and last ones; undefined for text, and for what is no table. */
export function binaryTable(bytes: Uint8Array): BinaryTable | undefined {
  const latin = (part: Uint8Array) => new TextDecoder('latin1').decode(part);
  const start = latin(bytes.subarray(0, 300));
  if (start.startsWith('PAR1')) return 'parquet';
  if (!start.startsWith('PK\x03\x04')) return undefined;
  if (/^.{30,200}\.npy/s.test(start)) return 'npz';
  // The list of files is at the end of a zip archive.
  return latin(bytes.subarray(-65_536)).includes('xl/workbook.xml') ? 'excel' : undefined;
}
