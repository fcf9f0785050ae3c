import path from 'node:path';
import { UserError } from '../../core/errors.ts';
import type { LoadTest } from '../../core/configs/plan/plan.ts';
import { loadTargets } from '../../core/configs/plan/loadTargets.ts';
import { probeMonitors } from '../../core/node/monitors/probeMonitors.ts';
import { runPreflight } from '../../core/node/preflight.ts';
import { RunClock } from '../../core/node/runClock.ts';
import type { FinishedRun } from '../../core/node/runRequest.ts';
import { runRedactor } from '../../core/node/runRedactor.ts';
import { runTest } from '../../core/node/runTest.ts';
import { writeSuite } from '../../core/node/suiteFolder.ts';
import { HTTP_ENGINE_BUNDLE } from '../../core/runners/http/http.ts';
import { readArguments, readChoiceOption } from '../arguments.ts';
import { decideConfirmations } from '../confirmations.ts';
import { baselinesForRun, type BaselineForRun } from '../baselinesForRun.ts';
import { BUNDLE_FOLDER } from '../bundleFolder.ts';
import { dryRunLines, dryRunOf, type DryRunOptions } from '../dryRun.ts';
import { onlyFailed } from '../failedTests.ts';
import { EXIT, worstExitCode, type ExitCode } from '../exitCodes.ts';
import { NeedError, tellNeed } from '../needError.ts';
import type { Output } from '../output.ts';
import type { PlanForRun } from '../planForRun.ts';
import { confirmedHosts, decideHosts, guardedHosts, notesOnProtection, type HostDecision } from '../protectedHosts.ts';
import { RunProgress } from '../runProgress.ts';
import { exitCodeOf, summaryLines, type RunEnding } from '../runSummary.ts';
import { requireTool, type ToolInUse } from '../../core/node/tools.ts';
import type { RunnerKind } from '../../core/runners/runner.ts';
import { readForRun } from '../scriptForRun.ts';
import { RUN_HELP, RUN_OPTIONS } from '../runOptions.ts';
import { inRunSession, readServeOptions, type RunSession } from '../runSession.ts';
import { HEADROOM_VERSION } from '../version.ts';

interface RunSettings {
  resultsFolder: string;
  smoke: boolean;
  strict: boolean;
  verbose: boolean;
  format: 'text' | 'ndjson';
  overrides: ReadonlyMap<string, string>;
  hosts: HostDecision;
  /** Test id -> what was typed for it. */
  confirmations: ReadonlyMap<string, string>;
  secrets: ReadonlyMap<string, string>;
  tools: ReadonlyMap<RunnerKind, ToolInUse>;
  baselines: ReadonlyMap<string, BaselineForRun>;
}

type RunValues = ReturnType<typeof readArguments<typeof RUN_OPTIONS>>['values'];

/** Runs tests and suites of a plan one after the other, or a script that is a test by itself. */
export async function run(args: string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = readArguments('run', args, RUN_OPTIONS);
  const [file, second] = positionals;
  if (file === undefined || second !== undefined) throw new UserError(`Name one plan or script: ${RUN_HELP.usage}`);
  const start = (): Promise<ExitCode> => runFile(file, values, output);
  return values.serve === true ? tellNeed(output, start) : start();
}

