import { isJudged } from '../checklist/evidence/evidence.ts';
import { stateText } from '../checklist/evidence/stateWords.ts';
import { sectionContent } from '../report/markdown.ts';
import { markdownText } from '../report/markdownTable.ts';
import { NO_DATA } from '../report/section.ts';
import { closest } from '../text/closest.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { didYouMean, oneOf, quote, someOf } from '../text/wording.ts';
import { DECISION_WORDS } from './decision.ts';
import { reasonsBlock } from './formats.ts';
import type { ReadinessReport } from './readinessReport.ts';
import type { RequirementRow } from './requirements.ts';
import { readinessSections } from './sections.ts';
import { utcMinute } from './words.ts';

export interface TemplateProblem {
  line: number;
  column: number;
  message: string;
}

/** A word or a few, that can stand in a sentence or a cell. */
const WORDS: Record<string, (report: ReadinessReport) => string> = {
  decision: ({ decision }) => DECISION_WORDS[decision.value],
  date: ({ madeAt }) => utcMinute(Date.parse(madeAt)),
  version: ({ madeBy }) => madeBy,
  plans: ({ plans }) => plans.map(({ file }) => file).join(', '),
  environment: ({ runs }) => [...new Set(runs.flatMap(({ environment = [] }) => environment))].join(', '),
  target: ({ runs }) => [...new Set(runs.flatMap(({ target = [] }) => target))].join(', '),
};

/** Lists and tables, each on lines of its own. */
const BLOCKS: Record<string, (report: ReadinessReport) => string> = {
  reasons: ({ decision }) => reasonsBlock(decision),
  contradictions: ({ contradictions }) =>
    contradictions.length === 0 ? 'None.' : contradictions.map((one) => `- ${markdownText(one)}`).join('\n'),
  requirements: (report) => sectionContent(readinessSections(report).requirements),
  checklists: (report) => sectionContent(readinessSections(report).checklists),
  capacity: (report) => sectionContent(readinessSections(report).capacity),
  risks: (report) => sectionContent(readinessSections(report).risks),
  signoffs: (report) => sectionContent(readinessSections(report)['sign-offs']),
  runs: (report) => sectionContent(readinessSections(report).runs),
};

/** Of one row of the requirements: `value search/p95-latency`. */
const OF_ROW: Record<string, (row: RequirementRow) => string> = {
  value: (row) => figure(row, row.actual),
  margin: (row) => figure(row, row.margin),
  status: ({ state }) => stateText(state),
  limits: ({ levels }) =>
    Object.entries(levels)
      .map(([level, condition]) => (level === 'target' ? condition : `${level} ${condition}`))
      .join(', '),
};

/** What is not of the state that is asked for now is no figure of a release, however fine it was. */
function figure({ state }: RequirementRow, told = ''): string {
  if (isJudged({ state })) return told;
  return state === 'no-data' ? NO_DATA : `${NO_DATA} (${stateText(state)})`;
}

/** Every field as it is written, for help and docs. */
export const FIELDS = [
  ...[WORDS, BLOCKS].flatMap((fields) => Object.keys(fields)),
  ...Object.keys(OF_ROW).map((field) => `${field} NAME`),
];

/** The name of a check may end with labels in braces of its own. */
const FIELD = /\{\{((?:\{[^{}\n]*\}|[^{}\n])*)\}\}|\{\{/g;

/** Puts what the report says in place of the fields. Of a template with a problem there is no text at all. */
export function renderTemplate(
  template: string,
  report: ReadinessReport,
): { text: string } | { problems: TemplateProblem[] } {
  const lines = new LineIndex(template);
  const problems: TemplateProblem[] = [];
  const text = template.replaceAll(FIELD, (written: string, field: string | undefined, offset: number): string => {
    const found = field === undefined ? { problem: NOT_CLOSED } : valueOf(field.trim(), report);
    const problem =
      'problem' in found ? found.problem : found.isBlock ? whyNoBlock(template, offset, written) : undefined;
    if (problem !== undefined) {
      const { line, column } = lines.position(offset);
      problems.push({ line: line + 1, column: column + 1, message: problem });
    }
    return 'text' in found ? found.text || NO_DATA : '';
  });
  return problems.length > 0 ? { problems } : { text };
}

const NOT_CLOSED = 'This field does not end on its line. Close it with `}}`.';

type Found = { text: string; isBlock: boolean } | { problem: string };

function valueOf(field: string, report: ReadinessReport): Found {
  const [, name = '', of = ''] = /^(\S*)\s*(.*)$/.exec(field) ?? [];
  const word = of === '' && Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (word) return { text: markdownText(word(report)), isBlock: false };
  const block = of === '' && Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
  if (block) return { text: block(report), isBlock: true };
  const ofRow = Object.hasOwn(OF_ROW, name) ? OF_ROW[name] : undefined;
  if (ofRow === undefined) {
    const isKnown = Object.hasOwn(WORDS, name) || Object.hasOwn(BLOCKS, name);
    if (isKnown) return { problem: `${quote(name)} stands alone, without ${quote(of)}.` };
    const known = FIELDS.map((one) => one.replace(' NAME', ''));
    return {
      problem: `There is no field ${quote(field)}.${didYouMean(closest(name, known))} Known are ${oneOf(FIELDS)}.`,
    };
  }
  const rows = rowsNamed(of, report);
  const [row] = rows;
  if (row !== undefined && rows.length === 1) return { text: markdownText(ofRow(row)), isBlock: false };
  if (row !== undefined) {
    const places = rows.map(({ places: [place = ''] }) => place);
    return {
      problem: `Several rows are called ${quote(of)}: ${oneOf(places)}. Name the check of one by an id that it has alone.`,
    };
  }
  const known = report.requirements.flatMap(namesOf);
  const has = known.length === 0 ? 'It has none.' : `It has ${someOf([...new Set(known)])}.`;
  return { problem: `The report has no check or requirement ${quote(of)}.${didYouMean(closest(of, known))} ${has}` };
}

/** By the name of what judges it, and only else by the requirement. */
function rowsNamed(name: string, { requirements }: ReadinessReport): RequirementRow[] {
  const same = (own: string | undefined): boolean => own?.replaceAll(' ', '-') === name.replaceAll(' ', '-');
  const judged = requirements.filter(({ judgedBy }) => same(nameIn(judgedBy)));
  return judged.length > 0 ? judged : requirements.filter(({ id }) => same(id));
}

function namesOf({ id, judgedBy }: RequirementRow): string[] {
  return [...new Set([nameIn(judgedBy) ?? id, id])];
}

/** `search/p95-latency` of `check search/p95-latency`. */
function nameIn(judgedBy: string | undefined): string | undefined {
  return judgedBy?.slice(judgedBy.indexOf(' ') + 1);
}

/** A table within a line would be none. */
function whyNoBlock(template: string, offset: number, written: string): string | undefined {
  const before =
    template
      .slice(0, offset)
      .split(/[\r\n]/)
      .at(-1) ?? '';
  const [after = ''] = template.slice(offset + written.length).split(/[\r\n]/);
  if (/^ {0,3}$/.test(before) && after.trim() === '') return undefined;
  return 'This field becomes a list or a table. Let it stand alone on its line.';
}
