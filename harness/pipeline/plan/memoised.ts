import type { PlanContext } from './context.ts';

/** What was planned already: by context, then part by part of its name. */
const planned = new WeakMap<PlanContext, Branch>();

type Branch = Map<unknown, unknown>;

/**
 * What `make` gives, made once a plan: cells share data sets, networks and images, and a stage's key costs a hash.
 * @param parts what it is and follows from, always as many for one `what`; objects are told apart by identity.
 * What throws is not kept.
 */
export function memoised<T>(context: PlanContext, what: string, parts: readonly unknown[], make: () => T): T {
  if (!planned.has(context)) planned.set(context, new Map());
  const last = parts.at(-1);
  const branch = [what, ...parts.slice(0, -1)].reduce<Branch>(branchAt, planned.get(context)!);
  if (!branch.has(last)) branch.set(last, make());
  return branch.get(last) as T;
}

function branchAt(branch: Branch, part: unknown): Branch {
  if (!branch.has(part)) branch.set(part, new Map());
  return branch.get(part) as Branch;
}
