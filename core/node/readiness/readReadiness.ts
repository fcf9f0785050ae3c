import { existsSync } from 'node:fs';
import path from 'node:path';
import { readChecklist } from '../../checklist/readChecklist.ts';
import { whyPassedOver } from '../../checklist/evidence/checkEvidence.ts';
import { signOffRoles } from '../../checklist/signOff/roles.ts';
import { sortProblems } from '../../problem.ts';
import { REPORT_FORMATS } from '../../report/formats.ts';
import type { DocumentInput, PlanInput, ReadinessInput, ReportedRun } from '../../readiness/readinessInput.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import { readChecklistFile } from '../checklist/checklistFile.ts';
import { findPlans } from '../checklist/findPlans.ts';
import { EvidenceReader } from '../checklist/readEvidence.ts';
import { readSidecarOf } from '../checklist/sidecarFile.ts';
import type { RunInFolder } from '../checklist/testRuns.ts';
import { textHash } from '../checklist/textHash.ts';
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
  const documents: DocumentInput[] = [];
  for (const file of new Set(checklists))
    documents.push(await documentInput(reader, path.resolve(workingFolder, file), file));
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
      for (const run of found) runs.set(run.folder, reported(run, used, options.linkFrom));
    }
  }
  return { ...read, runs: [...runs.values()] };
}

async function documentInput(reader: EvidenceReader, absolute: string, file: string): Promise<DocumentInput> {
  const { text } = readChecklistFile(absolute);
  const checklist = readChecklist(text);
  const { evidence, problems } = await reader.read(absolute, checklist);
  const sidecar = readSidecarOf(absolute);
  const lines = new LineIndex(text);
  const now = { text, checklist, evidence, hash: textHash };
  return {
    ...{ file, checklist, evidence },
    problems: sortProblems([...checklist.problems, ...problems]).map(({ span, severity, message }) => {
      return { line: lines.position(span[0]).line + 1, severity, message };
    }),
    notes: sidecar.items,
    signOffs: signOffRoles(now, sidecar),
  };
}

function usedRuns({ documents, plans }: Omit<ReadinessInput, 'runs'>): ReadonlySet<string | undefined> {
  return new Set([
    ...documents.flatMap(({ evidence }) => evidence.map(({ evidence: { run } }) => run?.runId)),
    ...plans.flatMap(({ tests }) =>
      tests.flatMap(({ checks, capacity: { run } }) => [
        run?.runId,
        ...checks.map((check) => check.evidence.run?.runId),
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
  return runs.filter((run) => used.has(run.manifest.runId) || run === newest);
}

function reported(run: RunInFolder, used: ReadonlySet<string | undefined>, linkFrom: string): ReportedRun {
  const { folder, manifest, result } = run;
  const isUsed = used.has(manifest.runId);
  const why = isUsed
    ? undefined
    : (whyPassedOver(run, manifest.environment?.id) ?? 'it measured nothing that is asked');
  const report = path.join(folder, REPORT_FORMATS.html.fileName);
  return {
    manifest,
    ...(result && { result }),
    ...(why !== undefined && { whyNotCounted: why }),
    ...(existsSync(report) && { reportLink: linkTo(report, linkFrom) }),
  };
}

/** Relative, so that the report and the runs can be moved together. */
function linkTo(file: string, from: string): string {
  const steps = path.relative(from, file).split(path.sep);
  return steps.map((step) => (step === '..' ? step : encodeURIComponent(step))).join('/');
}
