import { labelsAbove } from '../bindings/proposals/labelsAbove.ts';
import { furtherWords, wordsOf } from '../bindings/proposals/words.ts';
import type { Checklist, DocumentTarget } from '../checklist.ts';
import { opensAlarms } from '../inverted.ts';
import { rowOnLine, targetsOnLine } from '../lookup.ts';
import type { Statement } from './statements.ts';

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

/** Say which of several limits for one thing is meant. Alarms say so by what announces them. */
const GRADES = new Set('min minimum max maximum warning critical after'.split(' '));
/** The same, of headings and labels; a sentence says "must" and "is expected" of any limit. */
const GRADES_OF_LISTS = new Set([...GRADES, 'must', 'should', 'required', 'expected']);

/** Names of files and folders of all kinds of checklists. */
const OF_PLACES = new Set(
  'doc docs documentation readme index md markdown mdown mkd op ops src load check list'.split(' '),
);

/** Emoji are no words. These are some of which a wrong encoding has made letters, behind a sign that stands in no word. */
const BROKEN_EMOJI = /(?<!\S)[^\sA-Za-z0-9]*[\p{Co}\u201A][^\sA-Za-z0-9]*(?!\S)/gu;

/** What introduces limits without saying for what they are. */
const INTRODUCTION =
  /\breal[- ]?time (?:monitoring|metrics)\b|\bkey (?:metrics|indicators|figures)\b|\bthe following\b|\b(?:is|are) considered(?: (?:passed|complete|ready))?\b|\b(?:watch |observe |track )?(?:these|those)\b/giu;

/** The words that tell what something is about; of "7. Search", the number is none of them, and "10K" is "10,000". */
export function telling(text: string): string[] {
  const words = text
    .replace(/^\s*\d+[.)]\s/, ' ')
    .replace(BROKEN_EMOJI, ' ')
    .replace(INTRODUCTION, ' ')
    .replace(/\b\d{1,3}(?:,\d{3})+\b/g, (number) => number.replaceAll(',', ''))
    .replace(/\b(\d+)k\b/giu, (_, thousands: string) => `${thousands}000`);
  return [
    ...furtherWords(words, OF_DOCUMENTS),
    // "Quick reference" is of the document, and "Quick test" another test.
    ...testsNamedIn(words).filter((word) => OF_DOCUMENTS.has(word)),
    ...wordsOf(words).filter((word) => PARTS.has(word)),
    ...(words.match(METHOD) ?? []),
  ];
}

const TEST_NAME = /(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,40})[ -]test(?:s|ing)?(?!\p{L})/giu;
const NO_NAMES = new Set('a an the this that each every all any your our of in for run'.split(' '));

function testsNamedIn(text: string): string[] {
  return [...text.matchAll(TEST_NAME)].flatMap(([, name = '']) => wordsOf(name)).filter((word) => !NO_NAMES.has(word));
}

/** What the innermost heading calls its test, below the title: "performance" of "6. Performance test". */
function testOf(path: readonly string[]): string | undefined {
  return path
    .slice(path.length > 1 ? 1 : 0)
    .map((heading) => testsNamedIn(heading).at(-1))
    .findLast((name) => name !== undefined);
}

/** An alert that somebody sets up is no limit that has to hold, and there may be several for one thing. */
const SPEAKS_OF_ALERT = /\b(?:alert(?:s|ed|ing)?|alarms?|notif(?:y|ies|ications?))\b/iu;

/** Texts of different parts or releases have different names, even where their headings are the same. */
function tellingOfPlace(file: string): string[] {
  return telling(file.replaceAll(/[/\\]/g, ' ')).filter((word) => !OF_PLACES.has(word));
}

/** Where a target stands, and the words that say of what it holds. */
type Scope = Pick<Statement, 'own' | 'around' | 'list' | 'test'>;

/** What it gives is undefined of a target that nothing has to hold. */
export function scopeReader(
  file: string,
  text: string,
  checklist: Checklist,
): (target: DocumentTarget) => Scope | undefined {
  const lines = text.split(/\r\n?|\n/);
  const ofPlace = tellingOfPlace(file);
  return ({ line, path, subject, on, hasMetric, meaning }) => {
    if (meaning === 'target' && on.kind !== 'row' && SPEAKS_OF_ALERT.test(lines[line - 1] ?? '')) return undefined;
    // Where the words are what is measured, they tell of no part.
    const measured = new Set(hasMetric ? [] : wordsOf(subject ?? ''));
    const standing = rowOnLine(checklist, line);
    const inRow = on.kind === 'row' ? standing : undefined;
    const own =
      inRow === undefined
        ? [withoutLimits(lines[line - 1] ?? '', checklist, text, line)]
        : inRow.row.cells
            .filter((_, at) => NAMING.has(inRow.table.columns[at]?.role ?? ''))
            .map(({ text: cell }) => cell);
    const labels = labelsAbove(lines, standing?.table.line ?? line);
    const gradesIn = (text: string, grades: ReadonlySet<string>): string[] =>
      meaning === 'target' ? wordsOf(text).filter((word) => grades.has(word)) : [];
    // A line that announces alarms says of nothing else what they are for.
    const above = [...labels.filter((label) => !opensAlarms(label)), ...path];
    const test = testOf(path);
    return {
      ...(test !== undefined && { test }),
      own: [
        ...own
          .flatMap((words) => [...telling(words), ...gradesIn(words, GRADES)])
          .filter((word) => !measured.has(word)),
        ...telling(hasMetric ? (subject ?? '') : ''),
      ],
      around: [...ofPlace, ...above.flatMap((words) => [...telling(words), ...gradesIn(words, GRADES_OF_LISTS)])],
      list: JSON.stringify(on.kind === 'row' ? [inRow?.table.line, on.column] : [path, labels]),
    };
  };
}

const NAMING = new Set(['metric', 'description', 'name', 'other']);

function withoutLimits(line: string, checklist: Checklist, text: string, at: number): string {
  return targetsOnLine(checklist, at)
    .reduce((rest, { span }) => rest.replace(text.slice(...span), ' '), line)
    .replace(/<!--.*?-->|\[[ xX]\]/g, ' ');
}
