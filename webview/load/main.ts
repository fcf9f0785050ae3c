import { loadHostMessageSchema, type LoadWebviewMessage } from '../../core/protocol/loadPanel.ts';
import { connectHost } from '../host.ts';
import { LoadView } from './view.ts';

const place = document.getElementById('panel');
if (place === null) throw new Error('The page has no place for the panel.');

const host = connectHost<LoadWebviewMessage>();
const view = new LoadView(place, (line) => host.postMessage({ kind: 'reveal', line }));

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = loadHostMessageSchema.safeParse(data);
  if (message.success) {
    if (message.data.document !== undefined) host.setState({ document: message.data.document });
    view.draw(message.data.view);
  }
  // eslint-disable-next-line no-console -- the webview's console is where a broken message can be looked at
  else console.error(`A message from the host is not known: ${message.error.message}`);
});
host.postMessage({ kind: 'ready' });
