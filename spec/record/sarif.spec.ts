import { expect } from 'chai';
import { auditSarif } from '../../harness/record/audit/sarif.ts';
import type { Finding, Severity } from '../../harness/record/finding.ts';
import { ruleNamed, rules } from '../../harness/record/rules/catalogue.ts';

const finding = (id: string, severity: Severity, more: Partial<Finding> = {}): Finding => ({
  id,
  rule: 'difference',
  related: [],
  severity,
  statement: 'A is not B.',
  place: { uri: 'https://example.org/paper', label: 'Table 2', source: 'paper' },
  printed: [],
  recomputed: [],
  derivation: 'A - B = 1.',
  resolution: 'the scores',
  ...more,
});

const text = [
  '{',
  '  "checks": [',
  '    { "id": "loop-{set}-{arm}" },',
  '    { "id": "loop-knee-own" },',
  '\t{ "id" : "tab.s" }',
  '  ]',
  '}',
].join('\n');

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly snippet?: { readonly text: string };
}

interface Result {
  readonly ruleId: string;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Region;
    };
    readonly logicalLocations: readonly object[];
  }[];
  readonly relatedLocations: readonly object[];
  readonly partialFingerprints: object;
  readonly properties: object;
}

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly version: string; readonly rules: readonly { id: string }[] };
    };
    readonly results: readonly Result[];
  }[];
}

function logOf(findings: readonly Finding[], record = text) {
  const log = auditSarif(findings, '1.2.3', {
    path: 'experiments/record.json',
    text: record,
    document: 'https://example.org/paper',
  }) as Log;
  return { version: log.version, run: log.runs[0]! };
}

const regionOf = (id: string, record = text) =>
  logOf([finding(id, 'inconsistent')], record).run.results[0]!.locations[0]!.physicalLocation.region;

describe('findings as SARIF', () => {
  it('fail where figures disagree, stay open where nothing can be said, pass where they agree', () => {
    const grades = (['inconsistent', 'suspicious', 'not checkable', 'consistent'] as const).map(
      (severity) => {
        const { kind, level, properties } = logOf([finding('a', severity)]).run.results[0]!;
        expect(properties).to.include({ severity });
        return `${kind} ${level}`;
      },
    );
    expect(grades).to.deep.equal(['fail error', 'fail warning', 'open none', 'pass none']);
  });

  it('stand at the line that declares their check, the exact one before a loop', () => {
    expect(regionOf('loop-knee-own')).to.deep.equal({
      startLine: 4,
      startColumn: 5,
      endLine: 4,
      endColumn: 31,
      snippet: { text: '{ "id": "loop-knee-own" },' },
    });
    expect(regionOf('loop-brain-own')).to.include({ startLine: 3, startColumn: 5 });
    expect(regionOf('loop-brain-own').snippet!.text).to.equal('{ "id": "loop-{set}-{arm}" },');
    expect(regionOf('tab.s')).to.include({ startLine: 5, startColumn: 2 });
    expect(regionOf('tab.s', text.replaceAll('\n', '\r\n'))).to.deep.equal(regionOf('tab.s'));
  });

  it('stand at the first line where nothing declares their check', () => {
    for (const id of ['loop-knee', 'a-loop-knee-own-b', 'tabss', 'loop--'])
      expect(regionOf(id), id).to.deep.equal({
        startLine: 1,
        startColumn: 1,
        endLine: 1,
        endColumn: 2,
        snippet: { text: '{' },
      });
    expect(regionOf('a', '')).to.deep.equal({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
    // A dot is a dot, also in what a loop makes.
    expect(regionOf('axs-1', '\n"id": "a.s-{n}"').startLine).to.equal(1);
    expect(regionOf('a.s-1', '\n"id": "a.s-{n}"').startLine).to.equal(2);
  });

  it('name the rules that found something, each once, with what it holds', () => {
    const other = rules.find(({ name }) => name !== 'difference')!;
    const { run, version } = logOf([
      finding('a', 'consistent'),
      finding('b', 'consistent', { rule: other.name }),
      finding('c', 'inconsistent'),
    ]);
    expect(version).to.equal('2.1.0');
    expect(run.tool.driver.version).to.equal('1.2.3');
    expect(run.tool.driver.rules.map(({ id }) => id)).to.have.members(['difference', other.name]);
    const { title, description } = ruleNamed('difference', 'here');
    expect(run.tool.driver.rules.find(({ id }) => id === 'difference')).to.deep.include({
      shortDescription: { text: title },
      fullDescription: { text: description },
    });
    expect(run.results.map(({ ruleId }) => ruleId)).to.deep.equal(['difference', other.name, 'difference']);
  });

  it('say what they say, where the document prints it, and which claims rest on it', () => {
    const place = finding('a', 'consistent').place;
    const [near, bare] = logOf([
      finding('a', 'inconsistent', {
        claim: 'C1',
        related: ['C2'],
        place: { ...place, line: 7, anchor: 'row 3' },
      }),
      finding('b', 'inconsistent'),
    ]).run.results;
    expect(near!.message.text).to.equal('A is not B. A - B = 1. To settle it: the scores');
    expect(near!.locations[0]!.physicalLocation.artifactLocation.uri).to.equal('experiments/record.json');
    expect(near!.locations[0]!.logicalLocations).to.deep.equal([{ fullyQualifiedName: 'a' }]);
    expect(near!.partialFingerprints).to.deep.equal({ 'check/v1': 'a' });
    expect(near!.properties).to.deep.include({ claims: ['C1', 'C2'] });
    expect(bare!.properties).to.deep.include({ claims: [] });
    const artifactLocation = { uri: 'https://example.org/paper' };
    expect(near!.relatedLocations).to.deep.equal([
      {
        id: 0,
        message: { text: 'Table 2: row 3' },
        physicalLocation: { artifactLocation, region: { startLine: 7, endLine: 7 } },
      },
    ]);
    expect(bare!.relatedLocations).to.deep.equal([
      { id: 0, message: { text: 'Table 2' }, physicalLocation: { artifactLocation } },
    ]);
  });
});
