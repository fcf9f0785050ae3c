import { formatVerdict } from '../../format.ts';
import type { Verdict } from '../../run/runResult.ts';
import type { Cell, Part, Section } from '../section.ts';
import { html, type Html } from './html.ts';

/** Tables of sentences become a list of cards on a narrow screen; tables of numbers scroll. */
const STACKED: ReadonlySet<string> = new Set([
  ...['checks', 'errors', 'whole-run'],
  ...['requirements', 'risks', 'capacity', 'sign-offs', 'runs'],
]);

export function sectionHtml({ id, title, lead, table, footnotes }: Section): Html {
  return html`<section id="${id}" aria-labelledby="heading-${id}">
    <h2 id="heading-${id}">${title}</h2>
    ${lead.map((sentence) => html`<p>${proseHtml(sentence)}</p>`)}${table === undefined ? '' : tableHtml(id, title, table)}${
      footnotes.length === 0
        ? ''
        : html`<ul class="note">
            ${footnotes.map((note) => html`<li>${proseHtml(note)}</li>`)}
          </ul>`
    }
  </section>`;
}

function tableHtml(id: string, title: string, { columns, rows }: NonNullable<Section['table']>): Html {
  const isStacked = STACKED.has(id);
  const className = (index: number): string => (columns[index]?.isNumber === true ? 'number' : '');
  // What scrolls must be reachable by keyboard.
  return html`<div class="${isStacked ? 'table' : 'table scroll'}" role="region" aria-label="${title}" tabindex="0">
    <table class="${isStacked ? 'stacked' : ''}">
      <thead>
        <tr>
          ${columns.map(({ name }, index) => html`<th scope="col" class="${className(index)}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map(
                (cell, index) =>
                  html`<td
                    class="${cell.length === 0 ? 'empty' : className(index)}"
                    data-label="${columns[index]?.name ?? ''}"
                  >
                    ${cellHtml(cell)}
                  </td>`,
              )}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellHtml(cell: Cell): Html[] {
  return cell.map(partHtml);
}

function partHtml(part: Part): Html {
  switch (part.kind) {
    case 'text':
      return html`${part.text}`;
    case 'code':
      return html`<code>${part.text}</code>`;
    case 'strong':
      return html`<strong>${part.text}</strong>`;
    case 'note':
      return html`<small>${proseHtml(part.text)}</small>`;
    case 'prose':
      return html`${proseHtml(part.text)}`;
    case 'figure':
      return html`<span class="figure">${part.text}</span>`;
    case 'verdict':
      return verdictBadge(part.verdict);
    case 'status':
      return statusBadge(part.text, part.look);
    case 'link':
      return html`<a href="${part.to}">${part.text}</a>`;
  }
}

/** Our sentences put names between backticks. */
export function proseHtml(sentence: string): Html[] {
  return sentence
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
}

/** The word says it, too: colour alone would leave some readers out. */
export function verdictBadge(verdict: Verdict): Html {
  return statusBadge(formatVerdict(verdict), verdict);
}

export function statusBadge(text: string, look: Verdict): Html {
  return html`<span class="verdict ${look}">${text}</span>`;
}
