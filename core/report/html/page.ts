import { formatDuration, formatValue } from '../../format.ts';
import { verdictCounts } from '../checksSection.ts';
import type { Headline } from '../headlines.ts';
import type { ReportInput } from '../reportInput.ts';
import { NO_DATA } from '../section.ts';
import { reportSections } from '../sections.ts';
import { scopeSentence } from '../wholeRunSection.ts';
import { chartFigure } from './chart.ts';
import { htmlDocument } from './document.ts';
import { html, type Html } from './html.ts';
import { proseHtml, sectionHtml, verdictBadge } from './tables.ts';

/** The report as one file that opens from disk, without network and without a script. */
export function htmlReport(input: ReportInput): string {
  const { manifest } = input;
  const [checks, ...others] = reportSections(input);
  return htmlDocument(
    `${titleOf(input)}: report of ${manifest.runId}`,
    html`${header(input)} ${checks === undefined ? '' : sectionHtml(checks)} ${chartsSection(input)}
      ${others.map(sectionHtml)} ${SIGN_OFF} ${NOTES}
      <footer>
        Made by Headroom from run ${manifest.runId}. Percentiles are nearest rank with at most 1 % error; none is a mean
        of percentiles.
      </footer>`,
  );
}

function titleOf({ manifest }: ReportInput): string {
  return manifest.title ?? manifest.testId;
}

function header(input: ReportInput): Html {
  const { manifest, result, marks, ending, headlines } = input;
  const { environment, startedAt, endedAt } = manifest;
  const facts = [
    `Test ${manifest.testId}`,
    ...(environment === undefined ? [] : [`environment ${environment.id}`]),
    ...(environment?.target === undefined ? [] : [environment.target]),
    new Date(startedAt)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC'),
    ...(endedAt === undefined ? [] : [`took ${formatDuration(endedAt - startedAt)}`]),
  ];
  return html`<header>
    <h1>${titleOf(input)}</h1>
    <p class="facts">${facts.join(' · ')}</p>
    ${marks.map((mark) => html`<p class="mark" role="note">${mark}</p>`)}
    <p class="outcome">${verdictBadge(result.verdict)} ${ending}; checks: ${verdictCounts(result) || 'none'}</p>
    ${
      result.reasons.length === 0
        ? ''
        : html`<ul>
            ${result.reasons.map((reason) => html`<li>${proseHtml(reason)}</li>`)}
          </ul>`
    }
    <dl class="headlines">${headlines.map(headlineHtml)}</dl>
    <p class="note">${scopeSentence(input)}</p>
  </header>`;
}

function headlineHtml({ name, figure }: Headline): Html {
  const isMeasured = figure.kind === 'measured';
  const notes = isMeasured ? figure.notes.join('; ') : figure.reason;
  return html`<div>
    <dt>${name}</dt>
    <dd>${isMeasured ? formatValue(figure.value, figure.dimension) : html`<small>${NO_DATA}</small>`}</dd>
    ${notes === '' ? '' : html`<dd class="note">${notes}</dd>`}
  </div>`;
}

function chartsSection({ charts, spans }: ReportInput): Html {
  const drawn = charts.filter(({ lines }) => lines.some(({ points }) => points.length > 0));
  const missing = charts.filter((chart) => !drawn.includes(chart)).map(({ title }) => title.toLowerCase());
  return html`<section id="charts" aria-labelledby="heading-charts">
    <h2 id="heading-charts">Over time</h2>
    ${missing.length === 0 ? '' : html`<p class="note">No data over time: ${missing.join(', ')}.</p>`}
    <div class="charts">${drawn.map((chart, index) => chartFigure(chart, spans, `chart-${index}`))}</div>
  </section>`;
}

const SIGN_OFF = html`<section id="sign-off" aria-labelledby="heading-sign-off">
  <h2 id="heading-sign-off">Sign-off</h2>
  <dl class="sign-off">
    ${['Name', 'Role', 'Date', 'Signature'].map(
      (name) =>
        html`<div>
          <dt>${name}</dt>
          <dd></dd>
        </div>`,
    )}
  </dl>
</section>`;

const NOTES = html`<section id="notes" aria-labelledby="heading-notes">
  <h2 id="heading-notes">Notes</h2>
  <div class="notes"></div>
</section>`;
