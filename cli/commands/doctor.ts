import { findTool, installHint, isTooOld, TOOL_RUNNERS, TOOLS, unknownVersionNote } from '../../core/node/tools.ts';
import type { RunnerKind } from '../../core/runners/runner.ts';
import { readArguments } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { HEADROOM_VERSION } from '../version.ts';

export const DOCTOR_HELP: CommandHelp = {
  usage: 'headroom doctor',
  about: 'Tells which load tools this machine has, and how to get the others.',
  options: {},
};

/** Tells which load tools this machine has, and how to get the others. A missing tool is no failure by itself. */
export async function doctor(args: string[], output: Output): Promise<ExitCode> {
  readArguments('doctor', args, {});
  output.out(`Headroom ${HEADROOM_VERSION}, Node ${process.version}`);
  output.out('http       built in, always there');
  output.out('command    whatever program a test names');
  for (const runner of TOOL_RUNNERS) output.out(`${runner.padEnd(10)} ${await stateOf(runner)}`);
  return EXIT.ok;
}

async function stateOf(runner: RunnerKind): Promise<string> {
  const { found, version, path, isSilent } = await findTool(runner);
  if (!found) return `not found. To get it: ${installHint(runner)}`;
  const what = `found, version ${version ?? 'unknown'}${path === undefined ? '' : `, ${path}`}`;
  if (isSilent) return `${what}; it did not tell its version in time`;
  if (isTooOld(runner, version))
    return `${what}; too old, ${TOOLS[runner]?.atLeast} or later is needed: ${installHint(runner)}`;
  const note = unknownVersionNote(runner, version);
  return note === undefined ? what : `${what}; ${note}`;
}
