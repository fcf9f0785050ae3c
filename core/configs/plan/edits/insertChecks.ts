import type { TextEdit } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import { readYaml } from '../../yaml/readYaml.ts';
import type { YamlNode } from '../../yaml/yamlNode.ts';
import { checkPlace, type CheckPlace } from './checkPlace.ts';
import { checkRowLines, checkRowText, type NewCheck, type QuoteSign } from './checkRowText.ts';
import { isOnlyAddition } from './onlyAddition.ts';

/** Rows for the `checks` of one test. */
export interface ChecksOfTest {
  test: string;
  rows: readonly NewCheck[];
}

export interface InsertedChecks {
  /** The text with them. */
  text: string;
  edits: TextEdit[];
  /** Where each row stands in that text, by the test and its number among those that were wanted. */
  written: { test: string; index: number; span: Span }[];
  /** Tests whose checks are written in a way that nothing can be added to, with the reason. */
  refused: { test: string; why: string }[];
}

const NO_PLAN = 'the plan is empty';

/**
 * Adds rows to the end of `checks` of tests, which is made where a test has none. Every other character stays as it is;
 * where that would change what another part of the plan says, nothing is written for that test.
 */
export function insertChecks(text: string, wanted: readonly ChecksOfTest[]): InsertedChecks {
  const { root } = readYaml(text, '');
  if (root === undefined)
    return { text, edits: [], written: [], refused: wanted.map(({ test }) => ({ test, why: NO_PLAN })) };
  const sign = quoteSignOf(text);
  const refused: InsertedChecks['refused'] = [];
  const pieces: { test: string; edit: TextEdit; rows: Span[] }[] = [];
  for (const { test, rows } of wanted) {
    if (rows.length === 0) continue;
    const place = checkPlace(root, text, test);
    if ('why' in place) {
      refused.push({ test, why: place.why });
      continue;
    }
    const piece = pieceAt(place, rows, sign);
    if (isOnlyAddition(root, readAfter(text, piece.edit), test, rows.length)) pieces.push({ test, ...piece });
    else refused.push({ test, why: `the checks of ${test} stand where other parts of the plan use them as well` });
  }
  pieces.sort((a, b) => a.edit.span[0] - b.edit.span[0]);
  let changed = '';
  let at = 0;
  const written: InsertedChecks['written'] = [];
  for (const { test, edit, rows } of pieces) {
    changed += text.slice(at, edit.span[0]);
    rows.forEach(([start, end], index) => {
      written.push({ test, index, span: [changed.length + start, changed.length + end] });
    });
    changed += edit.text;
    at = edit.span[1];
  }
  return { text: changed + text.slice(at), edits: pieces.map(({ edit }) => edit), written, refused };
}

function readAfter(text: string, { span, text: added }: TextEdit): YamlNode | undefined {
  return readYaml(text.slice(0, span[0]) + added + text.slice(span[1]), '').root;
}

/** Longer rows are written over several lines. */
const LONGEST_LINE = 120;

/** What is written at a place, with the places of the rows in it. */
function pieceAt(place: CheckPlace, rows: readonly NewCheck[], sign: QuoteSign): { edit: TextEdit; rows: Span[] } {
  let text = place.before;
  const spans: Span[] = [];
  rows.forEach((row, index) => {
    if (place.style === 'flow') {
      if (index > 0) text += ', ';
    } else text += `${place.lineBreak}${' '.repeat(place.indent)}- `;
    const start = text.length;
    text += rowAt(place, row, sign);
    spans.push([start, text.length]);
  });
  return { edit: { span: [place.at, place.at], text: text + place.after }, rows: spans };
}

function rowAt(place: CheckPlace, row: NewCheck, sign: QuoteSign): string {
  const inOneLine = checkRowText(row, sign);
  if (place.style === 'flow' || place.indent + 2 + inOneLine.length <= LONGEST_LINE || !inOneLine.startsWith('{'))
    return inOneLine;
  return checkRowLines(row, sign).join(`${place.lineBreak}${' '.repeat(place.indent + 2)}`);
}

/** The quotes that the text uses more often. */
function quoteSignOf(text: string): QuoteSign {
  const count = (sign: QuoteSign): number => text.split(new RegExp(`[:[{,-] *${sign}`)).length;
  return count('"') > count("'") ? '"' : "'";
}
