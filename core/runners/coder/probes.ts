import * as z from 'zod';
import { UserError } from '../../errors.ts';
import type { Probe, ProbeOutcome } from '../adapter.ts';

const PROBE_TIMEOUT_MS = 15_000;
/** `coder exp scaletest` came in between 0.26 and 2.0; every version since has it there. */
const OLDEST_MAJOR = 2;
const GET_FULL_BUILD = 'Get a full build: see coder.com/docs/install.';

/** In this order: what the program is, and which options the command has in this version. Neither needs a login. */
export function coderProbes(program: string, command: string): Probe[] {
  return [
    { argv: [program, 'version', '--output', 'json'], timeoutMs: PROBE_TIMEOUT_MS },
    { argv: [program, 'exp', 'scaletest', command, '--help'], timeoutMs: PROBE_TIMEOUT_MS },
  ];
}

/** The options that the installed version has for a command. Throws a `UserError` when it cannot run the command at all. */
export function readProbes(command: string, [version, help]: readonly ProbeOutcome[]): ReadonlySet<string> {
  if (version === undefined || help === undefined) throw new Error('The probes of coder were not run.');
  if (version.failure !== undefined) throw new UserError(`coder did not tell its version: ${version.failure}.`);
  refuseUnfit(version.lines.join('\n'));
  const text = help.lines.join('\n');
  if (help.exitCode === 0 && new RegExp(`scaletest ${command}(?![\\w-])`).test(text)) {
    return new Set([...text.matchAll(/--([a-z][a-z0-9-]*)/g)].map(([, name = '']) => name));
  }
  if (/using a .slim. build/i.test(text)) throw slim();
  const [said] = help.lines.filter((line) => line.trim() !== '');
  const why = help.failure ?? said ?? `exit code ${help.exitCode}`;
  throw new UserError(`This version of coder has no \`exp scaletest ${command}\`: ${why.trim()}`);
}

/** Versions that do not tell are found out by their help. */
const versionModel = z.object({ version: z.string().optional(), slim: z.boolean().optional() });

function refuseUnfit(text: string): void {
  const { version, slim: isSlim } = versionModel.catch({}).parse(jsonIn(text));
  if (isSlim === true) throw slim();
  const written = version ?? /\bv?\d+\.\d+\.\d+\S*/.exec(text)?.[0];
  const major = /^v?(\d+)\./.exec(written ?? '')?.[1];
  if (major === undefined || Number(major) >= OLDEST_MAJOR) return;
  throw new UserError(
    `coder ${written} is too old: \`coder exp scaletest\` needs ${OLDEST_MAJOR}.0 or later. ${GET_FULL_BUILD}`,
  );
}

/** A warning may stand before or behind it. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

function slim(): UserError {
  return new UserError(
    `This coder is a slim build, as deployments hand out and the Coder extension downloads, and cannot run scale tests. ${GET_FULL_BUILD}`,
  );
}
