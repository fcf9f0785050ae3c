import { formatDuration, formatValue } from '../../core/format.ts';
import type { LoadProfile, LoadUnit } from '../../core/language/loadProfile.ts';
import type { LoadsView, ShownLoad } from '../../core/protocol/loadPanel.ts';
import { figuresTable } from '../view/dataTable.ts';
import { button, element, section } from '../view/element.ts';
import { plotOf } from './plot.ts';

/** The panel in the page. What is opened and focused stays so while the text is edited. */
export class LoadView {
  private drawn: string | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly reveal: (line: number) => void,
  ) {}

  draw(view: LoadsView): void {
    // An edit that changes no load must not disturb whoever reads.
    const text = JSON.stringify(view);
    if (text === this.drawn) return;
    this.drawn = text;
    const focused = document.activeElement?.id ?? '';
    const open = [...this.place.querySelectorAll('details[open]')].map(({ id }) => id);
    this.place.replaceChildren(...this.partsOf(view));
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focused !== '') document.getElementById(focused)?.focus();
    document.body.dataset['ready'] = 'true';
  }

  private partsOf(view: LoadsView): HTMLElement[] {
    switch (view.kind) {
      case 'nothing':
        return [
          element(
            'div',
            { role: 'status', class: 'load-panel' },
            element('p', {}, view.problem),
            element('p', {}, view.remedy),
          ),
        ];
      case 'loads':
        return [
          element('h1', { class: 'load-panel' }, `Load of ${view.file}`),
          element('p', { class: 'muted' }, 'What is asked for, not what was measured.'),
          ...view.loads.map((load, index) => this.loadSection(load, index, view.file)),
        ];
    }
  }

  private loadSection(load: ShownLoad, index: number, file: string): HTMLElement {
    const { name, line, words, profile } = load;
    const units = (['users', 'arrivals'] as const).filter((unit) => profile.curves.some((one) => one.unit === unit));
    return section(
      name ?? 'Whole test',
      element('p', {}, words),
      ...units.map((unit) => plotOf(profile, unit)),
      segmentsTable(profile, index, name ?? file),
      element(
        'p',
        {},
        button(`Go to Line ${String(line + 1)}`, () => this.reveal(line), { id: `reveal-${String(index)}` }),
      ),
    );
  }
}

const UNIT_TEXT: Record<LoadUnit, (level: number) => string> = {
  users: (level) => formatValue(level, 'count'),
  arrivals: (level) => `${formatValue(level, 'count')}/s`,
};

/** The same in words and numbers, for those who do not see the picture. */
function segmentsTable({ curves }: LoadProfile, index: number, name: string): HTMLElement {
  const rows = curves.flatMap((curve) =>
    curve.segments.map(({ fromMs, toMs, from, to }) => [
      curve.name,
      fromMs === 0 ? 'start' : formatDuration(fromMs),
      formatDuration(toMs),
      UNIT_TEXT[curve.unit](from),
      UNIT_TEXT[curve.unit](to),
    ]),
  );
  const summary = element('summary', { id: `summary-${String(index)}` }, 'Figures');
  const columns = ['Scenario', 'From', 'Until', 'Level at first', 'Level at last'];
  return element(
    'details',
    { id: `figures-${String(index)}` },
    summary,
    figuresTable(`Load of ${name}, in order of time`, columns, rows),
  );
}
