/**
 * What a process that computes stages is started with. Arrays of a mebibyte and more lie apart, so that the system has
 * them back when they are freed. Left to itself, glibc ends that with the first large array that is freed, and a session
 * of the paper's denoiser keeps its weights twice over (spec/bench/README.md). Other C libraries do not read it.
 */
export const memoryEnvironment = { MALLOC_MMAP_THRESHOLD_: `${2 ** 20}` } as const;
