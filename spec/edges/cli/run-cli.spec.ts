import { expect } from 'chai';
import { runCli, startCli } from './run-cli.ts';

describe('commands that one process runs one after another', () => {
  it('end as those of a process of their own', async () => {
    for (const args of [
      ['explain', 'psnr', '--json'],
      ['reprodcue'],
      ['stat', '--help'],
      ['metric', 'psnr', 'absent.png', 'absent.png'],
    ]) {
      const ended = await runCli(args);
      expect(ended.stdout + ended.stderr, args.join(' ')).to.not.equal('');
      expect(ended, args.join(' ')).to.deep.equal(await startCli(args).ended);
    }
  });
});
