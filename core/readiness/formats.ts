import { htmlDocument } from '../report/html/document.ts';
import { html } from '../report/html/html.ts';
import { proseHtml, sectionHtml, statusBadge } from '../report/html/tables.ts';
import { prose, sectionBlock } from '../report/markdown.ts';
import { markdownText } from '../report/markdownTable.ts';
import type { Verdict } from '../run/runResult.ts';
import { DECISION_WORDS, type Decision, type DecisionValue } from './decision.ts';
import type { ReadinessReport } from './readinessReport.ts';
import { readinessSections } from './sections.ts';
import { utcMinute } from './words.ts';

export const READINESS_FORMATS = {
  md: { fileName: 'readiness.md', render: readinessMarkdown },
  html: { fileName: 'readiness.html', render: readinessHtml },
  json: { fileName: 'readiness.json', render: (report: ReadinessReport) => `${JSON.stringify(report, null, 2)}\n` },
} as const;

export type ReadinessFormat = keyof typeof READINESS_FORMATS;

const LOOKS: Record<DecisionValue, Verdict> = { go: 'pass', 'no-go': 'fail', 'not-decided': 'no-data' };

const MOST_REASONS = 10;

/** The gravest; the section on risks has them all. */
export function reasonsShown({ reasons }: Decision): string[] {
  const others = reasons.length - MOST_REASONS;
  return others <= 0 ? reasons : [...reasons.slice(0, MOST_REASONS), `And ${others} more, see Open risks.`];
}

function factsOf({ madeAt, madeBy, plans, checklists }: ReadinessReport): string[] {
  return [
    `Made at ${utcMinute(Date.parse(madeAt))} by ${madeBy}`,
    ...(checklists.length === 0 ? [] : [`checklists: ${checklists.map(({ file }) => file).join(', ')}`]),
    ...(plans.length === 0
      ? []
      : [
          `plans: ${plans.map(({ file, environment }) => (environment === undefined ? file : `${file} in ${environment}`)).join(', ')}`,
        ]),
  ];
}

export function readinessMarkdown(report: ReadinessReport): string {
  const { decision, contradictions } = report;
  const blocks = [
    `# Readiness: ${DECISION_WORDS[decision.value]}`,
    ...contradictions.map((sentence) => `> **${markdownText(sentence)}**`),
    factsOf(report).map(markdownText).join(' · '),
    reasonsBlock(decision),
    ...Object.values(readinessSections(report)).map(sectionBlock),
  ];
  return `${blocks.join('\n\n')}\n`;
}

export function reasonsBlock(decision: Decision): string {
  return reasonsShown(decision)
    .map((reason) => `- ${prose(reason)}`)
    .join('\n');
}

function readinessHtml(report: ReadinessReport): string {
  const { decision, contradictions } = report;
  const words = DECISION_WORDS[decision.value];
  return htmlDocument(
    `Readiness: ${words}`,
    html`<header>
        <h1>Readiness</h1>
        <p class="facts">${factsOf(report).join(' · ')}</p>
        ${contradictions.map((sentence) => html`<p class="mark" role="note">${sentence}</p>`)}
        <p class="outcome">${statusBadge(words, LOOKS[decision.value])}</p>
        <ul>
          ${reasonsShown(decision).map((reason) => html`<li>${proseHtml(reason)}</li>`)}
        </ul>
      </header>
      ${Object.values(readinessSections(report)).map(sectionHtml)}
      <footer>
        Made by ${report.madeBy} at ${report.madeAt}. A figure that was not measured is no data, never 0.
      </footer>`,
  );
}
