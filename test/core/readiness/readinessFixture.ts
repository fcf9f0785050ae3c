import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import type { Evidence } from '../../../core/checklist/evidence/evidence.ts';
import type { SignOff } from '../../../core/checklist/sidecar/sidecar.ts';
import { signOffRoles, type SignOffRole } from '../../../core/checklist/signOff/roles.ts';
import type { Standing } from '../../../core/checklist/signOff/standing.ts';
import type { CheckInput, DocumentInput, PlanInput, ReadinessInput } from '../../../core/readiness/readinessInput.ts';
import { STARTED_AT } from '../../support/runFolder.ts';

export const RUN = {
  runId: '20260131_120000_search',
  measuredAt: STARTED_AT,
  ageMs: 7_200_000,
  environment: 'staging',
};

/** Of `search/p95-latency`, as a run measured it. */
export function evidenceOf(rest: Partial<Evidence> = {}): Evidence {
  return {
    bound: { kind: 'check', name: 'search/p95-latency' },
    state: 'pass',
    run: RUN,
    check: {
      ...{ id: 'search/p95-latency', expression: 'p95 latency < 500ms', verdict: 'pass', observed: 342, unit: 'ms' },
      ...{ levels: { target: '< 500ms' }, notes: [] },
    },
    ...rest,
  };
}

export function planOf(checks: readonly CheckInput[], rest: Partial<PlanInput> = {}): PlanInput {
  const capacity = { found: { found: 'nothing', reason: 'its test was never run' } } as const;
  return {
    ...{ file: 'shop.headroom.yaml', environment: 'staging', requirements: [], problems: [], notes: [] },
    suiteChecks: [],
    tests: [{ id: 'search', line: 5, checks, capacity }],
    ...rest,
  };
}

/** A checklist in which everything that is bound has the same evidence. */
export function documentOf(
  text: string,
  evidence: Partial<Evidence> = {},
  rest: Partial<DocumentInput> = {},
): DocumentInput {
  const checklist = readChecklist(text);
  return {
    ...{ file: 'release.md', checklist, problems: [], notes: {}, signOffs: rolesOf(text) },
    evidence: checklist.bindings.flatMap((binding) =>
      binding.bound === undefined
        ? []
        : [{ binding, evidence: evidenceOf({ bound: binding.bound, plan: 'shop.headroom.yaml', ...evidence }) }],
    ),
    ...rest,
  };
}

/** Who signs a text, and who has; all signatures stand as it is said here. */
export function rolesOf(text: string, signOffs: SignOff[] = [], standing?: Standing): SignOffRole[] {
  const now = { text, checklist: readChecklist(text), evidence: [], hash: (content: string) => content };
  return signOffRoles(now, { signOffs }).map(({ signed, ...role }) => ({
    ...role,
    ...(signed && { signed: { ...signed, standing: standing ?? signed.standing } }),
  }));
}

export function inputOf(rest: Partial<ReadinessInput> = {}): ReadinessInput {
  return { madeAt: STARTED_AT, madeBy: 'Headroom 1', documents: [], plans: [], runs: [], ...rest };
}

export function signOffOf(rest: Partial<SignOff> = {}): SignOff {
  return {
    ...{ role: 'Tech Lead', name: 'Ada', signedAt: '2026-01-31T12:00:00+01:00', decision: 'go', hash: 'sha256-00' },
    ...{ sections: [], blanks: [], runs: [], items: [], limits: [], evidence: [], obstacles: [] },
    ...rest,
  };
}
