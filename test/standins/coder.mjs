#!/usr/bin/env node
// A stand-in for the `coder` command line, for tests: it is NOT Coder, and nothing about Coder's speed can be told from it.
// It says and does what the sources of coder/coder say that `coder exp scaletest` says and does. What it is to play is
// set by variables that begin with CODER_STANDIN_ (coder/settings.mjs). `CODER_STANDIN_MODE=seed` plays instead the
// command line of some teams' documents, which does not exist: `coder scaletest`, `--cleanup`, `--duration`.
import { helperCommand } from './coder/helpers.mjs';
import { Refusal } from './coder/refusal.mjs';
import { scaletest } from './coder/scaletest.mjs';
import { settings } from './coder/settings.mjs';

/** `--url` is a flag of coder itself, before any command. */
function withoutGlobalFlags(args) {
  if (args[0] !== '--url') return args;
  process.env.CODER_URL = args[1];
  return args.slice(2);
}

async function main(args) {
  const [first, second, ...rest] = args;
  if (first === 'exp' && second === 'scaletest') return scaletest(rest);
  if (first === 'scaletest') {
    if (settings.mode === 'seed') return scaletest(args.slice(1));
    const flag = args.find((argument) => argument.startsWith('--'));
    throw new Refusal(flag ? `unknown flag: ${flag.split('=')[0]}` : 'unrecognized subcommand "scaletest"');
  }
  return helperCommand(args);
}

main(withoutGlobalFlags(process.argv.slice(2))).catch((error) => {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