async function runFile(file: string, values: RunValues, output: Output): Promise<ExitCode> {
  const format = readChoiceOption('format', values.format, ['text', 'ndjson']);
  const serve = readServeOptions(values);
  const overrides = readOverrides(values.set ?? []);
  const choice = { environment: values.environment, overrides, tests: values.test ?? [], suites: values.suite ?? [] };
  const whole = readForRun(file, choice, output);
  if (!whole) return EXIT.refused;
  const resultsFolder = path.resolve(values.out ?? path.resolve(path.dirname(file), whole.plan.results));
  const smoke = values.smoke ?? false;
  const strict = values.strict ?? false;
  const ready = values.failed ? onlyFailed(whole, { resultsFolder, smoke, strict }, output) : whole;
  const tests = ready.groups.flatMap((group) => group.tests);
  const tools = await toolsFor(tests);
  if (values['dry-run']) {
    const confirmed = confirmedHosts(values.confirm ?? []);
    const hosts = guardedHosts([ready.written, ready.plan], values.protect ?? []);
    const blockedHosts = [...hosts].filter((host) => !confirmed.has(host));
    return showDryRun(ready, tests, { tools, smoke, blockedHosts, resultsFolder, format }, output);
  }
  const settings: RunSettings = {
    resultsFolder,
    smoke,
    strict,
    verbose: values.verbose ?? false,
    format,
    overrides,
    hosts: decideHosts(ready, tests, values),
    confirmations: decideConfirmations(tests, values.confirm ?? [], values.smoke ?? false),
    // Read before anything is sent: what is wrong with the third test must not be found after the first has run.
    secrets: readSecrets(ready),
    tools,
    baselines: baselinesForRun(ready, tests, tools, output),
  };
  const request = {
    // One user for one pass disturbs no run, and is judged by nothing that a run disturbs.
    targets: settings.smoke ? [] : loadTargets(ready.plan, path.resolve(file), ready.script?.target),
    plan: path.resolve(file),
    suites: choice.suites,
    results: settings.resultsFolder,
    tests: tests.map(({ id }) => id),
    isParallel: values.parallel ?? false,
    serve,
  };
  return inRunSession(request, output, async (session) => {
    const codes: ExitCode[] = [];
    for (const group of ready.groups) codes.push(await runGroup(ready, group, settings, session));
    return worstExitCode(codes);
  });
}

async function showDryRun(
  ready: PlanForRun,
  tests: readonly LoadTest[],
  how: Omit<DryRunOptions, 'tool'> & Pick<RunSettings, 'tools' | 'format'>,
  output: Output,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  for (const test of tests) {
    const tool = how.tools.get(test.runner) ?? (await requireTool(test.runner, HEADROOM_VERSION));
    const dry = await dryRunOf(ready, test, { ...how, tool });
    if (dry.refused !== undefined) code = EXIT.refused;
    if (how.format === 'ndjson') output.out(JSON.stringify({ dryRun: true, ...dry }));
    else for (const line of dryRunLines(dry)) output.out(line);
  }
  return code;
}

async function runGroup(
  ready: PlanForRun,
  { suite, tests, skipped }: PlanForRun['groups'][number],
  settings: RunSettings,
  session: RunSession,
): Promise<ExitCode> {
  const { output, signal } = session;
  const clock = new RunClock();
  const members: { testId: string; finished?: FinishedRun }[] = tests.map(({ id }) => ({ testId: id }));
  const codes: ExitCode[] = [];
  for (const [index, test] of tests.entries()) {
    if (signal.aborted) break;
    const done = await runOneOrTell(ready, test, settings, session);
    if (!done) session.host?.notRun(test.id);
    members[index] = { testId: test.id, finished: done };
    codes.push(done ? exitCodeOf(done, settings.strict) : EXIT.refused);
    const verdict = done?.result.verdict ?? 'no-data';
    const isBad = verdict !== 'pass' && (verdict !== 'warn' || suite?.stopOn === 'warn');
    if (suite?.stopOn && isBad) break;
  }
  if (signal.aborted) codes.push(EXIT.cancelled);
  if (!suite) return worstExitCode(codes);
  const times = { startedAt: clock.startedAt, endedAt: clock.now() };
  const written = writeSuite({ suite, resultsFolder: settings.resultsFolder, ...times, members, skipped });
  const message = settings.format === 'text' ? output.out : output.err;
  for (const line of written.lines) message(line);
  const ofSuite: RunEnding = {
    result: { state: 'completed', verdict: written.verdict },
    sentLoad: true,
    writeProblems: [],
  };
  codes.push(exitCodeOf(ofSuite, settings.strict));
  return worstExitCode(codes);
}

/** What keeps one test from being run must not take from the others, and from their suite, what they measured. */
async function runOneOrTell(
  ...[ready, test, settings, session]: Parameters<typeof runOne>
): Promise<FinishedRun | undefined> {
  try {
    return await runOne(ready, test, settings, session);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    session.output.err(`${test.id}: ${error.message} Nothing was sent for ${test.id}.`);
    return undefined;
  }
}

