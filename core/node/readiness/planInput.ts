import { newestOfLoad } from '../../checklist/evidence/capacityEvidence.ts';
import { runOf } from '../../checklist/evidence/checkEvidence.ts';
import type { Evidence } from '../../checklist/evidence/evidence.ts';
import type { LoadTest } from '../../configs/plan/plan.ts';
import { descriptionOf, type JudgedCheck } from '../../run/judge.ts';
import type { CheckInput, PlanInput, TestInput } from '../../readiness/readinessInput.ts';
import type { Span } from '../../text/span.ts';
import { LineIndex } from '../../text/lineIndex.ts';
import { oneOf } from '../../text/wording.ts';
import { capacityOfRun, metricsOf } from '../checklist/capacityOfRun.ts';
import type { EvidencePlan } from '../checklist/evidencePlan.ts';
import type { EvidenceReader } from '../checklist/readEvidence.ts';

/** A plan with what the runs say of every check of its tests and of the load that they can take. */
export async function planInput(reader: EvidenceReader, plan: EvidencePlan): Promise<PlanInput> {
  const lines = new LineIndex(plan.text);
  const lineOf = ([offset]: Span): number => lines.position(offset).line + 1;
  const { requirements, environments, environment: byDefault, evidence } = plan.plan;
  const environment = evidence?.environment?.value ?? byDefault?.id;
  const known = environments.map(({ id }) => id);
  const isUnclear = environment === undefined && known.length > 0;
  const nowhere = isUnclear
    ? `${plan.file} has no default environment, so nobody knows where this must be measured`
    : undefined;
  const remedy = `Say \`evidence: { environment: … }\` in the plan: ${oneOf(known)}.`;
  const tests: TestInput[] = [];
  for (const test of plan.plan.tests) {
    const checks: CheckInput[] = [];
    for (const { check, span } of test.checks) {
      const found: Omit<Evidence, 'bound'> =
        nowhere === undefined
          ? await reader.ofCheck(plan, test, check, environment)
          : { state: 'unknown', reason: nowhere, remedy };
      const { requirement } = check;
      checks.push({
        line: lineOf(span),
        ...(requirement !== undefined && { requirement }),
        evidence: { bound: { kind: 'check', name: check.id }, ...found },
      });
    }
    tests.push({
      ...{ id: test.id, line: lineOf(test.idSpan), checks },
      ...(test.title !== undefined && { title: test.title }),
      capacity:
        nowhere === undefined
          ? await capacityOf(reader, plan, test, environment)
          : { found: { found: 'nothing', reason: nowhere } },
    });
  }
  return {
    ...{ file: plan.file, tests, notes: [...plan.notes] },
    suiteChecks: plan.plan.suites.flatMap(({ id, checks }) =>
      checks.map(({ check, span }): CheckInput => ({
        line: lineOf(span),
        ...(check.requirement !== undefined && { requirement: check.requirement }),
        evidence: suiteEvidence(plan.file, id, check),
      })),
    ),
    ...(environment !== undefined && { environment }),
    requirements: [...requirements].map(([id, { title, span }]) => ({ id, title, line: lineOf(span) })),
    problems: plan.problems
      .filter(({ severity }) => severity === 'warning')
      .map(({ span, severity, message }) => ({ line: lineOf(span), severity, message })),
  };
}

/** What several runs did together is judged when the suite is run. Nobody may take it for proven here. */
function suiteEvidence(file: string, suite: string, check: JudgedCheck): Evidence {
  return {
    bound: { kind: 'check', name: check.id },
    state: 'unknown',
    reason: 'checks of a suite are not judged here',
    remedy: `See what \`headroom run ${file} --suite ${suite}\` says of it, or state it as a check of a test.`,
    check: { ...descriptionOf(check), verdict: 'no-data', notes: [] },
  };
}

async function capacityOf(
  reader: EvidenceReader,
  plan: EvidencePlan,
  { id }: LoadTest,
  environment: string | undefined,
): Promise<TestInput['capacity']> {
  const resolved = plan.in(environment);
  const test = resolved.tests.find((one) => one.id === id);
  if (test === undefined) throw new Error(`${id} is in the plan and in no environment of it`);
  const question = await reader.runQuestion(plan, resolved, test);
  const newest = newestOfLoad(question, await reader.runsOf(plan, id), metricsOf(test));
  if ('evidence' in newest) return { found: { found: 'nothing', reason: newest.evidence.reason ?? '' } };
  return { found: await capacityOfRun(newest.run, test), run: runOf(question, newest.run) };
}
