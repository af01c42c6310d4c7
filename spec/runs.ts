/** Cases of a property that takes another number than fast-check's 100: in proportion to what FC_RUNS asks for. */
export function runs(count: number): number {
  return Math.max(1, Math.round((count * Number(process.env['FC_RUNS'] ?? 100)) / 100));
}
