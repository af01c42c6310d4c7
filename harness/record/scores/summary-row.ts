/**
 * Whether a row is a summary of others and no image: its id is the name of one (`mean`, `Average PSNR`, `std`, `25%`).
 */
export function isSummary(id: unknown): boolean {
  return typeof id === 'string' && SUMMARY.test(id.trim());
}

const WORD = String.raw`(?:(?:grand|overall|total)\s+)?(?:mean|average|avg\.?|median|std\.?(?:\s*dev(?:iation)?\.?)?|stdev|sd|sem|variance|var|min(?:imum)?|max(?:imum)?|sum|total|overall|count)`;

// A word by itself, before other words or a bracket; `mean_001` is an image.
const SUMMARY = new RegExp(
  String.raw`^(?:${WORD}(?:[\s_:=±+/-]+[^\d]*|\s*\(.*\))?|\d{1,2}(?:\.\d+)?%|±\D*)$`,
  'i',
);
