// A process that runs commands one after another as processes of their own would, and loads the program but once.
import { build } from '../../../harness/setup.mjs';

build();
const { exit } = process;
const main = new URL('../../../.build/harness/main.js', import.meta.url);
let calls = 0;
let last = Promise.resolve();

process.on('message', (call) => {
  last = last.then(async () => process.send(await ended(call)));
});
process.on('disconnect', () => exit());

/** What the command leaves: its exit code and what it wrote. */
function ended({ args, environment, cwd }) {
  const texts = { stdout: '', stderr: '' };
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.argv.splice(1, Number.POSITIVE_INFINITY, main.pathname, ...args);
  process.exitCode = undefined;
  for (const name of ['stdout', 'stderr']) {
    process[name].removeAllListeners('error');
    process[name].write = (text, ...more) => {
      texts[name] += text;
      more.find((each) => typeof each === 'function')?.();
      return true;
    };
  }
  return new Promise((settle) => {
    process.exit = (code = process.exitCode ?? 0) => {
      settle({ code, signal: null, ...texts });
      throw new Error('The command ends here, whatever it would do with this.');
    };
    const over = () => settle({ code: process.exitCode ?? 0, signal: null, ...texts });
    // Evaluated anew under every address; what it imports is there already.
    import(`${main}?${calls++}`).then(over, over);
  });
}
