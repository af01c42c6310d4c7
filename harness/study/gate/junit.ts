import type { GateCheck } from './checks.ts';

/** The checks as JUnit's XML, a test suite for each kind: what most systems of continuous integration read. */
export function junit(checks: readonly GateCheck[]): string {
  const suites = [...new Set(checks.map(({ suite }) => suite))].map((suite) =>
    suiteText(
      suite,
      checks.filter((check) => check.suite === suite),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="latent-sr" ${countsText(checks)}>`,
    ...suites,
    '</testsuites>\n',
  ].join('\n');
}

function suiteText(suite: string, checks: readonly GateCheck[]): string {
  return [
    `  <testsuite name="${escaped(suite)}" ${countsText(checks)} skipped="${countOf(checks, 'skipped')}">`,
    ...checks.map(caseText),
    '  </testsuite>',
  ].join('\n');
}

function caseText({ suite, name, state, message }: GateCheck): string {
  const open = `    <testcase classname="latent-sr.${escaped(suite)}" name="${escaped(name)}" time="0"`;
  const text = escaped(message);
  if (state === 'passed') return `${open}><system-out>${text}</system-out></testcase>`;
  if (state === 'skipped') return `${open}><skipped message="${text}"/></testcase>`;
  return `${open}><failure message="${text}">${text}</failure></testcase>`;
}

/** What both elements may say; Jenkins' schema knows `skipped` of a suite alone. */
function countsText(checks: readonly GateCheck[]): string {
  return `tests="${checks.length}" failures="${countOf(checks, 'failed')}" errors="0" time="0"`;
}

function countOf(checks: readonly GateCheck[], state: GateCheck['state']): number {
  return checks.filter((check) => check.state === state).length;
}

/** XML 1.0 has no way to write most control characters, nor halves of surrogate pairs: they become U+FFFD. */
function escaped(text: string): string {
  return Array.from(
    text,
    (character) => named[character] ?? (isWritable(character) ? character : '\ufffd'),
  ).join('');
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** @see https://www.w3.org/TR/xml/#charsets */
function isWritable(character: string): boolean {
  const code = character.codePointAt(0)!;
  return code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
