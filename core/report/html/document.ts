import { html, Html } from './html.ts';
import { STYLE } from './style.ts';

/** Nothing may be loaded and nothing may run: the page is its own text, whatever a name in it says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A page in one file that opens from disk, without network and without a script. */
export function htmlDocument(title: string, content: Html): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `;
  // The templates are indented for the reader of the code; a browser needs none of it.
  return page.markup.replace(/\n\s+/g, '\n');
}
