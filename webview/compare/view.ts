import type { CompareView, ShownComparison } from '../../core/protocol/comparePanel.ts';
import { button, element } from '../view/element.ts';
import { overlayCharts, type OverlayCharts } from './chartsSection.ts';
import { header, type HeaderActions } from './header.ts';
import type { State } from './state.ts';
import { checksSection, valuesSection } from './tables.ts';
import type { OrderColumn } from './valueRows.ts';

export interface Actions extends HeaderActions {
  sort: (column: OrderColumn) => void;
  setOnlyChanged: (isOn: boolean) => void;
}

/** What is drawn again when it is sorted or filtered. */
interface Tables {
  checks: HTMLElement;
  values: HTMLElement;
}

/** The comparison in the page: draws a state, and of the next one only what changed. */
export class ComparisonView {
  private drawn: State = { onlyChanged: false };
  private charts: OverlayCharts | undefined;
  private tables: Tables | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly actions: Actions,
  ) {}

  draw(state: State): void {
    const before = this.drawn;
    this.drawn = state;
    if (state.view === undefined) return;
    const focused = document.activeElement?.id ?? '';
    if (state.view !== before.view) this.drawAll(state.view, state);
    else if (state.view.kind === 'comparison') this.drawTables(state.view, state);
    if (focused !== '') document.getElementById(focused)?.focus();
    document.body.dataset['ready'] = 'true';
  }

  /** A canvas keeps its colours, so it is drawn anew. */
  changeTheme(): void {
    this.charts?.draw();
  }

  private drawAll(view: CompareView, state: State): void {
    this.charts?.dispose();
    this.charts = undefined;
    this.tables = undefined;
    if (view.kind === 'unreadable') {
      this.place.replaceChildren(
        element(
          'div',
          { class: 'unreadable', role: 'alert' },
          element('h1', {}, 'These runs cannot be compared'),
          element('p', {}, view.problem),
          element('p', {}, view.remedy),
          element('p', {}, button('Choose Runs…', this.actions.chooseRuns, { id: 'choose' })),
        ),
      );
      return;
    }
    this.charts = overlayCharts(view);
    const tables = this.tablesOf(view, state);
    this.tables = tables;
    this.place.replaceChildren(header(view, this.actions), tables.checks, this.charts.part, tables.values);
    this.charts.draw();
  }

  private drawTables(view: ShownComparison, state: State): void {
    const tables = this.tablesOf(view, state);
    this.tables?.checks.replaceWith(tables.checks);
    this.tables?.values.replaceWith(tables.values);
    this.tables = tables;
  }

  private tablesOf(view: ShownComparison, state: State): Tables {
    return {
      checks: element(
        'div',
        {},
        element('p', { class: 'choices' }, this.onlyChanged(state)),
        checksSection(view, state),
      ),
      values: valuesSection(view, state, this.actions.sort),
    };
  }

  private onlyChanged({ onlyChanged }: State): HTMLElement {
    const box = element('input', { type: 'checkbox', id: 'only-changed', checked: onlyChanged });
    box.addEventListener('change', () => this.actions.setOnlyChanged(box.checked));
    return element('label', { for: 'only-changed' }, box, ' Only what changed');
  }
}
