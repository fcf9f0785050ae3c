import type { Problem } from '../../problem.ts';
import type { Checklist, ChecklistSection, ChecklistTable, ColumnRole } from '../checklist.ts';
import { checklistProblem } from '../problems.ts';
import { isSignOffHeading } from './words.ts';
import { excusesOf } from '../required.ts';
import { isPartOfRow, signOffPlaces } from './places.ts';
import { signOffSection } from './section.ts';
import { isEmptyPlace } from './writtenSignature.ts';

/** Empty places that look as if somebody had to sign there, and that nobody is asked for. */
export function unaskedPlaces(checklist: Checklist): Problem[] {
  const section = signOffSection(checklist);
  const region = section ?? emptySignOff(checklist);
  if (region === undefined) return [];
  const isIn = ([at]: readonly [number, number]): boolean => at >= region.span[0] && at < region.span[1];
  const told = new Set([...signOffPlaces(checklist), ...checklist.bindings].map(({ line }) => line));
  const excuses = excusesOf(checklist);
  const problems: Problem[] = [];
  const tell = (line: number, problem: Problem): void => {
    if (!told.has(line)) problems.push(problem);
    told.add(line);
  };
  const linesToSign = new Set(checklist.signOffs.map(({ line }) => line));
  for (const { span, line, path, item } of checklist.blanks) {
    if (item !== undefined && !excuses.has(item)) continue;
    if (isIn(span)) tell(line, checklistProblem('checklist-blank-nobody-signs', span));
    else if (section && linesToSign.has(line) && path.some(isSignOffHeading))
      tell(line, checklistProblem('checklist-earlier-sign-off', span, section.line));
  }
  for (const table of checklist.tables.filter(asksForSomebody)) {
    for (const { line, cells } of table.rows.filter((row) => !isPartOfRow(row.cells))) {
      const empty = cells.find(({ text }) => isEmptyPlace(text));
      if (empty === undefined) continue;
      if (isIn(table.span)) tell(line, checklistProblem('checklist-blank-nobody-signs', empty.span));
      else if (section && table.kind === 'sign-off' && table.path.some(isSignOffHeading))
        tell(line, checklistProblem('checklist-earlier-sign-off', empty.span, section.line));
    }
  }
  return problems;
}

/** A sign-off in which no line can be signed. A title that reads like one is none: all of the text stands below it. */
function emptySignOff({ sections }: Checklist): ChecklistSection | undefined {
  return sections.findLast(
    ({ path, total }, at) => isSignOffHeading(path.at(-1) ?? '') && !(at === 0 && (total > 0 || sections.length > 1)),
  );
}

const OF_SOMEBODY: readonly ColumnRole[] = ['role', 'name', 'date', 'signature'];

function asksForSomebody({ columns }: ChecklistTable): boolean {
  return columns.some(({ role }) => OF_SOMEBODY.includes(role));
}
