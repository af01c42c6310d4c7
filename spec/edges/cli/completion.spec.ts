import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { shells } from '../../../harness/edges/cli/completion/shells.ts';
import type { CompletedCommand } from '../../../harness/edges/cli/completion/words.ts';
import { validated } from '../../../harness/edges/files/schemas.ts';
import { runCli } from './run-cli.ts';

describe('latent-sr completion', () => {
  let commands: readonly CompletedCommand[];
  before(async () => {
    const { code, stdout, stderr } = await runCli(['completion', 'bash', '--json']);
    expect(code, stderr).to.equal(0);
    ({ commands } = validated<{ commands: readonly CompletedCommand[] }>(
      'completion',
      JSON.parse(stdout),
      'stdout',
    ));
  });

  it('knows every command, and each has examples that it declares the options of', () => {
    const paths = commands.map(({ path }) => path);
    expect(paths).to.include.members(['reproduce', 'audit', 'audit scores', 'golden update', 'completion']);
    for (const { path, examples } of commands) {
      expect(examples, `examples of ${path}`).to.not.deep.equal([]);
      for (const example of examples) {
        const own = commands.findLast((one) => `${example} `.startsWith(`latent-sr ${one.path} `))!;
        const flags = own.options.map(({ flag }) => flag);
        const used = example.match(/(?<= )--[a-z-]+/g) ?? [];
        expect(flags, example).to.include.members(used);
      }
    }
  });

  it('is a script for bash that completes commands, options, their values, and files', function () {
    if (spawnSync('bash', ['-c', 'true']).status !== 0) this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'latent-sr-completion-'));
    const script = join(folder, 'script.bash');
    writeFileSync(script, shells['bash']!(commands));
    writeFileSync(join(folder, 'scores.csv'), '');
    const lines = ['re', 'audit sc', 'audit scores --dat', 'report --format mark', 'audit scores sco'];
    const ask = lines.map(
      (line) =>
        `COMP_WORDS=(latent-sr ${line}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _latent_sr; echo "\${COMPREPLY[*]}"`,
    );
    const told = spawnSync('bash', ['-c', `source ${script}; ${ask.join('; ')}`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(told.stderr).to.equal('');
    expect(told.stdout.trim().split('\n')).to.deep.equal([
      'reproduce report record restore',
      'scores',
      '--dataset',
      'markdown',
      'scores.csv',
    ]);
  });

  it('has in every shell each command and option, and no quote of a description that ends another', () => {
    for (const [shell, script] of Object.entries(shells)) {
      const text = script(commands);
      for (const { options } of commands) {
        for (const { flag } of options) expect(text, shell).to.include(flag.slice(2));
      }
      for (const line of text.split('\n')) expect((line.match(/'/g) ?? []).length % 2, line).to.equal(0);
    }
  });
});