/** Undefined when the preflight failed, so that nothing was sent. */
async function runOne(
  ready: PlanForRun,
  test: LoadTest,
  settings: RunSettings,
  session: RunSession,
): Promise<FinishedRun | undefined> {
  const { output, signal } = session;
  if (!(await passesPreflight(ready, test, settings, session))) return undefined;
  const tool = settings.tools.get(test.runner) ?? (await requireTool(test.runner, HEADROOM_VERSION));
  const baseline = settings.baselines.get(test.id);
  const progress = new RunProgress(test, output, settings.verbose);
  const done = await runTest({
    plan: ready.plan,
    test,
    planPath: ready.file.path,
    planText: ready.file.text,
    script: ready.script,
    resultsFolder: settings.resultsFolder,
    tool,
    engineBundle: path.join(BUNDLE_FOLDER, HTTP_ENGINE_BUNDLE),
    secrets: settings.secrets,
    environment: ready.environment,
    overrides: settings.overrides,
    confirmedHosts: settings.hosts.confirmed,
    blockedHosts: settings.hosts.blocked,
    confirmations: [settings.confirmations.get(test.id) ?? []].flat(),
    baseline: baseline?.lookup,
    notes: [...(baseline?.notes ?? []), ...notesOnProtection(ready, settings.hosts), ...session.notes],
    smoke: settings.smoke,
    signal,
    onEvent: (event, live) => {
      session.tell(event, live);
      if (session.host) return;
      if (settings.format === 'ndjson') output.out(JSON.stringify(event));
      else progress.show(event, live);
    },
  });
  session.host?.runEnded(done);
  const message = settings.format === 'text' ? output.out : output.err;
  for (const line of summaryLines(done, settings.format === 'text' ? output : { hasColours: false })) message(line);
  return done;
}

async function passesPreflight(
  ready: PlanForRun,
  test: LoadTest,
  settings: RunSettings,
  session: RunSession,
): Promise<boolean> {
  const { output, signal } = session;
  const { plan, file, script } = ready;
  const { redact } = runRedactor({ secrets: settings.secrets, plan, planText: file.text, test, script });
  const place = { cwd: path.dirname(path.resolve(file.path)), environment: ready.environment };
  const results = await runPreflight(ready.plan.preflight, {
    test,
    folder: place.cwd,
    valueOf: ready.valueOf,
    redact,
    environment: ready.environment,
    signal,
  });
  const failed = results.filter(({ ok }) => !ok);
  for (const { item, detail } of failed) output.err(`Preflight of ${test.id} failed: ${item}: ${detail}.`);
  if (failed.length > 0) output.err(`Nothing was sent for ${test.id}.`);
  if (failed.length > 0 || signal.aborted) return false;
  for (const trouble of await probeMonitors(ready.plan.monitors, place, signal)) {
    output.err(`Preflight of ${test.id}: ${redact(trouble)}. The load is sent all the same.`);
  }
  return !signal.aborted;
}

/** Every secret of the plan needs a value before anything is sent. */
function readSecrets({ plan, valueOf }: PlanForRun): Map<string, string> {
  return new Map(
    plan.secrets.map(({ value: name }) => {
      const value = valueOf(name);
      if (value === undefined)
        throw new NeedError(`The secret ${name} has no value. Export it, or add it to the env file.`, {
          what: 'secret',
          name,
        });
      return [name, value];
    }),
  );
}

function readOverrides(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UserError(`--set takes NAME=VALUE, not ${pair}.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** Looked for before anything is sent: a tool that is missing must not be found after other tests have run. */
async function toolsFor(tests: readonly LoadTest[]): Promise<Map<RunnerKind, ToolInUse>> {
  const tools = new Map<RunnerKind, ToolInUse>();
  for (const { runner } of tests) {
    if (!tools.has(runner)) tools.set(runner, await requireTool(runner, HEADROOM_VERSION));
  }
  return tools;
}
