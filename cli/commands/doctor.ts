import { findTool, TOOL_RUNNERS, TOOLS } from '../../core/node/tools.ts';
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
  const found = await Promise.all(TOOL_RUNNERS.map(findTool));
  for (const { tool, found: isThere, version } of found) {
    const install = TOOLS[tool as keyof typeof TOOLS]?.install ?? '';
    const status = isThere ? `found, version ${version ?? 'unknown'}` : `not found; ${install}`;
    output.out(`${tool.padEnd(10)} ${status}`);
  }
  output.out('This version validates tests for all of these and runs those of http.');
  return EXIT.ok;
}
