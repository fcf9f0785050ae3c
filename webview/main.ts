import { hostMessageSchema, type WebviewMessage } from '../core/protocol/panel.ts';
import { onDidChangeTheme } from './charts/theme.ts';
import { connectHost } from './host.ts';
import { Silence } from './silence.ts';
import { initialState, keptOf, reduce, type Message, type State } from './state.ts';
import { PanelView } from './view/panel.ts';

const place = document.getElementById('panel');
if (place === null) throw new Error('The page has no place for the panel.');

const host = connectHost<WebviewMessage>();
let state: State = initialState(host.getState());
const silence = new Silence(Date.now());

const view = new PanelView(place, {
  sort: (column) => take({ kind: 'sort', column }),
  openFile: (file) => host.postMessage({ kind: 'open-file', file }),
  chooseRun: () => host.postMessage({ kind: 'choose-run' }),
  refresh: () => host.postMessage({ kind: 'ready' }),
  sortTable: (table, column, first) => take({ kind: 'sort-table', table, column, first }),
  setSpan: (span) => take({ kind: 'span', span }),
  stop: () => host.postMessage({ kind: 'stop' }),
});

function take(message: Message): void {
  const wasBehind = state.isBehind;
  state = reduce(state, message);
  const kept = keptOf(state);
  if (kept !== undefined) host.setState(kept);
  view.draw(state);
  if (state.isBehind === true && wasBehind !== true) host.postMessage({ kind: 'ready' });
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = hostMessageSchema.safeParse(data);
  silence.heard(Date.now());
  if (message.success) take(message.data);
  // eslint-disable-next-line no-console -- the webview's console is where a broken message can be looked at
  else console.error(`A message from the host is not known: ${message.error.message}`);
});
setInterval(() => {
  if (state.view?.kind !== 'live') return;
  const noticed = silence.check(Date.now());
  if (noticed === 'ask') host.postMessage({ kind: 'ready' });
  else if (noticed === 'gone') take({ kind: 'abandoned' });
}, 1000);
onDidChangeTheme(() => view.changeTheme());
host.postMessage({ kind: 'ready' });
