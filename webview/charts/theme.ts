/** A canvas does not inherit styles, so what CSS says of a class is read here; `styles.css` is the only place with colours. */
export function colourOf(className: string): string {
  const probe = document.createElement('span');
  probe.className = className;
  probe.hidden = true;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export function fontFamily(): string {
  return getComputedStyle(document.body).fontFamily;
}

/** Tells of a switch between light, dark and high contrast: VS Code then changes a class of the body. */
export function onDidChangeTheme(listener: () => void): void {
  new MutationObserver(listener).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
