import type { Binding } from '../bindings/readBindings.ts';
import type { Checklist } from '../checklist.ts';
import { holds, type BoundEvidence, type Evidence } from '../evidence/evidence.ts';
import { limitsText, questionText } from '../evidence/limitsText.ts';
import { isRequired } from '../required.ts';

/** What a check asks for as the plan is now. */
export interface LimitNow {
  /** `search/p95-latency`, or `search/p95-latency in live` where the text names the environment. */
  bound: string;
  /** `p95 latency < 400ms`. */
  expression: string;
  /** `< 400ms`. */
  limits: string;
}

/** The limits of what is bound on lines that are signed for, each once. */
export function limitsNow(evidence: readonly BoundEvidence[], isCovered: (line: number) => boolean): LimitNow[] {
  const limits = new Map<string, LimitNow>();
  for (const { binding, evidence: found } of evidence) {
    if (!isCovered(binding.line)) continue;
    for (const check of found.checks ?? (found.check ? [found.check] : [])) {
      const bound = named(check.id, binding);
      limits.set(bound, { bound, expression: questionText(check), limits: limitsText(check) });
    }
  }
  return [...limits.values()];
}

/** Whether what has to be proven on such lines is. */
export function proofsNow(
  checklist: Checklist,
  evidence: readonly BoundEvidence[],
  isCovered: (line: number) => boolean,
): { bound: string; holds: boolean; evidence: Evidence }[] {
  return evidence
    .filter(({ binding }) => isCovered(binding.line) && isRequired(checklist, binding))
    .map(({ binding, evidence: found }) => ({
      bound: named(`${found.bound.kind}=${found.bound.name}`, binding),
      holds: holds(found),
      evidence: found,
    }));
}

function named(name: string, { environment }: Binding): string {
  return environment === undefined ? name : `${name} in ${environment.name}`;
}
