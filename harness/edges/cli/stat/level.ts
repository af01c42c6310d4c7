import { intervalName } from '../../../statistics/procedure-at.ts';

/** The confidence that a flag asks for; undefined where it is not given. @throws InputError for an impossible one. */
export function levelIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const level = text.trim() === '' ? Number.NaN : Number(text);
  intervalName(level);
  return level;
}
