import path from 'node:path';
import { readChecklist } from '../../core/checklist/readChecklist.ts';
import { signOffPlaces } from '../../core/checklist/signOff/places.ts';
import { ObstaclesError, prepareSigning, type PreparedSigning } from '../../core/checklist/signOff/prepareSigning.ts';
import { noPlaceToSign } from '../../core/checklist/signOff/roles.ts';
import { UserError } from '../../core/errors.ts';
import { localTime } from '../../core/localTime.ts';
import { readChecklistFile } from '../../core/node/checklist/checklistFile.ts';
import { EvidenceReader } from '../../core/node/checklist/readEvidence.ts';
import { readSidecarOf, sidecarPath } from '../../core/node/checklist/sidecarFile.ts';
import { textHash } from '../../core/node/checklist/textHash.ts';
import { writeSigning } from '../../core/node/checklist/writeSigning.ts';
import { gitCommit, gitIdentity } from '../../core/node/git.ts';
import { oneOf } from '../../core/text/wording.ts';
import { readArguments } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';

const OPTIONS = {
  role: { type: 'string', value: 'ROLE', help: 'who signs, as the document says it' },
  name: { type: 'string', value: 'NAME', help: 'the name; else that of git' },
  'no-go': { type: 'boolean', help: 'signs that it is not ready' },
  despite: { type: 'boolean', help: 'signs go in spite of what is open or not proven; it stays with the signature' },
  replace: { type: 'boolean', help: 'puts the signature in the place of one that is not void' },
  plan: { type: 'string', value: 'FILE', multiple: true, help: 'the plan that items are bound to; else the nearest' },
  results: { type: 'string', value: 'DIR', help: 'where the runs are; else where the plan says' },
} as const;

export const SIGN_HELP: CommandHelp = {
  usage:
    'headroom sign FILE --role ROLE [--name NAME] [--no-go] [--despite] [--replace] [--plan FILE]… [--results DIR]',
  about:
    'Signs a checklist for all that stands above its sign-off: the name and the date into its own line, and what it was signed for into FILE.headroom.json.',
  options: OPTIONS,
  notes: [
    'Exit codes: 0 signed; 1 something is open or not proven; 2 a file that cannot be read or written, an unknown role, or one that has signed.',
  ],
};

/** Signs one checklist. Nothing is written unless all of it can be. */
export async function sign(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('sign', args, OPTIONS);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UserError(`Name one Markdown file: ${SIGN_HELP.usage}`);
  const { plan: plans, results, role } = values;
  if (values['no-go'] === true && values.despite === true)
    throw new UserError('--despite is for a go. A no-go needs no reason.');
  const source = readChecklistFile(file);
  const { text } = source;
  const checklist = readChecklist(text);
  if (role === undefined) throw new UserError(whichRole(file, signOffPlaces(checklist)));
  const sidecar = readSidecarOf(file);
  const workingFolder = process.cwd();
  const now = new Date();
  const reader = new EvidenceReader({
    ...(plans && { plans }),
    ...(results !== undefined && { results }),
    ...{ workingFolder, now: now.getTime() },
  });
  const { evidence, notes } = await reader.read(file, checklist);
  for (const note of notes) output.err(note);
  const folder = path.dirname(path.resolve(file));
  const { name = '', email } = values.name === undefined ? await gitIdentity(folder) : { name: values.name };
  const commit = await gitCommit(folder);
  let prepared: PreparedSigning;
  try {
    prepared = prepareSigning(
      { file, text, checklist, evidence, sidecar, hash: textHash },
      {
        ...{ role, name: name.trim(), signedAt: localTime(now), decision: values['no-go'] === true ? 'no-go' : 'go' },
        ...{ despite: values.despite === true, replace: values.replace === true },
        ...(email !== undefined && { email }),
        ...(commit !== undefined && { commit }),
      },
    );
  } catch (error) {
    if (!(error instanceof ObstaclesError)) throw error;
    for (const obstacle of error.obstacles) output.err(obstacle);
    output.err(`${error.message} Clear them, sign --no-go, or sign in spite of them: --despite.`);
    return EXIT.failed;
  }
  writeSigning(source, prepared);
  for (const line of told(file, prepared)) output.out(line);
  return EXIT.ok;
}

function whichRole(file: string, places: readonly { role: string }[]): string {
  if (places.length === 0) return noPlaceToSign(file);
  return `Say who signs with --role. ${file} has ${oneOf(places.map(({ role }) => role))}.`;
}

function told(file: string, { signOff, replaced }: PreparedSigning): string[] {
  const { role, name, decision, obstacles, commit, runs } = signOff;
  const of = [...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]), ...runs.map((run) => `run ${run}`)];
  return [
    `${file} is signed: ${role}, ${name}, ${decision}${of.length === 0 ? '' : `, for ${of.join(', ')}`}.`,
    ...(decision === 'go' ? obstacles.map((obstacle) => `In spite of: ${obstacle}`) : []),
    ...(replaced ? [`It takes the place of that of ${replaced.name}, ${replaced.signedAt.slice(0, 10)}.`] : []),
    `The record is in ${sidecarPath(file)}. Commit both.`,
  ];
}
