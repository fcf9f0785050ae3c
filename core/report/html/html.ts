import { xmlText } from '../xml.ts';

/** Markup that is safe to place as it is. Only `html` makes it, so no text of a user gets into a page unescaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlValue = string | number | Html | readonly HtmlValue[];

/** A template whose values are escaped unless they are `Html` already. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.reduce((markup, piece, index) => `${markup}${markupOf(values[index - 1] ?? '')}${piece}`));
}

function markupOf(value: HtmlValue): string {
  if (value instanceof Html) return value.markup;
  return typeof value === 'string' || typeof value === 'number' ? xmlText(String(value), true) : joined(value);
}

function joined(values: readonly HtmlValue[]): string {
  return values.map(markupOf).join('');
}
