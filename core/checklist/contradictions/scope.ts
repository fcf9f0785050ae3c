import { labelsAbove } from '../bindings/proposals/labelsAbove.ts';
import { furtherWords, wordsOf } from '../bindings/proposals/words.ts';
import type { Checklist, DocumentTarget } from '../checklist.ts';
import { rowOnLine, targetsOnLine } from '../lookup.ts';

/** Say which part or which load is meant, though they name no metric. */
const PARTS = new Set(
  (
    'api web frontend backend server service http https app system workspace transaction operation call request message ' +
    'user staging production peak normal stress soak spike smoke load baseline bench benchmark phase stage scenario k6 ' +
    'artillery wrk hey coder concurrent burst sustained'
  ).split(' '),
);

const METHOD = /\b(?:GET|PUT|POST|PATCH|DELETE|HEAD)\b/g;

/** Stand in headings and titles of all kinds of checklists. Any other word of a heading may name what its limits are for. */
const OF_DOCUMENTS = new Set(
  (
    'readiness checklist runbook release guide report document template overview summary production pre post go live ' +
    'launch scale scaling validation acceptance criteria criterion success completion pass quality gate gates slo sla ' +
    'execution results result analysis reference quick monitoring monitor final capacity planning procedure operational ' +
    'requirement step case'
  ).split(' '),
);

/** The words that tell what something is about; of "7. Search", the number is none of them. */
export function telling(text: string): string[] {
  const words = text.replace(/^\s*\d+[.)]\s/, ' ');
  return [
    ...furtherWords(words, OF_DOCUMENTS),
    ...wordsOf(words).filter((word) => PARTS.has(word)),
    ...(words.match(METHOD) ?? []),
  ];
}

/** Tells of each target the words that say of what it holds: equal for two targets only where nothing tells them apart. */
export function scopeReader(text: string, checklist: Checklist): (target: DocumentTarget) => string {
  const lines = text.split(/\r\n?|\n/);
  return ({ line, path, subject, on, hasMetric }) => {
    // Where the words are what is measured, they tell of no part.
    const measured = new Set(hasMetric ? [] : wordsOf(subject ?? ''));
    const inRow = rowOnLine(checklist, line);
    const own =
      on.kind === 'row' && inRow !== undefined
        ? inRow.row.cells
            .filter((_, at) => NAMING.has(inRow.table.columns[at]?.role ?? ''))
            .map(({ text: cell }) => cell)
        : [withoutLimits(lines[line - 1] ?? '', checklist, text, line)];
    const labels = labelsAbove(lines, inRow?.table.line ?? line);
    const words = own.flatMap(telling).filter((word) => !measured.has(word));
    const around = [...labels, ...path, ...(hasMetric ? [subject ?? ''] : [])].flatMap(telling);
    return [...new Set([...words, ...around])].toSorted().join(' ');
  };
}

const NAMING = new Set(['metric', 'description', 'name', 'other']);

function withoutLimits(line: string, checklist: Checklist, text: string, at: number): string {
  return targetsOnLine(checklist, at)
    .reduce((rest, { span }) => rest.replace(text.slice(...span), ' '), line)
    .replace(/<!--.*?-->|\[[ xX]\]/g, ' ');
}
