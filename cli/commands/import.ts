import path from 'node:path';
import { effectiveTest } from '../../core/configs/plan/effectiveTest.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import { findFiles, type LeftAlone } from '../../core/node/importRun/findFiles.ts';
import { importRun } from '../../core/node/importRun/importRun.ts';
import { importKey, knownImports, type KnownImport } from '../../core/node/importRun/knownImports.ts';
import { readResultFile } from '../../core/node/importRun/resultFile.ts';
import { openSource, type SourceFile } from '../../core/node/importRun/sourceFile.ts';
import { RESULT_KINDS, type ResultContent } from '../../core/import/resultContent.ts';
import { readArguments } from '../arguments.ts';
import { EXIT, worstExitCode, type ExitCode } from '../exitCodes.ts';
import { dateOf, testIdOf } from '../importNaming.ts';
import { IMPORT_HELP, IMPORT_OPTIONS } from '../importOptions.ts';
import { testOfPlan } from '../importTest.ts';
import type { Output } from '../output.ts';
import { readPlanForRun, type PlanForRun } from '../planForRun.ts';
import { exitCodeOf, summaryLines } from '../runSummary.ts';

/** Of files that are left alone in a folder, so many are named. */
const MOST_NAMED = 20;

interface ImportSettings {
  resultsFolder: string;
  testId?: string;
  plan?: PlanForRun;
  again: boolean;
  isOnlyFile: boolean;
  /** By their `importKey`. */
  known: Map<string, KnownImport>;
}

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
      (plan === undefined ? 'headroom-results' : path.join(path.dirname(plan.file.path), plan.plan.results)),
  );
  const { files, leftAlone } = findFiles(positionals);
  const settings: ImportSettings = {
    resultsFolder,
    testId: values.test,
    plan,
    again: values.again ?? false,
    isOnlyFile: files.length === 1,
    known: await knownImports(resultsFolder),
  };
  const codes: ExitCode[] = [];
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
  const refused = (why: string): { code: ExitCode } => {
    output.err(`${file}: ${why}.`);
    return { code: EXIT.refused };
  };
  let source: SourceFile;
  try {
    source = openSource(file);
  } catch (error) {
    return refused(`it cannot be read: ${messageOf(error)}`);
  }
  const { reading, text } = readResultFile(source);
  if (reading.kind === 'damaged') return refused(reading.reason);
  if (reading.kind === 'other')
    return isNamed ? refused(`${reading.reason}. Nothing was imported`) : { leftAlone: reading.reason };
  const nameSays = testIdOf(file);
  const of = { kind: reading.content.kind, nameSays, isNamed, isOnly: settings.isOnlyFile };
  const judging = settings.plan && testOfPlan(settings.plan.plan, of, settings.testId);
  if (judging !== undefined && 'why' in judging) return refused(judging.why);
  const test = judging?.test;
  const testId = test?.id ?? settings.testId ?? nameSays;
  const key = importKey(source.contentHash, test && effectiveTest(test));
  const before = settings.again ? undefined : settings.known.get(key);
  if (before !== undefined) return toldBefore(file, before, output);
  const { content } = reading;
  const { startedAt, from } = dateOf(source, content);
  const done = await importRun({
    ...{ source, content, text, startedAt, dateFrom: from, resultsFolder: settings.resultsFolder, now: Date.now() },
    testId,
    judgedBy: settings.plan &&
      test && { plan: settings.plan.plan, test, path: settings.plan.file.path, text: settings.plan.file.text },
  });
  settings.known.set(key, {
    runId: path.basename(done.folder),
    folder: done.folder,
    result: done.result,
  });
  output.out(`${testId}: ${describe(file, content, startedAt)}`);
  for (const line of summaryLines(done, output)) output.out(line);
  return { code: exitCodeOf(done, false) };
}

function toldBefore(file: string, { folder, result }: KnownImport, output: Output): { code: ExitCode } {
  const where = path.relative(process.cwd(), folder);
  output.out(`${file} was imported before, as ${where}. To make another run of it, say --again.`);
  if (result === undefined) return { code: EXIT.failed };
  return { code: exitCodeOf({ result, sentLoad: true, writeProblems: [] }, false) };
}

function describe(file: string, { kind }: ResultContent, startedAt: number): string {
  return `imported from ${file} (${RESULT_KINDS[kind].title}) of ${new Date(startedAt).toISOString()}`;
}

function tellLeftAlone(leftAlone: readonly LeftAlone[], output: Output): void {
  for (const { path: file, reason } of leftAlone.slice(0, MOST_NAMED)) output.out(`left alone: ${file}: ${reason}`);
  const more = leftAlone.length - MOST_NAMED;
  if (more > 0) output.out(`left alone: ${more} more files`);
}
