import type { WebviewMessage } from '../core/protocol/panel.ts';

/** What VS Code gives every webview, once. */
interface WebviewApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

export const host = acquireVsCodeApi();
