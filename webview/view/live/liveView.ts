import type { LiveRunView } from '../../../core/protocol/panel.ts';
import type { SortedColumn } from '../../checkOrder.ts';
import { announcement } from '../../standing.ts';
import type { ChartSpan, State } from '../../state.ts';
import { changesSection } from '../changesSection.ts';
import { ChartsView } from '../chartsView.ts';
import { checksSection } from '../checksTable.ts';
import type { TableSorting } from '../dataTable.ts';
import { element } from '../element.ts';
import { measuredSections } from '../measuredSections.ts';
import { morph } from '../morph.ts';
import { guardsSection } from './guardsSection.ts';
import { liveHeader } from './liveHeader.ts';
import { logSection } from './logSection.ts';

export interface LiveActions {
  sort: (column: SortedColumn) => void;
  sortTable: TableSorting['sort'];
  setSpan: (span: ChartSpan) => void;
  stop: () => void;
}

const PROVISIONAL = 'As they stand now. These verdicts are provisional: a check may still come to another one.';

/** A run that goes on. What is in the page stays there, and of each state only what differs is changed. */
export class LiveView {
  readonly parts: HTMLElement[];
  private readonly head = element('div');
  private readonly judged = element('div');
  private readonly changes = element('div');
  private readonly tables = element('div');
  private readonly tail = element('div');
  private readonly charts = new ChartsView();
  /** Polite, and told rarely: see `announcement`. */
  private readonly status = element('p', { role: 'status', class: 'for-screen-readers' });
  private shown: LiveRunView | undefined;

  constructor(private readonly actions: LiveActions) {
    this.parts = [this.status, this.head, this.charts.part, this.judged, this.changes, this.tables, this.tail];
  }

  /** When the parts are in the document. */
  show(live: LiveRunView, { order, tableOrders = {}, span = 'whole', isAbandoned = false }: State): void {
    const { actions } = this;
    const { now, facts, limits, timeline, recent, changes, log } = live;
    const sorting: TableSorting = { orders: tableOrders, sort: actions.sortTable };
    const told = this.shown && announcement(this.shown, live);
    if (told !== undefined) this.status.textContent = told;
    this.shown = live;
    const focused = document.activeElement;
    update(this.head, [liveHeader(live, actions.stop, isAbandoned)]);
    // The button that had the focus may have gone with what it was for.
    if (focused?.isConnected === false) this.head.querySelector('h1')?.focus();
    update(this.judged, [
      guardsSection(now.guards),
      checksSection(now.result.checks, facts.requirements ?? {}, order, actions.sort, PROVISIONAL),
    ]);
    this.charts.show({ timeline, gauges: now.gauges, limits, live: { recent, span, setSpan: actions.setSpan } });
    update(this.changes, [changesSection(changes, now.changesDropped)]);
    update(this.tables, measuredSections(now.result.observations, sorting));
    update(this.tail, [logSection(log)]);
  }

  changeTheme(): void {
    this.charts.changeTheme();
  }

  dispose(): void {
    this.charts.dispose();
  }
}

function update(place: HTMLElement, parts: (HTMLElement | undefined)[]): void {
  morph(place, element('div', {}, ...parts));
}
