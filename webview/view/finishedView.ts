import type { ShownRun } from '../../core/protocol/panel.ts';
import type { SortedColumn } from '../checkOrder.ts';
import type { State } from '../state.ts';
import { changesSection } from './changesSection.ts';
import { ChartsView } from './chartsView.ts';
import { checksSection } from './checksTable.ts';
import type { TableSorting } from './dataTable.ts';
import { element } from './element.ts';
import { header, type HeaderActions } from './header.ts';
import { measuredSections } from './measuredSections.ts';
import { morph } from './morph.ts';

export interface FinishedActions extends HeaderActions {
  sort: (column: SortedColumn) => void;
  sortTable: TableSorting['sort'];
}

/** What is on disk of a run. Only the order of its tables changes. */
export class FinishedView {
  readonly parts: HTMLElement[];
  private readonly checks = element('div');
  private readonly tables = element('div');
  private readonly charts = new ChartsView();

  constructor(
    private readonly run: ShownRun,
    private readonly actions: FinishedActions,
  ) {
    this.parts = [header(run, actions), this.checks, this.charts.part, this.tables];
  }

  /** When the parts are in the document, and after a press on a heading. */
  show({ order, tableOrders = {} }: State): void {
    const { run, actions } = this;
    const { result, facts, changes, changesDropped } = run;
    const sorting: TableSorting = { orders: tableOrders, sort: actions.sortTable };
    morph(
      this.checks,
      element('div', {}, checksSection(result.checks, facts?.requirements ?? {}, order, actions.sort)),
    );
    const changed = changesSection(changes, changesDropped);
    morph(this.tables, element('div', {}, changed, ...measuredSections(result.observations, sorting)));
  }

  /** When the parts are in the document. */
  draw(): void {
    this.charts.show(this.run);
  }

  changeTheme(): void {
    this.charts.changeTheme();
  }

  dispose(): void {
    this.charts.dispose();
  }
}
