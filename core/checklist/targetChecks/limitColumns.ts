import type { Level } from '../../checks/check.ts';
import type { ChecklistTable } from '../checklist.ts';

/** What the limits of a column are to a check. */
export interface LimitColumn {
  at: number;
  /** `beyond` is a limit that must hold at any rate, beside a target that is to be reached: missing it is critical. */
  means: Level | 'beyond';
  /** Says again what another column says, in other words. */
  isRepeated: boolean;
}

/** The columns with limits, those that say it best first. None for a table that states no targets. */
export function limitColumns({ kind, columns }: ChecklistTable): LimitColumn[] {
  if (kind !== 'targets' && kind !== 'thresholds') return [];
  const hasTarget = columns.some(({ role }) => role === 'target');
  const found = columns.flatMap(({ role, text }, at): LimitColumn[] => {
    switch (role) {
      case 'target':
        return [{ at, means: 'target', isRepeated: false }];
      case 'threshold':
        return [{ at, means: hasTarget ? 'beyond' : 'target', isRepeated: false }];
      case 'condition':
        return [{ at, means: 'target', isRepeated: true }];
      case 'warning':
        return [{ at, means: 'warn', isRepeated: false }];
      case 'critical':
        return [{ at, means: /\b(?:stop|abort)\b/i.test(text) ? 'stop' : 'critical', isRepeated: false }];
      default:
        return [];
    }
  });
  return found.toSorted((a, b) => Number(a.isRepeated) - Number(b.isRepeated));
}
