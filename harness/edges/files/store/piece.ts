/** Bytes that one call reads or hashes: none takes 2 GiB. */
export const PIECE = 2 ** 26;
