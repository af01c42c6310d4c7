import { InputError } from '../../numeric/input-error.ts';
import type { Sample } from '../procedure.ts';

/** @throws InputError naming the first value of either column outside [0, 1]. */
export function assertRates(where: string, { ids, x, y }: Sample, what = 'rates'): void {
  for (const values of y ? [x, y] : [x]) {
    const at = values.findIndex((value) => !(value >= 0 && value <= 1));
    if (at < 0) continue;
    throw new InputError({
      where,
      expected: `${what} from 0 to 1`,
      got: `${values[at]} at id ${ids[at]}`,
      remedy: 'divide percentages by 100',
    });
  }
}
