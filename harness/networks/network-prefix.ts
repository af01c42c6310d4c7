import { InputError } from '../numeric/input-error.ts';

/**
 * What stands before a network's names in a checkpoint that holds more than it, or holds it in a wrapper: `model.`,
 * `module.`, `first_stage_model.`. Empty where the names stand alone, and where no prefix explains half of them.
 * @param names of the checkpoint's tensors
 * @param wanted the network's names
 * @param rename a name without its prefix as the network calls it
 * @param where the checkpoint, for messages
 * @throws InputError where the whole network stands under several.
 */
export function networkPrefix(
  names: readonly string[],
  wanted: ReadonlySet<string>,
  rename: (name: string) => string,
  where: string,
): string {
  const alone = names.filter((name) => wanted.has(rename(name))).length;
  if (2 * alone >= wanted.size) return '';
  const counts = new Map<string, number>();
  for (const name of names) {
    for (let at = name.indexOf('.') + 1; at > 0; at = name.indexOf('.', at) + 1) {
      if (!wanted.has(rename(name.slice(at)))) continue;
      const prefix = name.slice(0, at);
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  if (2 * most < wanted.size) return '';
  const [prefix, ...others] = [...counts].filter(([, count]) => count === most).map(([key]) => key);
  if (others.length === 0) return prefix!;
  throw new InputError({
    where,
    expected: 'one network of these names',
    got: `several, under ${[prefix, ...others].join(' and ')}`,
    remedy:
      'save the one that is meant alone: {k.removeprefix(PREFIX): v for k, v in state.items() if k.startswith(PREFIX)}',
  });
}
