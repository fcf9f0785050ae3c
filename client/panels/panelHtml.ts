export interface PanelPage {
  title: string;
  /** The only origin that styles may come from, `webview.cspSource`. */
  cspSource: string;
  /** Fresh for every page: the one script that has it may run, and what that imports. */
  nonce: string;
  script: string;
  styles: string;
  /** What stands there until there is something to show. */
  waiting: string;
}

/** The page that a webview begins with. Nothing of a run is in it; that comes as messages. */
export function panelHtml({ title, cspSource, nonce, script, styles, waiting }: PanelPage): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${attribute(styles)}" />
    <title>${attribute(title)}</title>
  </head>
  <body>
    <main id="panel"><p role="status">${attribute(waiting)}</p></main>
    <script type="module" nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
