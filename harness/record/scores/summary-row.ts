/**
 * Whether a row is a summary of others and no image: its id is the name of one (`mean`, `Average PSNR`, `std`, `25%`).
 */
export function isSummary(id: unknown): boolean {
  return typeof id === 'string' && SUMMARY.test(id.trim());
}

const SUMMARY =
  /^(?:(?:grand\s+|overall\s+|total\s+)?(?:mean|average|avg\.?|median|std\.?(?:\s*dev(?:iation)?)?|stdev|sd|sem|variance|var|min(?:imum)?|max(?:imum)?|sum|total|overall|count)(?:[\s_:=(].*)?|\d{1,2}(?:\.\d+)?%|±.*|mean\s*(?:±|\+\/-).*)$/i;
