import { parseSync } from 'oxc-parser';

/** One small lie: what a file would say if somebody had written `to` for `from`. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** A whole statement, which `to` (nothing) removes; else an expression. */
  readonly statement: boolean;
}

/** A node of the parser's tree (ESTree with TypeScript's nodes). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Parses TypeScript, or says where it cannot. */
export function parsed(file: string, text: string): Node {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: expected TypeScript, got ${errors[0]!.message}; mend it`);
  return program as unknown as Node;
}

/**
 * All mutants of a file, in the order of their places: comparisons at their border, conditions always true and always
 * false, `&&` for `||`, arithmetic, signs, numbers (whole ones by 1, others by a tenth), defaults taken always and
 * never, calls left out or exchanged (`min` for `max`, `some` for `every`, `sort`, `filter`, `abs`, `sqrt`, ...),
 * statements left out. Texts and types are left alone.
 */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const found: Mutant[] = [];
  const lines = lineStarts(text);
  const add = ({ start, end }: Node, to: string, statement = false) => {
    const line = lines.findLastIndex((at) => at <= start) + 1;
    found.push({ file, line, start, end, from: text.slice(start, end), to, statement });
  };
  visit(parsed(file, text), null, (node, place) => {
    for (const to of alternatives(node, place, (part) => text.slice(part.start, part.end)))
      add(node, to, node.type === 'ExpressionStatement');
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** What a node is to its parent. */
interface Place {
  readonly parent: Node;
  readonly key: string;
}

/** Calls a function on every node that runs: no types, no names of properties, no targets of assignments. */
function visit(node: Node, place: Place | null, seen: (node: Node, place: Place) => void): void {
  if (isType(node)) return;
  if (place && !isFixed(node, place)) seen(node, place);
  for (const [key, value] of Object.entries(node)) {
    if (
      key === 'typeAnnotation' ||
      key === 'typeArguments' ||
      key === 'typeParameters' ||
      key === 'returnType'
    )
      continue;
    if (key === 'key' && node['computed'] !== true) continue;
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) visit(child, { parent: node, key }, seen);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

const typeWithCode = ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'];

function isType({ type }: Node): boolean {
  return (
    (type.startsWith('TS') && !typeWithCode.includes(type)) ||
    type.startsWith('Import') ||
    type === 'ExportAllDeclaration'
  );
}

/** Where another expression cannot stand: targets, callees, and the spine of an optional chain. */
function isFixed(node: Node, { parent, key }: Place): boolean {
  if (parent.type === 'AssignmentExpression' && key === 'left') return true;
  if (parent.type === 'UpdateExpression' || node['directive'] != null) return true;
  if (key === 'callee' || key === 'tag' || key === 'quasi') return true;
  if (parent.type === 'ChainExpression') return true;
  const spine =
    key === 'object' || key === 'callee' || (key === 'expression' && parent.type === 'TSNonNullExpression');
  return spine && hasOptional(node);
}

/** Whether a chain of members and calls has a `?.` in it. */
function hasOptional(node: Node): boolean {
  if (node['optional'] === true) return true;
  const next = node['object'] ?? node['callee'] ?? node['expression'];
  return isNode(next) && hasOptional(next);
}

const arithmetic: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '**': '*',
};
const border: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const equality: Readonly<Record<string, string>> = { '===': '!==', '!==': '===' };
const compound: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '&&=': '||=',
  '||=': '&&=',
};
const exchanged: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  round: 'floor',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};
/** Calls that leave their object or their one argument as it is when they are left out. */
const dropped = [
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'filter',
  'trim',
  'toLowerCase',
  'slice',
  'flat',
];
const droppedOfMath = ['sqrt', 'abs', 'log', 'exp'];

function alternatives(node: Node, place: Place, textOf: (node: Node) => string): readonly string[] {
  const { parent, key } = place;
  const condition = key === 'test' && parent.type !== 'SwitchCase';
  const constants = condition ? (isLoop(parent) ? ['false'] : ['true', 'false']) : [];
  return [...new Set([...constants, ...ownAlternatives(node, condition, place, textOf)])].filter(
    (to) => to !== textOf(node),
  );
}

function ownAlternatives(
  node: Node,
  condition: boolean,
  place: Place,
  textOf: (node: Node) => string,
): readonly string[] {
  const operator = node['operator'] as string;
  switch (node.type) {
    case 'BinaryExpression': {
      const [left, right] = [node['left'] as Node, node['right'] as Node];
      const other = (to: string) => `${textOf(left)} ${to} ${textOf(right)}`;
      if (operator in border) return [other(border[operator]!)];
      if (operator in equality) return condition ? [] : [other(equality[operator]!)];
      if (!(operator in arithmetic) || (operator === '+' && (isText(left) || isText(right)))) return [];
      return [`(${textOf(left)}) ${arithmetic[operator]} (${textOf(right)})`];
    }
    case 'LogicalExpression': {
      const [left, right] = [textOf(node['left'] as Node), textOf(node['right'] as Node)];
      if (operator === '??') return [left, right];
      return [`(${left}) ${operator === '&&' ? '||' : '&&'} (${right})`];
    }
    case 'UnaryExpression':
      return operator === '-' || operator === '!' ? [textOf(node['argument'] as Node)] : [];
    case 'AssignmentExpression':
      return operator in compound
        ? [`${textOf(node['left'] as Node)} ${compound[operator]} ${textOf(node['right'] as Node)}`]
        : [];
    case 'Literal':
      return literalAlternatives(node['value'], textOf(node));
    case 'CallExpression':
      return callAlternatives(node, textOf);
    case 'ExpressionStatement':
      return place.parent.type === 'Program' ? [] : [''];
    default:
      return [];
  }
}

function literalAlternatives(value: unknown, text: string): readonly string[] {
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value !== 'number') return [];
  if (Number.isInteger(value) && value < 2 ** 31) return [String(value + 1)];
  return [`${text} * 0.9`];
}

function callAlternatives(node: Node, textOf: (node: Node) => string): readonly string[] {
  const callee = node['callee'] as Node;
  const args = node['arguments'] as readonly Node[];
  if (callee.type !== 'MemberExpression' || callee['computed'] === true) return [];
  const object = callee['object'] as Node;
  const name = (callee['property'] as Node)['name'] as string;
  const isMath = object['name'] === 'Math';
  const list = args.map(textOf).join(', ');
  if (Object.hasOwn(exchanged, name)) return [`${textOf(object)}.${exchanged[name]}(${list})`];
  if (isMath && droppedOfMath.includes(name)) return [list];
  return !isMath && dropped.includes(name) ? [textOf(object)] : [];
}

function isText(node: Node): boolean {
  if (node.type === 'TemplateLiteral') return true;
  if (node.type === 'BinaryExpression') return isText(node['left'] as Node) || isText(node['right'] as Node);
  return node.type === 'Literal' && typeof node['value'] === 'string';
}

function isLoop({ type }: Node): boolean {
  return ['WhileStatement', 'DoWhileStatement', 'ForStatement'].includes(type);
}

/** Bodies of the loops that may fail to end, in the order of their places. */
export function loopsOf(file: string, text: string): readonly Node[] {
  const bodies: Node[] = [];
  visit(parsed(file, text), null, (node) => {
    if (isLoop(node)) bodies.push(node['body'] as Node);
  });
  return bodies;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
