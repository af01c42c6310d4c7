const names: Readonly<Record<string, string>> = {
  Δ: 'delta',
  δ: 'delta',
  χ: 'chi',
  α: 'alpha',
  β: 'beta',
  η: 'eta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  ω: 'omega',
  '×': 'x',
  '+': '-plus-',
  '²': '2',
  '³': '3',
  '%': '-percent-',
  '<': '-under-',
  '>': '-over-',
  '≤': '-at-most-',
  '≥': '-at-least-',
};

/** A text as part of an id: `Our Net†` is `our-net`. Empty where nothing of the text can stand in one. */
export function identifier(text: string): string {
  return [...text.normalize('NFKD')]
    .map((letter) => names[letter] ?? letter)
    .join('')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
}

/** The ids made different by a number where they are not; those of nothing are named by their place. */
export function distinct(ids: readonly string[], stem: string): readonly string[] {
  const used = new Set<string>();
  const next = new Map<string, number>();
  return ids.map((id, at) => {
    const own = id === '' ? `${stem}${at + 1}` : id;
    let again = next.get(own) ?? 1;
    let name = own;
    while (used.has(name)) name = `${own}-${++again}`;
    next.set(own, again);
    used.add(name);
    return name;
  });
}
