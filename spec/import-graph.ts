/** The modules that a TypeScript text imports: statements, `import()` in code and in types, re-exports. */
export function importsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:\sfrom\s+|\bimport\s*\(?\s*)'([^'\n]+)'/g)].map(([, name]) => name!);
}

/**
 * The groups of nodes that reach each other: the strongly connected components of more than one node, and the nodes
 * that lead to themselves (Tarjan 1972).
 */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    lowest.set(node, order.get(node)!);
    open.push(node);
    const next = graph.get(node) ?? [];
    for (const other of next) {
      if (!order.has(other)) visit(other);
      if (open.includes(other)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(other)!));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const group = open.splice(open.indexOf(node));
    if (group.length > 1 || next.includes(node)) cycles.push(group.sort());
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return cycles;
}
