import { compareHostMessageSchema, type CompareWebviewMessage } from '../../core/protocol/comparePanel.ts';
import { onDidChangeTheme } from '../charts/theme.ts';
import { connectHost } from '../host.ts';
import { initialState, keptOf, reduce, type Message, type State } from './state.ts';
import { ComparisonView } from './view.ts';

const place = document.getElementById('panel');
if (place === null) throw new Error('The page has no place for the panel.');

const host = connectHost<CompareWebviewMessage>();
let state: State = initialState(host.getState());

const view = new ComparisonView(place, {
  sort: (column) => take({ kind: 'sort', column }),
  setOnlyChanged: (isOn) => take({ kind: 'only-changed', isOn }),
  swap: () => host.postMessage({ kind: 'swap' }),
  openRun: (side) => host.postMessage({ kind: 'open-run', side }),
  chooseRuns: () => host.postMessage({ kind: 'choose-runs' }),
  refresh: () => host.postMessage({ kind: 'ready' }),
});

function take(message: Message): void {
  state = reduce(state, message);
  const kept = keptOf(state);
  if (kept !== undefined) host.setState(kept);
  view.draw(state);
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = compareHostMessageSchema.safeParse(data);
  if (message.success) take(message.data);
  // eslint-disable-next-line no-console -- the webview's console is where a broken message can be looked at
  else console.error(`A message from the host is not known: ${message.error.message}`);
});
onDidChangeTheme(() => view.changeTheme());
host.postMessage({ kind: 'ready' });
