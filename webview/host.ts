/** What VS Code gives every webview, once. */
interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** The panel's other side, which understands messages of this type. */
export interface Host<Message> extends WebviewApi {
  postMessage(message: Message): void;
}

export function connectHost<Message>(): Host<Message> {
  return acquireVsCodeApi();
}
