import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Binding } from '../../checklist/bindings/readBindings.ts';
import { textOfBinding } from '../../checklist/bindings/textOfBinding.ts';
import type { Checklist } from '../../checklist/checklist.ts';
import { capacityEvidence, newestOfLoad } from '../../checklist/evidence/capacityEvidence.ts';
import { checkEvidence, type CountableRun, type RunQuestion } from '../../checklist/evidence/checkEvidence.ts';
import { gravest, type BoundEvidence, type Evidence } from '../../checklist/evidence/evidence.ts';
import type { BoundThing } from '../../checklist/evidence/findBound.ts';
import { preflightEvidence } from '../../checklist/evidence/preflightEvidence.ts';
import { resolveBinding } from '../../checklist/evidence/resolveBinding.ts';
import type { LoadTest, Plan } from '../../configs/plan/plan.ts';
import { UserError } from '../../errors.ts';
import type { Problem } from '../../problem.ts';
import { baselineLookup } from '../../run/baseline.ts';
import { baselineFit, likenessOf } from '../../run/compare/likeness.ts';
import type { JudgedCheck } from '../../run/judge.ts';
import type { BaselineLookup } from '../../run/limits.ts';
import type { RunManifest } from '../../run/runManifest.ts';
import { readBaselineFile } from '../baselines.ts';
import { capacityOfRun, metricsOf } from './capacityOfRun.ts';
import { EvidencePlan } from './evidencePlan.ts';
import { findPlans } from './findPlans.ts';
import { TestRuns, type RunInFolder } from './testRuns.ts';

export interface EvidenceOptions {
  /** The plans to look names up in; those near the checklist otherwise. */
  plans?: readonly string[];
  /** Where the runs are; where each plan says otherwise. */
  results?: string;
  workingFolder: string;
  /** ms since the Unix epoch. */
  now: number;
}

/** What the runs on disk say of the items of checklists. Nothing is kept longer than one look. */
export class EvidenceReader {
  private readonly plans = new Map<string, EvidencePlan>();
  private readonly runs = new TestRuns();

  /** Throws a `UserError` for a results folder that is not there: without a run everything would look unmeasured. */
  constructor(private readonly options: EvidenceOptions) {
    const { results, workingFolder } = options;
    if (results !== undefined && !existsSync(path.resolve(workingFolder, results)))
      throw new UserError(`There is no results folder ${results}, which --results names.`);
  }

  /** For each comment that binds something. Throws a `UserError` for a plan that cannot be used. */
  async read(
    file: string,
    checklist: Checklist,
  ): Promise<{ evidence: BoundEvidence[]; problems: Problem[]; notes: string[] }> {
    const bound = checklist.bindings.filter((binding) => binding.bound !== undefined);
    const problems: Problem[] = [];
    const evidence: BoundEvidence[] = [];
    if (bound.length === 0) return { evidence, problems, notes: [] };
    const plans = this.plansOf(file);
    for (const binding of bound) {
      const text = textOfBinding(checklist, binding);
      evidence.push(...(await this.readOne(binding, text, plans, problems)));
    }
    return { evidence, problems, notes: plans.flatMap(({ notes }) => [...notes]) };
  }

  /** In which the names of a checklist are looked up. Throws a `UserError` for a plan that cannot be used. */
  plansOf(file: string): EvidencePlan[] {
    const files = this.options.plans ?? findPlans(file, this.options.workingFolder);
    return files.map((plan) => this.planOf(plan));
  }

  private async readOne(
    binding: Binding,
    text: string,
    plans: readonly EvidencePlan[],
    problems: Problem[],
  ): Promise<BoundEvidence[]> {
    if (binding.bound === undefined) return [];
    const { kind, name } = binding.bound;
    const of = (evidence: Omit<Evidence, 'bound'>): BoundEvidence[] => [
      { binding, evidence: { bound: { kind, name }, ...evidence } },
    ];
    const found = resolveBinding(binding, binding.bound, plans);
    if ('problem' in found) {
      problems.push(found.problem);
      return of({ state: 'unknown', reason: found.problem.message });
    }
    return of({ plan: found.plan.file, ...(await this.evidenceOf(found.plan, found.thing, found.environment, text)) });
  }

