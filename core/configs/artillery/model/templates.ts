/** A piece of a text between `{{` and `}}`, at its place in that text. */
export interface TemplateUse {
  kind: 'variable' | 'call' | 'unsupported' | 'unclosed';
  start: number;
  end: number;
  /** What stands between the braces. */
  inner: string;
  /** The name whose value is asked for (`user` in `{{ user.name }}`), or of the function that is called. */
  name: string;
}

const VARIABLE = /\{\{\{?[\s$\w.[\]'"-]+\}\}\}?/y;
const CALL = /\{\{\s*(\$[A-Za-z0-9_]+)\s*\([A-Za-z0-9_,\s]*\)\s*\}\}/y;

/** Every template of a text, as Artillery's own patterns find it; what they do not find is sent as it stands. */
export function templatesIn(text: string): TemplateUse[] {
  const uses: TemplateUse[] = [];
  for (let start = text.indexOf('{{'); start !== -1;) {
    const use = templateAt(text, start);
    uses.push(use);
    start = text.indexOf('{{', Math.max(use.end, start + 2));
  }
  return uses;
}

function templateAt(text: string, start: number): TemplateUse {
  CALL.lastIndex = VARIABLE.lastIndex = start;
  const call = CALL.exec(text);
  if (call) {
    const [whole, name = ''] = call;
    return { kind: 'call', start, end: start + whole.length, inner: whole.slice(2, -2).trim(), name };
  }
  const variable = VARIABLE.exec(text)?.[0];
  if (variable !== undefined) {
    const inner = variable.replace(/[{}]/g, '').trim();
    return { kind: 'variable', start, end: start + variable.length, inner, name: rootOf(inner) };
  }
  const close = text.indexOf('}}', start);
  const next = text.indexOf('{{', start + 2);
  if (close === -1 || (next !== -1 && next < close && next > start + 2)) {
    const end = unclosedEnd(text, start);
    return { kind: 'unclosed', start, end, inner: text.slice(start + 2, end).trim(), name: '' };
  }
  return { kind: 'unsupported', start, end: close + 2, inner: text.slice(start + 2, close).trim(), name: '' };
}

/** Up to the brace that is one too few, or the end of the word. */
function unclosedEnd(text: string, start: number): number {
  const match = /^\{\{\{?\s*[$\w.[\]-]*\s?\}?/.exec(text.slice(start, start + 200));
  return start + (match?.[0].trimEnd().length ?? 2);
}

/** The variable that a path such as `user.name`, `list[0]` or `["a b"].c` begins at. */
export function rootOf(path: string): string {
  const quoted = /^\[\s*(["'])(.*?)\1\s*\]/.exec(path);
  return quoted ? (quoted[2] ?? '') : (/^[^.[\]]+/.exec(path)?.[0].trim() ?? path);
}
