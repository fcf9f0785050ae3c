import type { UnreadableRun } from '../../core/protocol/panel.ts';
import { formatVerdict } from '../../core/format.ts';
import type { State } from '../state.ts';
import { button, element } from './element.ts';
import { FinishedView, type FinishedActions } from './finishedView.ts';
import { LiveView, type LiveActions } from './live/liveView.ts';

/** What a person can do in the panel. */
export interface Actions extends FinishedActions, LiveActions {
  chooseRun: () => void;
}

/** The panel in the page: draws a state, and of the next one only what changed. */
export class PanelView {
  private drawn: State = {};
  private live: LiveView | undefined;
  private finished: FinishedView | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly actions: Actions,
  ) {}

  draw(state: State): void {
    const before = this.drawn;
    this.drawn = state;
    const { view } = state;
    switch (view?.kind) {
      case undefined:
        return;
      case 'live':
        this.drawLive(state, view);
        return;
      case 'unreadable':
        if (view !== before.view) this.replace([unreadable(view, this.actions)]);
        return;
      case 'run':
        if (view !== before.view) this.drawFinished(state, view, before.view?.kind === 'live');
        else this.finished?.show(state);
        return;
    }
  }

  /** A canvas keeps its colours, so it is drawn anew. */
  changeTheme(): void {
    this.live?.changeTheme();
    this.finished?.changeTheme();
  }

  private drawLive(state: State, view: Extract<State['view'], { kind: 'live' }>): void {
    if (this.live === undefined) {
      const live = new LiveView(this.actions);
      this.replace(live.parts);
      this.live = live;
    }
    this.live.show(view, state);
  }

  private drawFinished(state: State, view: Extract<State['view'], { kind: 'run' }>, hasJustEnded: boolean): void {
    const hadFocus = this.place.contains(document.activeElement);
    const finished = new FinishedView(view, this.actions);
    const status = element('p', { role: 'status', class: 'for-screen-readers' });
    this.replace([status, ...finished.parts]);
    this.finished = finished;
    finished.show(state);
    finished.draw();
    if (!hasJustEnded) return;
    status.textContent = `The run has ended: ${formatVerdict(view.result.verdict)}.`;
    // What had the focus is gone; without it the next Tab would begin at the top of the window.
    if (hadFocus) this.place.querySelector('h1')?.focus();
  }

  private replace(parts: HTMLElement[]): void {
    this.live?.dispose();
    this.finished?.dispose();
    this.live = undefined;
    this.finished = undefined;
    this.place.replaceChildren(...parts);
  }
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
