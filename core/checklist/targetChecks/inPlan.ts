import type { Condition, Level, Selector } from '../../checks/check.ts';
import { LEVELS } from '../../checks/levels.ts';
import { printCondition, printSelector } from '../../checks/print.ts';
import type { CheckRow } from '../../configs/plan/plan.ts';
import { fitOf, type Stated } from '../bindings/proposals/stated.ts';
import { compareLimits } from '../limits.ts';

/** A check of the plan that measures what a row states. */
export interface FoundInPlan {
  kind: 'present' | 'contradicted';
  row: CheckRow;
  reason: string;
}

type Levels = Partial<Record<Level, Condition>>;

/** The check of a test that answers the same question as a statement, with what differs. */
export function findInPlan(
  stated: Stated,
  tags: Selector['tags'],
  levels: Levels,
  rows: readonly CheckRow[],
): FoundInPlan | undefined {
  const found = rows.flatMap((row): FoundInPlan[] => {
    const { check } = row;
    if (fitOf(stated, check) === undefined || !hasTags(check.selector, tags)) return [];
    const compared = compareLevels(levels, check.levels);
    return compared === undefined ? [] : [{ ...compared, row }];
  });
  return found.find(({ kind }) => kind === 'present') ?? found[0];
}

/** Checks of the same figure of a part of the test, such as a stage. */
export function checksOfParts(stated: Stated, tags: Selector['tags'], rows: readonly CheckRow[]): CheckRow[] {
  if (Object.keys(tags).length > 0) return [];
  return rows.filter(({ check }) => fitOf(stated, check) !== undefined && !hasTags(check.selector, tags));
}

function hasTags({ metric, tags: own }: Selector, tags: Selector['tags']): boolean {
  return printSelector({ metric, tags: own }) === printSelector({ metric, tags });
}

/** Undefined where the two ask different questions. */
function compareLevels(stated: Levels, planned: Levels): Pick<FoundInPlan, 'kind' | 'reason'> | undefined {
  const contrary: string[] = [];
  const lacking: string[] = [];
  const edges: string[] = [];
  let common = 0;
  for (const level of LEVELS) {
    const [said, has] = [stated[level], planned[level]];
    if (said === undefined) continue;
    const name = level === 'target' ? '' : `as ${level} level `;
    if (has === undefined) {
      lacking.push(`the plan has no ${level} level, the text says ${printCondition(said)}`);
      continue;
    }
    const likeness = compareLimits(said, has);
    if (likeness === 'incomparable') return undefined;
    common += 1;
    const words = `${name}the text says ${printCondition(said)}, the plan ${printCondition(has)}`;
    if (likeness === 'other') contrary.push(words);
    if (likeness === 'edge') edges.push(words);
  }
  if (common === 0) return undefined;
  if (contrary.length > 0) return { kind: 'contradicted', reason: contrary.join('; ') };
  return { kind: 'present', reason: [...edges, ...lacking].join('; ') };
}
