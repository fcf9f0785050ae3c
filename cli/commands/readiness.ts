import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import { findPlans } from '../../core/node/checklist/findPlans.ts';
import { readTextFile } from '../../core/node/planFile.ts';
import { readReadiness } from '../../core/node/readiness/readReadiness.ts';
import { writeReadiness } from '../../core/node/readiness/writeReadiness.ts';
import { DECISION_WORDS } from '../../core/readiness/decision.ts';
import { READINESS_FORMATS, reasonsShown } from '../../core/readiness/formats.ts';
import type { ReadinessInput } from '../../core/readiness/readinessInput.ts';
import { readinessReport, type ReadinessReport } from '../../core/readiness/readinessReport.ts';
import { renderTemplate } from '../../core/readiness/template.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { HEADROOM_VERSION } from '../version.ts';

const OPTIONS = {
  plan: { type: 'string', value: 'FILE', multiple: true, help: 'the plan with the checks; else the nearest' },
  results: { type: 'string', value: 'DIR', help: 'where the runs are; else where the plan says' },
  format: { type: 'string', value: 'md|html|json', help: 'what is printed; md is the default' },
  out: { type: 'string', value: 'DIR', help: 'writes readiness.md and readiness.html there instead' },
  template: {
    type: 'string',
    value: 'FILE',
    help: 'a Markdown file whose fields, such as {{decision}}, are filled in',
  },
  'require-go': { type: 'boolean', help: 'ends with 1 when it is no go' },
} as const;

export const READINESS_HELP: CommandHelp = {
  usage:
    'headroom readiness [CHECKLIST…] [--plan FILE]… [--results DIR] [--out DIR] [--format md|html|json] [--template FILE] [--require-go]',
  about:
    'Writes one report on whether a service may go live, from the checks of plans, their newest runs and checklists. Sends nothing.',
  options: OPTIONS,
  notes: [
    'Exit codes: 0 done; 1 with --require-go, it is no-go or not decided; 2 a file that cannot be read or used, or a wrong comment in a checklist.',
  ],
};

/** Tells whether a service may go live, and what that rests on. */
export async function readiness(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('readiness', args, OPTIONS);
  const { out, plan: plans, results } = values;
  const format = readChoiceOption('format', values.format, ['md', 'html', 'json']);
  if (out !== undefined && values.format !== undefined)
    throw new UserError('--out writes Markdown and HTML; leave out --format, or the folder.');
  if (values.template !== undefined && format !== 'md')
    throw new UserError('--template makes Markdown; leave out --format.');
  const workingFolder = process.cwd();
  if (positionals.length === 0 && (plans ?? findPlans('headroom.yaml', workingFolder)).length === 0)
    throw new UserError(`There is no plan here. Name a checklist or a plan: ${READINESS_HELP.usage}`);
  const input = await readReadiness({
    checklists: positionals,
    ...(plans && { plans }),
    ...(results !== undefined && { results }),
    ...{ workingFolder, linkFrom: out === undefined ? workingFolder : path.resolve(out) },
    ...{ now: Date.now(), madeBy: `Headroom ${HEADROOM_VERSION}` },
  });
  const report = readinessReport(input);
  const text = values.template === undefined ? undefined : fillIn(values.template, report);
  if (out === undefined) output.out((text ?? READINESS_FORMATS[format].render(report)).trimEnd());
  else for (const file of Object.values(writeReadiness(out, report, text))) output.out(file);
  if (tellErrors(input, output) > 0) return EXIT.refused;
  if (values['require-go'] !== true || report.decision.value === 'go') return EXIT.ok;
  output.err(`It is ${DECISION_WORDS[report.decision.value]}:`);
  for (const reason of reasonsShown(report.decision)) output.err(reason);
  return EXIT.failed;
}

/** A report with a gap that nobody sees is worse than none. */
function fillIn(file: string, report: ReadinessReport): string {
  const filled = renderTemplate(readTextFile(file), report);
  if ('text' in filled) return filled.text;
  throw new UserError(
    filled.problems.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`).join('\n'),
  );
}

/** A comment that says or names something wrong binds nothing, so the report is not about all that it should be. */
function tellErrors({ documents }: ReadinessInput, output: Output): number {
  const errors = documents.flatMap(({ file, problems }) =>
    problems.filter(({ severity }) => severity === 'error').map(({ line, message }) => `${file}:${line}: ${message}`),
  );
  for (const error of errors) output.err(error);
  return errors.length;
}
