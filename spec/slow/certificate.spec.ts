import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { type Certificate, hashesIn } from '../../harness/edges/certificate/certificate.ts';
import { certify } from '../../harness/edges/certificate/certify.ts';
import { verify } from '../../harness/edges/certificate/verify.ts';
import { validated } from '../../harness/edges/files/schemas.ts';
import { workspaceAt } from '../../harness/edges/files/workspace.ts';
import { runStudy } from '../../harness/edges/run-study.ts';
import { silent } from '../../harness/study/execution.ts';
import { runCli } from '../edges/cli/run-cli.ts';

const paper = resolve(import.meta.dirname, '..', 'workspaces', 'second-paper');

describe('a certificate', function () {
  this.timeout(30_000);
  let home: string;
  let certificate: string;
  const run = () => join(home, 'run');
  const workspace = () => ({ ...workspaceAt(paper), store: join(home, 'store') });
  const quiet = { jobs: 1, progress: silent, warn: () => {} };
  const certified = (folder: string, claim: string | null = 'cubic') =>
    certify(workspace(), run(), claim, join(home, folder), quiet);
  const verified = () => verify(certificate, workspace(), quiet);

  /** What is left of an attempt: its message. */
  const refusal = (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => 'nothing',
      (error: Error) => error.message,
    );

  /** Changes a file of the certificate for one check, with its hash where that is asked for. */
  async function changed(
    name: string,
    change: (text: string) => string,
    rehashed: boolean,
    check: () => Promise<void>,
  ) {
    const files = [name, 'certificate.json'].map((file) => join(certificate, file));
    const before = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : null));
    writeFileSync(files[0]!, change(before[0] ?? ''));
    if (rehashed) {
      const written = JSON.parse(readFileSync(files[1]!, 'utf8')) as Certificate;
      const hashes = Object.fromEntries(await hashesIn(certificate));
      writeFileSync(files[1]!, JSON.stringify({ ...written, files: hashes }));
    }
    await check().finally(() => {
      for (const [i, text] of before.entries()) {
        if (text === null) rmSync(files[i]!);
        else writeFileSync(files[i]!, text);
      }
    });
  }

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'latent-sr-certificate-'));
    certificate = join(home, 'certificate');
    const store = join(home, 'store');
    await runStudy({ workspace: paper, profile: 'table', store, out: run(), jobs: 1 });
    await certified('certificate');
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('holds all that its claim needs, the data of the workspace too, and replays byte for byte', async () => {
    expect(readFileSync(join(certificate, 'scores.csv'))).to.eql(readFileSync(join(paper, 'scores.csv')));
    const { difference, computed, certificate: read } = await verified();
    expect(difference).to.equal(null);
    expect(computed).to.be.above(0);
    expect(read.claim).to.equal('cubic');
  });

  it('that says other than what is computed is told by the first line that differs', async () => {
    const shifted = (text: string) =>
      text.replace(/"value":(\d)/, (_, digit) => `"value":${9 - Number(digit)}`);
    await changed('run/rows.jsonl', shifted, true, async () => {
      const { difference } = await verified();
      expect(difference).to.include({ file: 'rows.jsonl', line: 1 });
      expect(difference!.expected).to.not.equal(difference!.got);
    });
    await changed(
      'run/run.json',
      (text) => text.replace('"reproduced"', '"inconclusive"'),
      true,
      async () => {
        const { difference } = await verified();
        expect(difference!.file).to.equal('run.json');
        expect(difference!.expected).to.contain('inconclusive');
      },
    );
    await changed(
      'run/rows.jsonl',
      (text) => `${text}{}\n`,
      true,
      async () => {
        expect((await verified()).difference).to.include({ expected: '{}', got: null });
      },
    );
  });

  it('whose declarations are others is told likewise, though its hashes fit', async () => {
    const other = (text: string) => text.replace(/\d\.\d/, '0.0');
    await changed('scores.csv', other, true, async () => {
      expect((await verified()).difference).to.not.equal(null);
    });
  });

  it('is written and replayed by the commands, from any folder: exit code 0, and 2 where a byte differs', async () => {
    const args = ['certificate', run(), '--workspace', paper, '--json', '--jobs', '1'];
    const environment = { LATENT_SR_STORE: join(home, 'store') };
    const written = await runCli(args, environment, home);
    expect(written.code, written.stderr).to.equal(0);
    const document = validated<{ folder: string; claim: null }>(
      'certificate',
      JSON.parse(written.stdout),
      'stdout',
    );
    expect(document).to.include({ folder: join(home, 'certificate-run'), claim: null });
    const call = async (folder: string) => {
      const { code, stdout, stderr } = await runCli(
        ['verify', folder, '--json', '--jobs', '1'],
        {},
        tmpdir(),
      );
      expect(stderr).to.equal('');
      return { code, ...validated<{ same: boolean }>('verify', JSON.parse(stdout), 'stdout') };
    };
    expect(await call(document.folder)).to.include({ code: 0, same: true, difference: null });
    certificate = document.folder;
    await changed(
      'run/rows.jsonl',
      (text) => text.replace('"value":2', '"value":8'),
      true,
      async () => {
        expect(await call(certificate)).to.include({ code: 2, same: false });
      },
    );
    certificate = join(home, 'certificate');
  });

  it('of which a file is changed, absent or foreign is refused by the name of that file', async () => {
    await changed(
      'run/run.json',
      (text) => `${text} `,
      false,
      async () => {
        expect(await refusal(verified())).to.match(
          /run\/run\.json: expected SHA-256 \w+\.\.\., got SHA-256 \w+/,
        );
      },
    );
    await changed(
      'experiments/more.json',
      () => '{}',
      false,
      async () => {
        expect(await refusal(verified())).to.match(
          /more\.json: expected no file that is not certified, got one; /,
        );
      },
    );
    const lacking = join(certificate, 'README.md');
    const text = readFileSync(lacking, 'utf8');
    rmSync(lacking);
    expect(await refusal(verified())).to.match(/README\.md: expected SHA-256 \w+\.\.\., got no file; /);
    writeFileSync(lacking, text);
    expect(await refusal(verify(home, workspace(), quiet))).to.contain(
      "expected a certificate's folder, with certificate.json, got none",
    );
  });

  it('that another version or engine made is refused, with what to install', async () => {
    const said = (change: (written: Certificate) => unknown) => (text: string) =>
      JSON.stringify(change(JSON.parse(text) as Certificate));
    const cases: readonly [(written: Certificate) => unknown, RegExp][] = [
      [(one) => ({ ...one, certificate: 2 }), /expected a certificate of form 1, got 2; verify it with the/],
      [
        (one) => ({ ...one, made: { ...one.made, harness: 'latent-sr-harness@9.0.0' } }),
        /expected the harness that made it: latent-sr-harness@9\.0\.0, got latent-sr-harness@\S+; npm install/,
      ],
      [
        (one) => ({ ...one, made: { ...one.made, code: '0'.repeat(64) } }),
        /expected the code that made it: 0+, got \w+; verify it with the very /,
      ],
      [
        (one) => ({ ...one, made: { ...one.made, engine: 'onnx 0.1.0' } }),
        /expected the engine that made it: onnx 0\.1\.0, got onnx 1\./,
      ],
    ];
    for (const [change, message] of cases) {
      await changed('certificate.json', said(change), false, async () => {
        expect(await refusal(verified())).to.match(message);
      });
    }
  });

  it('is not written for an unknown claim, over other files, or of a run that is not given again', async () => {
    expect(await refusal(certified('other', 'none'))).to.match(
      /^--claim: expected one of .*cubic.*, got "none"/,
    );
    mkdirSync(join(home, 'full', 'of'), { recursive: true });
    expect(await refusal(certified('full'))).to.contain('expected a new or empty folder');
    const file = join(run(), 'run.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.replace(/"mean": -?(\d)/, '"mean": 1$1'));
    expect(await refusal(certified('again'))).to.match(
      /expected what this version gives: .*; make the run anew/,
    );
    writeFileSync(file, whole);
    const rows = join(run(), 'rows.jsonl');
    const scored = readFileSync(rows, 'utf8');
    writeFileSync(rows, scored.replace(/"value":\d/, '"value":7'));
    expect(await refusal(certified('anew'))).to.match(/what this version gives: rows\.jsonl \{/);
    writeFileSync(rows, scored);
  });
});
