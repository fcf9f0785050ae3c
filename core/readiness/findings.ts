import { formatAge } from '../checklist/evidence/evidence.ts';
import { sayEvidence } from '../checklist/evidence/gate.ts';
import { isStopped } from '../run/baselineFromRuns.ts';
import { documentFindings } from './documentFindings.ts';
import type { CheckInput, PlanInput, ReadinessInput, ReportedRun } from './readinessInput.ts';
import { signOffFindings } from './signOffs.ts';

/** Gravest first. `against`: it fails. `open`: nobody can say yet. The other two decide nothing. */
export const GRAVITIES = ['against', 'open', 'warning', 'note'] as const;

/** Something that a person who decides has to know. */
export interface Finding {
  gravity: (typeof GRAVITIES)[number];
  /** A sentence that begins with the place. */
  message: string;
  /** It is just that somebody has not signed yet. */
  isOpenRole?: true;
}

/** All that speaks against going live, the gravest first, each sentence once. */
export function findingsOf(input: ReadinessInput): Finding[] {
  const found = [
    ...input.plans.flatMap(planFindings),
    ...input.documents.flatMap((document) => documentFindings(document)),
    ...input.documents.flatMap(signOffFindings),
    ...input.runs.flatMap(runFindings),
  ];
  const once = new Map<string, Finding>();
  for (const finding of found) if (!once.has(finding.message)) once.set(finding.message, finding);
  return [...once.values()].sort((a, b) => GRAVITIES.indexOf(a.gravity) - GRAVITIES.indexOf(b.gravity));
}

function planFindings(plan: PlanInput): Finding[] {
  const { file, tests, suiteChecks, requirements, problems, notes } = plan;
  const checks = [...tests.flatMap((test) => test.checks), ...suiteChecks];
  const judged = new Set(checks.map(({ requirement }) => requirement));
  return [
    ...checks.flatMap((check) => checkFindings(file, check)),
    ...requirements
      .filter(({ id }) => !judged.has(id))
      .map(({ id, title, line }): Finding => {
        const message = `${file}:${line}: No check names the requirement ${id}${title === '' ? '' : ` "${title}"`}, so nothing is measured of it. Add \`requirement: "${id}"\` to the check that is for it.`;
        return { gravity: 'open', message };
      }),
    ...tests
      .filter((test) => test.checks.length === 0)
      .map(({ id, line }): Finding => {
        const message = `${file}:${line}: The test ${id} states no checks, so its runs prove nothing.`;
        return { gravity: 'warning', message };
      }),
    ...problems.map(({ line, message }): Finding => ({ gravity: 'warning', message: `${file}:${line}: ${message}` })),
    ...notes.map((message): Finding => ({ gravity: 'warning', message })),
  ];
}

function checkFindings(file: string, { line, evidence }: CheckInput): Finding[] {
  const { state, bound, check, run } = evidence;
  const place = `${file}:${line}`;
  if (state !== 'pass') {
    const gravity = state === 'fail' ? 'against' : state === 'warn' ? 'warning' : 'open';
    return [{ gravity, message: `${place}: ${sayEvidence(evidence)}` }];
  }
  const notes = check?.notes ?? [];
  if (notes.length === 0) return [];
  const where = run === undefined ? '' : ` in run ${run.runId}, ${formatAge(run.ageMs)} ago`;
  return [{ gravity: 'warning', message: `${place}: ${bound.name} passed${where}, but: ${notes.join('; ')}.` }];
}

function runFindings({ manifest, result, whyNotCounted }: ReportedRun): Finding[] {
  const { runId, testId } = manifest;
  if (whyNotCounted !== undefined) {
    const message = `Run ${runId}, the newest of ${testId}, is no evidence: ${whyNotCounted}.`;
    return [{ gravity: 'warning', message }];
  }
  if (result === undefined || !isStopped({ manifest, result })) return [];
  const why = result.reasons.find((reason) => reason.startsWith('stopped by guard'));
  const message = `Run ${runId} of ${testId} was stopped by a guard${why === undefined ? '' : ` (${why})`}, so it measured only a part.`;
  return [{ gravity: 'warning', message }];
}
