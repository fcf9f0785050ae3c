import { statedKind } from '../checks/targets/statesLimit.ts';
import type { ChecklistTable, ColumnRole } from './checklist.ts';

export const LEVELS: readonly ColumnRole[] = ['target', 'threshold', 'warning', 'critical'];

/** What a test came out as. */
const OUTCOME = /^pass(?:ed)?\s*(?:\/|or)\s*fail(?:ed)?\b/i;
/** Measured or arranged, and no level of anything. */
const OF_SOMETHING_ELSE = new RegExp(
  [
    String.raw`\b(?:pass|fail(?:ure)?) rates?\b`,
    String.raw`\bversions?\b`,
    String.raw`\b(?:deploy(?:ment)?|build|release|migration|cleanup) targets?\b`,
    String.raw`\btargets? (?:dates?|start|end|quarter|environments?|env|hosts?|urls?|branch|platform|region|audience|group)\b`,
  ].join('|'),
  'i',
);

/** Names that stand above results and counts as often as above limits. */
const WEAK_NAME = /^(?:(?:pass|fail)(?:ed)?|red|green|yellow|amber|max(?:imum)?|min(?:imum)?)\b/i;
const LIMIT_WORD = /\b(?:thresholds?|limits?|targets?|goals?|slos?)\b/i;
const STATISTIC_COLUMN = /\b(?:p\d{2}(?:\.\d+)?|avg|average|mean|median|samples?|count)\b|平均/i;

/** What a container may use, which a scheduler holds it to. */
const RESOURCE_LIMIT = /\b(?:cpu|mem(?:ory)?|ram|resources?|disk|storage)\b.*\blimits?\b/i;

/**
 * The columns, without the levels that only sound like some: a column is one when its name says so and one of its cells
 * states a limit. What nobody has filled in yet is believed.
 */
export function settleLevels(
  columns: ChecklistTable['columns'],
  rows: readonly (readonly string[])[],
): ChecklistTable['columns'] {
  const isOfResults = columns.some(({ text }) => STATISTIC_COLUMN.test(text));
  const hasRequests = columns.some(({ text }) => /\brequests?$/i.test(text));
  return columns.map(({ text, role }, at) => {
    if (role !== 'condition' && !LEVELS.includes(role)) return { text, role };
    if (OUTCOME.test(text)) return { text, role: 'status' };
    const filled = rows.map((cells) => cells[at] ?? '').filter((cell) => !NOT_FILLED.test(cell));
    const states = (...kinds: string[]): boolean => filled.some((cell) => kinds.includes(statedKind(cell)));
    const isByExtreme = role === 'threshold' && !LIMIT_WORD.test(text);
    const isResource = RESOURCE_LIMIT.test(text) || (hasRequests && /^limits?$/i.test(text));
    if (OF_SOMETHING_ELSE.test(text)) return { text, role: 'other' };
    const writes = (signs: RegExp): boolean => filled.some((cell) => signs.test(cell));
    if (isResource) return { text, role: writes(/[<>≤≥%]/) ? role : 'other' };
    if (isByExtreme && isOfResults) return { text, role: writes(/[<>≤≥]/) ? role : 'other' };
    if (isByExtreme || WEAK_NAME.test(text)) return { text, role: states('limit') ? role : 'other' };
    return { text, role: filled.length === 0 || states('limit', 'number') ? role : 'other' };
  });
}

const NOT_FILLED = /^[\s_\-–—.…]*$|^(?:n\/?a|tb[acd]|to ?do|to be \p{L}+)$/iu;
