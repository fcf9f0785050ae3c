import type { BoundEvidence, Evidence } from './evidence.ts';

/** How much of what is bound to a plan is not proven. */
export interface EvidenceCounts {
  failing: number;
  stale: number;
  /** Unmeasured, without data, or of a name that cannot be looked up. */
  missing: number;
}

export const NOTHING_DOUBTFUL: EvidenceCounts = { failing: 0, stale: 0, missing: 0 };

/** What does not apply counts nowhere. */
export function countEvidence(all: readonly BoundEvidence[]): EvidenceCounts {
  const counts = { ...NOTHING_DOUBTFUL };
  for (const { binding, evidence } of all) {
    const kind = binding.notApplicable === undefined ? doubtOf(evidence) : undefined;
    if (kind !== undefined) counts[kind] += 1;
  }
  return counts;
}

/** Which of the counts evidence belongs to; undefined where it holds. */
export function doubtOf({ state }: Evidence): keyof EvidenceCounts | undefined {
  switch (state) {
    case 'pass':
    case 'warn':
      return undefined;
    case 'fail':
      return 'failing';
    case 'stale':
      return 'stale';
    case 'no-data':
    case 'unmeasured':
    case 'unknown':
      return 'missing';
  }
}

/** `2 failing`, `1 stale`: only what there is. */
export function countTexts({ failing, stale, missing }: EvidenceCounts): string[] {
  return [
    ...(failing > 0 ? [`${failing} failing`] : []),
    ...(stale > 0 ? [`${stale} stale`] : []),
    ...(missing > 0 ? [`${missing} without evidence`] : []),
  ];
}
