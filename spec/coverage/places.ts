import { type Node, parsed } from '../mutation/mutants.ts';

/** A stretch of a source, by offsets: what runs as often as its first character. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What can run: as often as `at` does, less what `unless` does (a way out of a condition where nothing stands). */
export interface Branch {
  readonly at: Place;
  readonly unless: Place | null;
  /** What must have run before it: the statement that it stands in or after. V8 forgets that after a `return`. */
  readonly after: Branch | null;
}

/** What of a source can run. */
export interface Places {
  /** The statements that begin on each line that has some. */
  readonly lines: ReadonlyMap<number, readonly Branch[]>;
  readonly branches: readonly Branch[];
}

/**
 * Lines and branches of a TypeScript source: a line is one on which a statement, or the expression that a function
 * gives back, begins; branches are both ways of `if`, `?:`, `&&`, `||` and `??`, the cases of `switch`, and `catch`.
 */
export function placesOf(file: string, text: string): Places {
  const lines = new Map<number, Branch[]>();
  const branches: Branch[] = [];
  const starts = lineStarts(text);
  walk(parsed(file, text), null, (node, after) => {
    branches.push(...branchesOf(node).map((branch) => ({ ...branch, after })));
    if (!isStatement(node)) return null;
    const line = starts.findLastIndex((at) => at <= node.start);
    const statement = { at: node, unless: null, after };
    lines.set(line, [...(lines.get(line) ?? []), statement]);
    return statement;
  });
  return { lines, branches };
}

/** The offset at which each line begins. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

type Way = Omit<Branch, 'after'>;

function branchesOf(node: Node): Way[] {
  const part = (name: string) => node[name] as Node;
  const taken = (at: Node | undefined): Way[] => (at ? [{ at: firstOf(at), unless: null }] : []);
  if (node.type === 'IfStatement') {
    const otherwise = node['alternate']
      ? taken(part('alternate'))
      : [{ at: node, unless: firstOf(part('consequent')) }];
    return [...taken(part('consequent')), ...otherwise];
  }
  if (node.type === 'ConditionalExpression')
    return [...taken(part('consequent')), ...taken(part('alternate'))];
  if (node.type === 'LogicalExpression')
    return [...taken(part('right')), { at: part('left'), unless: part('right') }];
  if (node.type === 'SwitchCase') return taken((node['consequent'] as Node[])[0]);
  if (node.type === 'CatchClause') return taken(part('body'));
  return [];
}

/** The first statement of a block, else the whole. */
function firstOf(node: Node): Node {
  const [first] = node.type === 'BlockStatement' ? (node['body'] as Node[]) : [];
  return first && isStatement(first) ? firstOf(first) : node;
}

const silent = ['BlockStatement', 'EmptyStatement', 'LabeledStatement'];

function isStatement(node: Node): boolean {
  if (node.type === 'VariableDeclaration') return node['declare'] !== true;
  return (node.type.endsWith('Statement') && !silent.includes(node.type)) || node['given back'] === true;
}

/** Calls a function on every node but those of types, with the statement before it, and asks it for its own. */
function walk(
  node: Node,
  before: Branch | null,
  seen: (node: Node, before: Branch | null) => Branch | null,
): Branch | null {
  if (/^TS(?!AsExpression|NonNullExpression|SatisfiesExpression)/.test(node.type)) return null;
  const own = seen(node, before);
  const isFunction = /^(Arrow)?Function/.test(node.type);
  for (const [key, value] of Object.entries(node)) {
    let last = isFunction ? null : (own ?? before);
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child !== 'object' || child === null || typeof (child as Node).type !== 'string') continue;
      const givenBack = isFunction && key === 'body' && node['expression'] === true;
      const found = walk(
        givenBack ? { ...(child as Node), 'given back': true } : (child as Node),
        last,
        seen,
      );
      last = found ?? last;
    }
  }
  return own;
}
