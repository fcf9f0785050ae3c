/**
 * Makes what is in the document like what is wanted and touches nothing that is alike: who reads, has the focus or has
 * scrolled somewhere is not disturbed by figures that change. What a person opened stays open.
 */
export function morph(there: Element, wanted: Element): void {
  // The browser finds out much faster that there is nothing to do.
  if (there.isEqualNode(wanted)) return;
  morphAttributes(there, wanted);
  const before = [...there.childNodes];
  const after = [...wanted.childNodes];
  for (const [index, node] of after.entries()) {
    const old = before[index];
    if (old === undefined) there.append(node);
    else if (old instanceof Element && node instanceof Element && isSame(old, node)) morph(old, node);
    else if (old instanceof Text && node instanceof Text) {
      if (old.data !== node.data) old.data = node.data;
    } else old.replaceWith(node);
  }
  for (const left of before.slice(after.length)) left.remove();
}

/** A button is what it does, and what it does is not to be seen: one of another name is another one. */
function isSame(there: Element, wanted: Element): boolean {
  if (there.tagName !== wanted.tagName) return false;
  return there.tagName !== 'BUTTON' || keyOf(there) === keyOf(wanted);
}

function keyOf(button: Element): string {
  return button.getAttribute('data-key') ?? button.textContent;
}

/** Names that are made for each drawing anew, and mean nothing but each other. */
const MADE_NAMES = ['id', 'aria-labelledby'];

function morphAttributes(there: Element, wanted: Element): void {
  for (const name of there.getAttributeNames()) {
    if (name !== 'open' && !wanted.hasAttribute(name)) there.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    const isKept = MADE_NAMES.includes(name) && there.hasAttribute(name);
    if (!isKept && there.getAttribute(name) !== value) there.setAttribute(name, value);
  }
}
