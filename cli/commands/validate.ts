import path from 'node:path';
import { contradictionsWith } from '../../core/configs/plan/contradictingTargets.ts';
import type { Plan } from '../../core/configs/plan/plan.ts';
import { recognise, type Dialect } from '../../core/configs/recognise.ts';
import { scriptProblems } from '../../core/configs/scriptProblems.ts';
import { UserError } from '../../core/errors.ts';
import { folderFiles } from '../../core/node/folderFiles.ts';
import { sortProblems } from '../../core/problem.ts';
import { readPlanFile, readTextFile } from '../../core/node/planFile.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import type { CommandHelp } from '../commandHelp.ts';
import { EXIT, type ExitCode } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { asGithubAnnotation, asText, printProblems, type FileProblems } from '../problemFormats.ts';

const OPTIONS = {
  format: {
    type: 'string',
    value: 'text|json|github',
    help: 'lines for people (the default), JSON, or annotations for GitHub Actions',
  },
} as const;

export const VALIDATE_HELP: CommandHelp = {
  usage: 'headroom validate FILE… [--format text|json|github]',
  about:
    'Checks plans and scripts of Artillery and k6 and names each problem with file, line and column. Sends nothing, runs nothing.',
  options: OPTIONS,
  notes: ['Exit codes: 0 no errors (warnings are allowed), 2 errors or a file that cannot be read.'],
};

/** Checks plans and says what is wrong with them. Exit code 2 when there are errors; warnings do not fail. */
export function validate(args: string[], output: Output): ExitCode {
  const { values, positionals } = readArguments('validate', args, OPTIONS);
  const format = readChoiceOption('format', values.format, ['text', 'json', 'github']);
  if (positionals.length === 0) throw new UserError(`Name at least one plan: ${VALIDATE_HELP.usage}`);
  let unreadable = 0;
  const files = positionals.flatMap((file) => {
    try {
      return [readFile(file)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // One file that cannot be read must not hide what is wrong with the others.
      output.err(error.message);
      unreadable += 1;
      return [];
    }
  });
  const plans = files.flatMap(({ file, plan }) => (plan ? [{ file, plan }] : []));
  const problems = files.flatMap(({ file, text, problems, plan }) => {
    const others = plans.filter((other) => other.plan !== plan);
    const contradictions = plan ? contradictionsWith(plan, others) : [];
    return printProblems({ file, text, problems: sortProblems([...problems, ...contradictions]) });
  });
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  if (format === 'json') output.out(JSON.stringify(problems, null, 2));
  else for (const problem of problems) output.out(format === 'text' ? asText(problem) : asGithubAnnotation(problem));
  if (format === 'text' && problems.length + unreadable === 0) {
    output.out(
      positionals.length === 1 ? `${positionals[0]}: no problems` : `${positionals.length} files: no problems`,
    );
  }
  return errors + unreadable > 0 ? EXIT.refused : EXIT.ok;
}

function readFile(file: string): FileProblems & { plan?: Plan | undefined } {
  const dialect = scriptDialect(file);
  if (dialect === undefined) return { file, ...readPlan(file) };
  const text = readTextFile(file);
  const around = folderFiles(path.dirname(path.resolve(file)));
  return { file, text, problems: scriptProblems(dialect, { path: file, text, files: around }) };
}

/** What a file is that is no plan and can be run, or be part of what is run; undefined for all that is to be a plan. */
function scriptDialect(file: string): Exclude<Dialect, 'plan'> | undefined {
  const { dialect } = recognise(file, readTextFile(file));
  return dialect === 'plan' ? undefined : dialect;
}

function readPlan(file: string): ReturnType<typeof readPlanFile> {
  if (!/\.(ya?ml|json)$/i.test(file)) {
    throw new UserError(`${path.basename(file)} is no plan: plans are YAML files, such as shop.headroom.yaml.`);
  }
  return readPlanFile(file);
}
