import { parsePlan } from '../../configs/plan/parsePlan.ts';
import type { PreflightItem } from '../../configs/plan/plan.ts';
import { whyNotCounted } from '../../run/baselineFromRuns.ts';
import { withoutUrlCredentials } from '../../text/urlCredentials.ts';
import type { CountableRun } from './checkEvidence.ts';
import { formatAge, type Evidence } from './evidence.ts';

export interface PreflightQuestion {
  /** As the plan is written now, without values of the process environment. */
  item: PreflightItem;
  environment: string | undefined;
  maxAgeMs: number | undefined;
  now: number;
  /** The command that makes new evidence. */
  command: string;
}

/**
 * A run is only made when every preflight item holds, so a run of a plan with just this item says that it held. `runs`
 * are those of all tests of the plan, newest first.
 */
export function preflightEvidence(question: PreflightQuestion, runs: readonly CountableRun[]): Omit<Evidence, 'bound'> {
  const { item, environment, maxAgeMs, now, command } = question;
  const remedy = `Run it: \`${command}\`.`;
  const run = runs.find((one) => wasChecked(one, item, environment));
  if (run === undefined) {
    const where = environment === undefined ? '' : ` in ${environment}`;
    return { state: 'unmeasured', reason: `no run${where} that counts was made with it`, remedy };
  }
  const { manifest, folder } = run;
  const { runId, startedAt } = manifest;
  const ageMs = Math.max(0, now - startedAt);
  const from = {
    ...{ runId, measuredAt: startedAt, ageMs },
    ...(folder !== undefined && { folder }),
    ...(environment !== undefined && { environment }),
  };
  if (maxAgeMs === undefined || ageMs <= maxAgeMs) return { state: 'pass', run: from };
  const reason = `it held before run ${runId}, which is ${formatAge(ageMs)} old, more than \`max_age\` of the plan allows`;
  return { state: 'stale', reason, remedy, run: from };
}

function wasChecked({ manifest, result }: CountableRun, item: PreflightItem, environment: string | undefined): boolean {
  if (manifest.environment?.id !== environment || manifest.script !== undefined || result === undefined) return false;
  if (whyNotCounted({ manifest, result }).length > 0) return false;
  // An item about a tool concerns tests of that runner only.
  if (item.kind === 'tool' && item.tool !== manifest.runner) return false;
  const mayDiffer = item.kind === 'http' || item.kind === 'command';
  if (mayDiffer && Object.keys(manifest.overrides).length > 0) return false;
  const { plan } = parsePlan(manifest.plan.text, environment === undefined ? {} : { environment });
  const wanted = withoutPlace(item);
  return plan?.preflight.some((one) => withoutPlace(one) === wanted) ?? false;
}

/** Nor with credentials in addresses, which the record of a run leaves out. */
function withoutPlace(item: PreflightItem): string {
  return withoutUrlCredentials(JSON.stringify({ ...item, span: undefined }));
}
