import type { Term } from './term.ts';
import { factorsWith, type Vocabulary } from './vocabulary.ts';

/** The text of terms, as `parseContrast` reads it with the same vocabulary. */
export function printContrast(terms: readonly Term[], vocabulary: Vocabulary): string {
  return terms
    .map(({ weight, score, cell }, i) => {
      const sign = weight < 0 ? '-' : i === 0 ? '' : '+';
      const size = Math.abs(weight) === 1 ? '' : `${Math.abs(weight)} * `;
      return `${sign}${sign && i > 0 ? ' ' : ''}${size}${score}${printLevels(cell, vocabulary)}`;
    })
    .join(' ');
}

function printLevels(cell: Term['cell'], vocabulary: Vocabulary): string {
  const levels = Object.entries(cell).map(([factor, level]) => {
    const factors = factorsWith(level, vocabulary);
    return factors.length === 1 && factors[0] === factor ? level : `${factor}=${level}`;
  });
  return levels.length === 0 ? '' : `[${levels.join(', ')}]`;
}
