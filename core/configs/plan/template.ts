/**
 * Text with names that only have a value while the test runs. Variables, the target and environment values are
 * already in place when a template is made; what is left are secrets, values captured from earlier responses, and
 * columns of the test's data file.
 */
export type Template = TemplatePart[];

export type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'secret'; name: string }
  | { kind: 'captured'; name: string }
  | { kind: 'column'; name: string };

/** Whether a JSON body's list is text: its items are then the parts of a template and nothing else. */
export function isTemplate(value: unknown): value is Template {
  return Array.isArray(value) && value.length > 0 && value.every(isTemplatePart);
}

function isTemplatePart(value: unknown): value is TemplatePart {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const detail = value.kind === 'text' ? 'text' : 'name';
  const isKnown = ['text', 'secret', 'captured', 'column'].some((kind) => kind === value.kind);
  return isKnown && Object.keys(value).length === 2 && typeof (value as Record<string, unknown>)[detail] === 'string';
}

/** The text for people and files: secrets, captured values and columns stay names. */
export function templateText(template: Template): string {
  return template
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'secret':
          return `\${secrets.${part.name}}`;
        case 'captured':
          return `\${${part.name}}`;
        case 'column':
          return `\${data.${part.name}}`;
      }
    })
    .join('');
}

/** The text as sent. `lookup` answers undefined for a name without a value; the result is then undefined too. */
export function renderTemplate(
  template: Template,
  lookup: (part: Exclude<TemplatePart, { kind: 'text' }>) => string | undefined,
): string | undefined {
  let text = '';
  for (const part of template) {
    const piece = part.kind === 'text' ? part.text : lookup(part);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}
