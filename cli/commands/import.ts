import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import { findFiles, type LeftAlone } from '../../core/node/importRun/findFiles.ts';
import { importFile, type ImportSettings } from '../../core/node/importRun/importFile.ts';
import { knownImports, type KnownImport } from '../../core/node/importRun/knownImports.ts';
import { readArguments } from '../arguments.ts';
import { EXIT, worstExitCode, type ExitCode } from '../exitCodes.ts';
import { IMPORT_HELP, IMPORT_OPTIONS } from '../importOptions.ts';
import type { Output } from '../output.ts';
import { readPlanForRun, type PlanForRun } from '../planForRun.ts';
import { exitCodeOf, summaryLines } from '../runSummary.ts';

/** Of files that are left alone in a folder, so many are named. */
const MOST_NAMED = 20;

/** Makes run folders of results that other tools have written. */
export async function importResults(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('import', args, IMPORT_OPTIONS);
  if (positionals.length === 0) throw new UserError(`Name a file or folder with results: ${IMPORT_HELP.usage}`);
  if (values.test !== undefined && !/^\w[\w.-]*$/.test(values.test)) {
    throw new UserError(`${values.test} is no id of a test: use letters, digits, \`-\`, \`_\` and \`.\`.`);
  }
  const plan = values.plan === undefined ? undefined : readPlan(values.plan, values, output);
  if (values.plan !== undefined && plan === undefined) return EXIT.refused;
  const resultsFolder = path.resolve(
    values.out ??
      (plan === undefined ? 'headroom-results' : path.resolve(path.dirname(plan.file.path), plan.plan.results)),
  );
  const { files, leftAlone, absent } = findFiles(positionals);
  const settings: ImportSettings = {
    resultsFolder,
    testId: values.test,
    plan: plan && { plan: plan.plan, path: plan.file.path, text: plan.file.text },
    again: values.again ?? false,
    isOnlyFile: files.length + absent.length === 1,
    known: await knownImports(resultsFolder),
  };
  for (const { path: file, reason } of absent) output.err(`${file}: ${reason}.`);
  const codes: ExitCode[] = absent.map(() => EXIT.refused);
  for (const { path: file, isNamed } of files) {
    const done = await importOne(file, isNamed, settings, output);
    if ('code' in done) codes.push(done.code);
    else leftAlone.push({ path: file, reason: done.leftAlone });
  }
  tellLeftAlone(leftAlone, output);
  if (codes.length === 0) output.err('Nothing was imported: no file is a result that Headroom knows.');
  return worstExitCode(codes);
}

function readPlan(
  file: string,
  { environment, test }: { environment?: string | undefined; test?: string | undefined },
  output: Output,
): PlanForRun | undefined {
  return readPlanForRun(
    file,
    { environment, overrides: new Map(), tests: test === undefined ? [] : [test], suites: [] },
    output,
  );
}

async function importOne(
  file: string,
  isNamed: boolean,
  settings: ImportSettings,
  output: Output,
): Promise<{ code: ExitCode } | { leftAlone: string }> {
  const done = await importFile(file, isNamed, settings);
  switch (done.kind) {
    case 'refused':
      output.err(`${file}: ${done.why}.`);
      return { code: EXIT.refused };
    case 'left-alone':
      return { leftAlone: done.reason };
    case 'known':
      return toldBefore(file, done.before, output);
    case 'imported':
      output.out(`${done.testId}: imported from ${file} (${done.title}) of ${new Date(done.startedAt).toISOString()}`);
      for (const line of summaryLines(done.run, output)) output.out(line);
      return { code: exitCodeOf(done.run, false) };
  }
}

function toldBefore(file: string, { folder, result }: KnownImport, output: Output): { code: ExitCode } {
  const where = path.relative(process.cwd(), folder);
  output.out(`${file} was imported before, as ${where}. To make another run of it, say --again.`);
  if (result === undefined) return { code: EXIT.failed };
  return { code: exitCodeOf({ result, sentLoad: true, writeProblems: [] }, false) };
}

function tellLeftAlone(leftAlone: readonly LeftAlone[], output: Output): void {
  for (const { path: file, reason } of leftAlone.slice(0, MOST_NAMED)) output.out(`left alone: ${file}: ${reason}`);
  const more = leftAlone.length - MOST_NAMED;
  if (more > 0) output.out(`left alone: ${more} more files`);
}
