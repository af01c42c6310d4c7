/** Names of rows and columns that hold differences of others. */
const DIFFERENCE = /^(?:Δ|δ|delta|diff(?:erence)?\.?|gain|improvement|change)\b|^[Δ∆δ]/i;

/** Whether a row or column is called one of differences: its values are measured as those of the others are not. */
export function isDifferenceLine(label: string): boolean {
  return DIFFERENCE.test(label);
}
