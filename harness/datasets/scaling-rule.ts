/**
 * How values of a scanner become values in [0, 1].
 *
 * - `unit`: they are already; anything outside is refused
 * - `bit-depth`: divided by the largest value of so many bits; anything outside is refused
 * - `slice-min-max`: each slice by its own minimum and maximum, as the release does with one of its sets
 * - `volume-min-max`: every slice by the minimum and maximum of its whole volume
 * - `slice-percentile`, `volume-percentile`: by two percentiles of the slice or of the whole volume, clamped
 * - `range`: from one value to another, clamped
 */
export type Scaling =
  | { readonly rule: 'unit' | 'slice-min-max' | 'volume-min-max' }
  | { readonly rule: 'bit-depth'; readonly bits: number }
  | { readonly rule: 'slice-percentile' | 'volume-percentile'; readonly low: number; readonly high: number }
  | { readonly rule: 'range'; readonly low: number; readonly high: number; readonly name?: string };

/**
 * A rule of scaling, or one that what a file says about its values decides.
 *
 * - `auto`: by the kind of the image, see `ruleOfKind`
 * - `header-window`: the table or window that the file asks to be shown with; `nth` counts windows from 1
 * - `stored-range`: the range of the type or of the stored bits
 */
export type ScaleRule = Scaling | HeaderRule;

export type HeaderRule =
  | { readonly rule: 'auto' | 'stored-range' }
  | { readonly rule: 'header-window'; readonly nth?: number };

export function isNeedingHeader(rule: ScaleRule): rule is HeaderRule {
  return rule.rule === 'auto' || rule.rule === 'header-window' || rule.rule === 'stored-range';
}