  private async evidenceOf(
    plan: EvidencePlan,
    thing: BoundThing,
    environment: string | undefined,
    text: string,
  ): Promise<Omit<Evidence, 'bound'>> {
    switch (thing.kind) {
      case 'capacity':
        return this.ofCapacity(plan, thing.test, environment, text);
      case 'check':
        return this.ofCheck(plan, thing.test, thing.check, environment);
      case 'monitor': {
        const { id } = thing.monitor;
        const all: Evidence[] = [];
        for (const { test, check } of thing.checks)
          all.push({ bound: { kind: 'monitor', name: id }, ...(await this.ofCheck(plan, test, check, environment)) });
        const reason = `no check of ${plan.file} judges the monitor ${id}, so its values prove nothing`;
        const remedy = `Add a check such as "max ${id} < 70%" to a test.`;
        const worst = gravest(all);
        const checks = all.flatMap(({ check }) => check ?? []);
        return worst === undefined ? { state: 'no-data', reason, remedy } : { ...worst, checks };
      }
      case 'preflight': {
        const runs: CountableRun[] = [];
        for (const { id } of plan.plan.tests) runs.push(...(await this.runsOf(plan, id)));
        const { now } = this.options;
        const command = runCommand(plan, undefined, environment);
        const maxAgeMs = plan.plan.evidence?.maxAgeMs;
        const question = { item: thing.item, environment, maxAgeMs, now, command };
        return preflightEvidence(
          question,
          runs.toSorted((a, b) => b.manifest.startedAt - a.manifest.startedAt),
        );
      }
    }
  }

  private async ofCapacity(
    plan: EvidencePlan,
    { id: testId }: LoadTest,
    environment: string | undefined,
    text: string,
  ): Promise<Omit<Evidence, 'bound'>> {
    const resolved = plan.in(environment);
    const test = resolved.tests.find(({ id }) => id === testId);
    if (test === undefined) throw new Error(`${testId} is in the plan and in no environment of it`);
    const question = await this.runQuestion(plan, resolved, test);
    const newest = newestOfLoad(question, await this.runsOf(plan, testId), metricsOf(test));
    if ('evidence' in newest) return newest.evidence;
    return capacityEvidence(question, newest.run, await capacityOfRun(newest.run, test), text);
  }

  /** Those of one test, newest first. */
  runsOf(plan: EvidencePlan, testId: string): Promise<RunInFolder[]> {
    return this.runs.of(this.resultsOf(plan), testId);
  }

  async runQuestion(plan: EvidencePlan, resolved: Plan, test: LoadTest): Promise<RunQuestion> {
    const environment = resolved.environment?.id;
    return {
      environment,
      load: plan.loadOf(test, resolved),
      maxAgeMs: resolved.evidence?.maxAgeMs,
      now: this.options.now,
      command: runCommand(plan, test.id, environment),
      monitors: plan.asWritten(environment).monitors,
      unreadable: await this.runs.unreadableOf(this.resultsOf(plan), test.id),
    };
  }

  async ofCheck(
    plan: EvidencePlan,
    { id: testId }: LoadTest,
    written: JudgedCheck,
    environment: string | undefined,
  ): Promise<Omit<Evidence, 'bound'>> {
    const resolved = plan.in(environment);
    const test = resolved.tests.find(({ id }) => id === testId);
    const check = test?.checks.find((row) => row.check.id === written.id)?.check;
    if (test === undefined || check === undefined) {
      const reason = `in ${environment ?? 'this environment'} the limit of ${written.id} cannot be told`;
      return { state: 'unmeasured', reason, remedy: 'Set the variables that the plan takes it from.' };
    }
    const question = {
      ...(await this.runQuestion(plan, resolved, test)),
      check,
      baselineFor: (run: RunManifest) => baselineFor(plan.folder, run),
    };
    return checkEvidence(question, await this.runsOf(plan, testId));
  }

  private resultsOf({ folder, plan }: EvidencePlan): string {
    const { results, workingFolder } = this.options;
    return results === undefined ? path.resolve(folder, plan.results) : path.resolve(workingFolder, results);
  }

  /** Throws a `UserError` for a plan that cannot be used. */
  planOf(file: string): EvidencePlan {
    const { workingFolder } = this.options;
    const absolute = path.resolve(workingFolder, file);
    const plan = this.plans.get(absolute) ?? new EvidencePlan(absolute, path.relative(workingFolder, absolute));
    this.plans.set(absolute, plan);
    return plan;
  }
}

function baselineFor(folder: string, run: RunManifest): BaselineLookup | undefined {
  const baseline = readBaselineFile(folder, run.testId);
  if (baseline === undefined) return undefined;
  const { unused } = baselineFit(baseline.like, likenessOf(run));
  return unused === undefined ? baselineLookup(baseline) : () => ({ missing: unused });
}

/** What a person types for new evidence. */
function runCommand({ file, plan }: EvidencePlan, testId: string | undefined, environment: string | undefined): string {
  const test = testId === undefined ? '' : ` --test ${testId}`;
  const isDefault = environment === plan.environment?.id;
  const where = environment === undefined || isDefault ? '' : ` --environment ${environment}`;
  return `headroom run ${file}${test}${where}`;
}
