import path from 'node:path';
import { contradictionsWith } from '../../core/configs/plan/contradictingTargets.ts';
import type { Plan } from '../../core/configs/plan/plan.ts';
import { recognise } from '../../core/configs/recognise.ts';
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
  const text = readTextFile(file);
  const recognised = recognise(file, text);
  switch (recognised.dialect) {
    case 'plan':
      return { file, ...readPlanFile(file) };
    case 'artillery':
    case 'k6-script':
    case 'k6-config': {
      const files = folderFiles(path.dirname(path.resolve(file)));
      return { file, text, problems: scriptProblems(recognised.dialect, { path: file, text, files }) };
    }
    case undefined:
      // A plan that cannot be read as YAML yet.
      if (/^["']?headroom["']?\s*:/m.test(text)) return { file, ...readPlanFile(file) };
      throw unknownFile(file, recognised.reason);
  }
}

/** A file that nobody could run is none of the three; what a plan lacks would say nothing of it. */
function unknownFile(file: string, reason: string): UserError {
  return new UserError(
    `${file} is neither a plan nor a script of Artillery or k6: ${reason}. Begin a plan with \`headroom: 1\`, or call it like shop.headroom.yaml; a script of Artillery has \`config\` and \`scenarios\`, one of k6 is JavaScript or TypeScript that imports from k6.`,
  );
}
