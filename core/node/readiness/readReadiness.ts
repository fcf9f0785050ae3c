import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  contradictionsIn,
  findContradictions,
  type NamedChecklist,
} from '../../checklist/contradictions/findContradictions.ts';
import { limitProblems } from '../../checklist/contradictions/limitProblems.ts';
import { readChecklist } from '../../checklist/readChecklist.ts';
import { notesOfItems } from '../../checklist/sidecar/keptIds.ts';
import { whyPassedOver } from '../../checklist/evidence/checkEvidence.ts';
import { signOffRoles } from '../../checklist/signOff/roles.ts';
import { sortProblems, type Problem } from '../../problem.ts';
import { REPORT_FORMATS } from '../../report/formats.ts';
import type { DocumentInput, PlanInput, ReadinessInput, ReportedRun } from '../../readiness/readinessInput.ts';
import type { RunManifest } from '../../run/runManifest.ts';
import { shownPath } from '../../text/shownPath.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import { readChecklistFile } from '../checklist/checklistFile.ts';
import { findPlans } from '../checklist/findPlans.ts';
import { EvidenceReader } from '../checklist/readEvidence.ts';
import { readSidecarOf } from '../checklist/sidecarFile.ts';
import type { RunInFolder } from '../checklist/testRuns.ts';
import { textHash } from '../checklist/textHash.ts';
import { planFolderOf } from '../runStore/planFolderOf.ts';
import { planInput } from './planInput.ts';

export interface ReadinessOptions {
  checklists: readonly string[];
  /** Those near each checklist otherwise. */
  plans?: readonly string[];
  /** Where the runs are; where each plan says otherwise. */
  results?: string;
  /** Files are named as they are found from here. */
  workingFolder: string;
  /** Where the report will be: links to the reports of runs lead from here. */
  linkFrom: string;
  /** ms since the Unix epoch. */
  now: number;
  /** The program and its version. */
  madeBy: string;
}

/** Looks at checklists, plans and runs. Throws a `UserError` for what cannot be read. */
export async function readReadiness(options: ReadinessOptions): Promise<ReadinessInput> {
  const { checklists, results, workingFolder, now, madeBy } = options;
  const reader = new EvidenceReader({
    ...(options.plans && { plans: options.plans }),
    ...(results !== undefined && { results }),
    ...{ workingFolder, now },
  });
  const documents = await documentInputs(reader, [...new Set(checklists)], workingFolder);
  const near = checklists.flatMap((file) => findPlans(path.resolve(workingFolder, file), workingFolder));
  const files =
    options.plans ??
    (checklists.length > 0 ? near : findPlans(path.join(workingFolder, 'headroom.yaml'), workingFolder));
  const plans = [...new Set(files.map((file) => reader.planOf(file)))];
  const inputs: PlanInput[] = [];
  for (const plan of plans) inputs.push(await planInput(reader, plan));
  const read = { madeAt: now, madeBy, documents, plans: inputs };
  const used = usedRuns(read);
  const runs = new Map<string, ReportedRun>();
  for (const [at, plan] of plans.entries()) {
    for (const { id } of plan.plan.tests) {
      const found = reportedRuns(await reader.runsOf(plan, id), used, inputs[at]?.environment);
      for (const run of found) runs.set(run.folder, reported(run, used, options));
    }
  }
  return { ...read, runs: [...runs.values()], secrets: plans.flatMap((plan) => plan.secretValues()) };
}

async function documentInputs(
  reader: EvidenceReader,
  files: readonly string[],
  workingFolder: string,
): Promise<DocumentInput[]> {
  const named = files.map((file): NamedChecklist => {
    const { text } = readChecklistFile(path.resolve(workingFolder, file));
    return { file, text, checklist: readChecklist(text) };
  });
  const contradictions = findContradictions(named);
  const inputs: DocumentInput[] = [];
  for (const one of named)
    inputs.push(
      await documentInput(
        reader,
        path.resolve(workingFolder, one.file),
        one,
        contradictionsIn(one.file, contradictions),
      ),
    );
  return inputs;
}

async function documentInput(
  reader: EvidenceReader,
  absolute: string,
  { file, text, checklist }: NamedChecklist,
  contradictions: readonly Problem[],
): Promise<DocumentInput> {
  const { evidence, problems } = await reader.read(absolute, checklist);
  const limits = evidence.length === 0 ? [] : limitProblems(checklist, reader.plansOf(absolute));
  const sidecar = readSidecarOf(absolute);
  const lines = new LineIndex(text);
  const now = { text, checklist, evidence, hash: textHash };
  return {
    ...{ file, checklist, evidence },
    problems: sortProblems([...checklist.problems, ...problems, ...limits, ...contradictions]).map(
      ({ span, severity, message }) => ({ line: lines.position(span[0]).line + 1, severity, message }),
    ),
    notes: notesOfItems(sidecar.items, checklist.items),
    signOffs: signOffRoles(now, sidecar),
  };
}

/** Their folders: two plans may have runs with the same id. */
function usedRuns({ documents, plans }: Omit<ReadinessInput, 'runs'>): ReadonlySet<string | undefined> {
  return new Set([
    ...documents.flatMap(({ evidence }) => evidence.map(({ evidence: { run } }) => run?.folder)),
    ...plans.flatMap(({ tests }) =>
      tests.flatMap(({ checks, capacity: { run } }) => [
        run?.folder,
        ...checks.map((check) => check.evidence.run?.folder),
      ]),
    ),
  ]);
}

/** Of the runs of one test, newest first, those that evidence is from, and the newest where that one is none. */
function reportedRuns(
  runs: readonly RunInFolder[],
  used: ReadonlySet<string | undefined>,
  environment: string | undefined,
): RunInFolder[] {
  // Nobody took a smoke run, or one elsewhere, for a measurement.
  const newest = runs.find(({ manifest }) => !manifest.smoke && manifest.environment?.id === environment);
  return runs.filter((run) => used.has(run.folder) || run === newest);
}

function reported(
  run: RunInFolder,
  used: ReadonlySet<string | undefined>,
  place: Pick<ReadinessOptions, 'linkFrom' | 'workingFolder'>,
): ReportedRun {
  const { folder, manifest, result } = run;
  const isUsed = used.has(folder);
  const why = isUsed
    ? undefined
    : (whyPassedOver(run, manifest.environment?.id) ?? 'it measured nothing that is asked');
  const report = path.join(folder, REPORT_FORMATS.html.fileName);
  return {
    ...{ manifest, folder },
    planFile: planFileOf(manifest, place.workingFolder),
    ...(result && { result }),
    ...(why !== undefined && { whyNotCounted: why }),
    ...(existsSync(report) && { reportLink: linkTo(report, place.linkFrom) }),
  };
}

/** Where it is for the reader; by its name alone where it lies elsewhere, as that of another machine does. */
function planFileOf(manifest: RunManifest, workingFolder: string): string {
  const name = shownPath(manifest.plan.path);
  if (name === '') return '';
  const found = path.relative(workingFolder, path.join(planFolderOf(manifest), path.basename(name)));
  return found.startsWith('..') || path.isAbsolute(found) ? path.basename(name) : found;
}

/** Relative, so that the report and the runs can be moved together. */
function linkTo(file: string, from: string): string {
  const steps = path.relative(from, file).split(path.sep);
  return steps.map((step) => (step === '..' ? step : encodeURIComponent(step))).join('/');
}
