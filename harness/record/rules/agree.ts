import type { Severity } from '../finding.ts';
import { agreement, showInterval } from '../interval.ts';
import { asPrinted, type Quantity } from '../operand.ts';

/** The severity of a printed value against its recomputation, and how to say it. */
export function agree(printed: Quantity, recomputed: Quantity): { severity: Severity; words: string } {
  const values = `${asPrinted(printed)} stands for ${showInterval(printed.interval)}, and ${recomputed.label} is ${showInterval(recomputed.interval)}`;
  switch (agreement(printed.interval, recomputed.interval)) {
    case 'agree':
      return { severity: 'consistent', words: `${values}: they overlap.` };
    case 'touch':
      return {
        severity: 'suspicious',
        words: `${values}: they share an end only, so both are right only if a value half-way between two printed ones was rounded up once and down once.`,
      };
    case 'differ':
      return { severity: 'inconsistent', words: `${values}: no value lies in both.` };
  }
}
