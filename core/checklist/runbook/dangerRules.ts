import { CLOUD_RULES } from './rules/cloudRules.ts';
import { CLUSTER_RULES } from './rules/clusterRules.ts';
import { matches, type DangerRule } from './rules/dangerRule.ts';
import { DATA_RULES } from './rules/dataRules.ts';
import { FILE_RULES } from './rules/fileRules.ts';
import { MACHINE_RULES } from './rules/machineRules.ts';
import { PROJECT_RULES } from './rules/projectRules.ts';

const RULES_OF = byProgram([
  ...FILE_RULES,
  ...CLUSTER_RULES,
  ...CLOUD_RULES,
  ...DATA_RULES,
  ...MACHINE_RULES,
  ...PROJECT_RULES,
]);

const TRIAL = matches(/^(?:--dry-?run(?:=(?:client|server|true))?|--help)$/);
/** Programs that only tell what they would do, or how they are used, when they are asked to. */
const WITH_TRIAL = new Set(
  'kubectl oc k helm helmfile argocd flux velero docker podman docker-compose aws rclone rsync git npm pnpm'.split(' '),
);

/** `kubectl delete --dry-run=client`; what stands behind `--` is meant for somebody else. */
function isTrial(program: string, args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return WITH_TRIAL.has(program) && TRIAL(end < 0 ? args : args.slice(0, end));
}

/** What a program with these arguments would do, in words; none where it does no harm. */
export function ruledOut(program: string, args: readonly string[]): string[] {
  const rules = RULES_OF.get(program);
  if (rules === undefined || isTrial(program, args)) return [];
  return rules.flatMap(({ when, reason }) => (when(args) ? [reason] : []));
}

function byProgram(rules: readonly DangerRule[]): ReadonlyMap<string, readonly DangerRule[]> {
  const found = new Map<string, DangerRule[]>();
  for (const rule of rules) {
    for (const program of rule.programs) {
      const ofProgram = found.get(program);
      if (ofProgram === undefined) found.set(program, [rule]);
      else ofProgram.push(rule);
    }
  }
  return found;
}
