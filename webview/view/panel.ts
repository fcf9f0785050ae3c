import type { RunFile, RunView, ShownRun, UnreadableRun } from '../../core/protocol/panel.ts';
import type { SortedColumn } from '../checkOrder.ts';
import { breakdown, distributions, singleValues, type TextTable } from '../observationTables.ts';
import type { State } from '../state.ts';
import { chartsSection, type ChartsSection } from './chartsSection.ts';
import { checksSection } from './checksTable.ts';
import { figuresTable } from './dataTable.ts';
import { button, element, section, type Child } from './element.ts';
import { header } from './header.ts';

/** What a person can do in the panel. */
export interface Actions {
  sort: (column: SortedColumn) => void;
  openFile: (file: RunFile) => void;
  chooseRun: () => void;
  /** Reads the run again. */
  refresh: () => void;
}

/** The panel in the page: draws a state, and of the next one only what changed. */
export class PanelView {
  private drawn: State = {};
  private charts: ChartsSection | undefined;
  private checks: HTMLElement | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly actions: Actions,
  ) {}

  draw(state: State): void {
    const before = this.drawn;
    this.drawn = state;
    if (state.view === undefined) return;
    if (state.view !== before.view) this.drawAll(state.view, state);
    else if (state.order !== before.order && state.view.kind === 'run') this.drawChecks(state.view, state);
  }

  /** A canvas keeps its colours, so it is drawn anew. */
  changeTheme(): void {
    this.charts?.draw();
  }

  private drawAll(view: RunView, state: State): void {
    this.charts?.dispose();
    this.charts = undefined;
    this.checks = undefined;
    if (view.kind === 'unreadable') {
      this.place.replaceChildren(unreadable(view, this.actions));
      return;
    }
    const charts = chartsSection(view.timeline);
    this.charts = charts;
    this.checks = this.checksOf(view, state);
    this.place.replaceChildren(header(view, this.actions), this.checks, charts.part, ...measured(view));
    charts.draw();
  }

  private drawChecks(view: ShownRun, state: State): void {
    const focused = document.activeElement?.getAttribute('data-column');
    const checks = this.checksOf(view, state);
    this.checks?.replaceWith(checks);
    this.checks = checks;
    checks.querySelector<HTMLElement>(`[data-column="${focused ?? ''}"]`)?.focus();
  }

  private checksOf({ result, facts }: ShownRun, { order }: State): HTMLElement {
    return checksSection(result.checks, facts?.requirements ?? {}, order, this.actions.sort);
  }
}

function measured({ result: { observations } }: ShownRun): HTMLElement[] {
  const wholeRun = [
    tableOf('Distributions over the whole run', distributions(observations)),
    tableOf('Totals, rates and peaks', singleValues(observations)),
  ].filter((table) => table !== undefined);
  const parts: [string, Child][] = [
    ['Stages', tableOf('Measured in each stage, without warm-up', breakdown(observations, 'stage'))],
    ['Requests', tableOf('Measured of each request', breakdown(observations, 'request'))],
  ];
  return [
    section(
      'Whole run',
      wholeRun.length > 0
        ? element('div', { class: 'side-by-side' }, ...wholeRun)
        : element('p', {}, 'Nothing was measured.'),
    ),
    ...parts.filter(([, table]) => table !== undefined).map(([heading, table]) => section(heading, table)),
  ];
}

function tableOf(caption: string, { columns, rows }: TextTable): HTMLElement | undefined {
  return rows.length === 0 ? undefined : figuresTable(caption, columns, rows);
}

function unreadable({ problem, remedy }: UnreadableRun, { chooseRun }: Actions): HTMLElement {
  return element(
    'div',
    { class: 'unreadable', role: 'alert' },
    element('h1', {}, 'This run cannot be shown'),
    element('p', {}, problem),
    element('p', {}, remedy),
    element('p', {}, button('Choose a Run…', chooseRun)),
  );
}
