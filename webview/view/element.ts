type Attributes = Readonly<Record<string, string | boolean | undefined>>;
export type Child = Node | string | undefined;

/** An element with attributes and children. Texts become text nodes: nothing that a result says is ever read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export function button(label: string, onPress: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onPress);
  return made;
}

let lastId = 0;

/** A part of the page under its own heading. */
export function section(heading: string, ...children: Child[]): HTMLElement {
  const id = `part-${++lastId}`;
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, heading), ...children);
}

/** Reasons and notes put names between backticks, as Markdown does. */
export function withCode(text: string): Child[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));
}
