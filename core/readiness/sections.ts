import { isJudged } from '../checklist/evidence/evidence.ts';
import { levelsCell } from '../report/checksSection.ts';
import { NO_DATA, numbers, strong, text, type Cell, type Part, type Section } from '../report/section.ts';
import type { Verdict } from '../run/runResult.ts';
import { evidenceCell, stateCell } from './cells.ts';
import type { ChecklistState, ItemCounts } from './checklistState.ts';
import type { Finding } from './findings.ts';
import type { ReadinessReport } from './readinessReport.ts';
import type { RequirementRow } from './requirements.ts';
import { runsSection } from './runsSection.ts';
import { signOffsSection } from './signOffsSection.ts';

export const SECTION_IDS = ['requirements', 'checklists', 'capacity', 'risks', 'sign-offs', 'runs'] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** What Markdown, HTML and templates show alike. One that has nothing to say says that. */
export function readinessSections(report: ReadinessReport): Record<SectionId, Section> {
  return {
    requirements: requirementsSection(report),
    checklists: checklistsSection(report.checklists),
    capacity: capacitySection(report),
    risks: risksSection(report.risks),
    'sign-offs': signOffsSection(report),
    runs: runsSection(report),
  };
}

function requirementsSection({ requirements }: ReadinessReport): Section {
  const section = { id: 'requirements', title: 'Requirements', footnotes: [] };
  if (requirements.length === 0)
    return { ...section, lead: [`${NO_DATA}: no plan states a check, and nothing is bound to one.`] };
  return {
    ...section,
    lead: [],
    table: {
      columns: ['Requirement', 'Check', 'Target', 'Actual', 'Margin', 'Status', 'Evidence'].map((name) => ({
        name,
        isNumber: name === 'Actual',
      })),
      rows: requirements.map((row) => [
        [...strong(row.id), ...text(row.text === '' ? '' : ` ${row.text}`), note(` (${row.places.join(', ')})`)],
        [...text(row.expression ?? row.judgedBy ?? 'none')],
        levelsCell(row),
        actualCell(row),
        text(isJudged(row) ? (row.margin ?? '') : ''),
        [...stateCell(row.state), ...(row.reason === undefined ? [] : [note(`; ${row.reason}`)])],
        evidenceCell(row),
      ]),
    },
  };
}

/** What must be there before a run, such as a tool, passes without a value. */
function actualCell({ actual, state }: RequirementRow): Cell {
  if (actual !== undefined) {
    const figure = { kind: 'figure', text: actual } as const;
    return isJudged({ state }) ? [figure] : [figure, note(` (${state === 'stale' ? 'stale' : 'not proven'})`)];
  }
  return [note(state === 'pass' ? 'nothing to measure' : NO_DATA)];
}

function checklistsSection(checklists: readonly ChecklistState[]): Section {
  const section = { id: 'checklists', title: 'Checklists' };
  if (checklists.length === 0) return { ...section, lead: [`${NO_DATA}: no checklist was looked at.`], footnotes: [] };
  return {
    ...section,
    lead: [],
    table: {
      columns: [{ name: 'Checklist' }, ...numbers('Ticked', 'Of', 'Required', 'Open', 'Not applicable')],
      rows: checklists.flatMap((checklist) => [
        [strong(checklist.file), ...countCells(checklist)],
        ...checklist.sections.map((one) => [
          text(one.path.length === 0 ? 'above the first heading' : one.path.join(' / ')),
          ...countCells(one),
        ]),
      ]),
    },
    footnotes: checklists.flatMap(({ file, leftOut, excused, doubtfulTicks, tickedAlarms }) => [
      ...leftOut.map((line) => `${file}: ${line}`),
      ...excused.map(({ line, text, reason }) => `${file}:${line}: "${text}" does not apply: ${reason}`),
      ...doubtfulTicks.map(({ line, text, reason }) => `${file}:${line}: "${text}" is ticked ${reason}`),
      ...tickedAlarms.map(({ line, text, reason }) => `${file}:${line}: Of the alarm "${text}" ${reason}`),
    ]),
  };
}

function countCells({ ticked, total, required, open, notApplicable }: ItemCounts): Cell[] {
  return [ticked, total, required, open, notApplicable].map((count) => text(String(count)));
}

/** Where rows of one test are of several plans or environments. */
function whichTest({ test, plan, environment }: CapacityPlace, all: readonly CapacityPlace[]): Cell {
  const others = all.filter((row) => row.test === test && (row.plan !== plan || row.environment !== environment));
  const place = [plan, environment].flatMap((part) => part ?? []).join(', ');
  return others.length === 0 || place === '' ? [] : [note(` (${place})`)];
}

interface CapacityPlace {
  test: string;
  plan?: string | undefined;
  environment?: string | undefined;
}

function capacitySection({ capacity }: ReadinessReport): Section {
  const section = { id: 'capacity', title: 'Capacity and headroom' };
  const lead =
    'The capacity of a test is its highest stage at which, as at all of less load, every target held; headroom is what of it is not required.';
  if (capacity.length === 0) return { ...section, lead: [`${NO_DATA}: no plan states a test.`], footnotes: [] };
  return {
    ...section,
    lead: [lead],
    table: {
      columns: [
        { name: 'Test' },
        ...numbers('Capacity', 'Required', 'Headroom'),
        { name: 'Evidence' },
        { name: 'Remark' },
      ],
      rows: capacity.map((row) => [
        [...strong(row.test), ...whichTest(row, capacity)],
        ...[row.capacity, row.required, row.headroom].map((figure): Cell =>
          figure === undefined ? [note(NO_DATA)] : [{ kind: 'figure', text: figure }],
        ),
        evidenceCell(row),
        text(row.reason ?? ''),
      ]),
    },
    footnotes: [],
  };
}

const GRAVITY_LOOKS: Record<Finding['gravity'], { word: string; look: Verdict }> = {
  against: { word: 'fails', look: 'fail' },
  open: { word: 'open', look: 'no-data' },
  warning: { word: 'warning', look: 'warn' },
  note: { word: 'note', look: 'no-data' },
};

function risksSection(risks: readonly Finding[]): Section {
  const section = { id: 'risks', title: 'Open risks', footnotes: [] };
  if (risks.length === 0) return { ...section, lead: ['None was found.'] };
  return {
    ...section,
    lead: [],
    table: {
      columns: [{ name: 'Gravity' }, { name: 'What' }],
      rows: risks.map(({ gravity, message }): Cell[] => {
        const { word, look } = GRAVITY_LOOKS[gravity];
        return [[{ kind: 'status', text: word, look }], [{ kind: 'prose', text: message }]];
      }),
    },
  };
}

function note(content: string): Part {
  return { kind: 'note', text: content };
}
