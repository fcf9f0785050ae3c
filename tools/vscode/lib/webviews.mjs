/** The frame of the webview that has this in it; `page` may show several. */
export async function webviewWith(page, selector, ms = 20_000) {
  for (const end = Date.now() + ms; Date.now() < end; await page.waitForTimeout(100)) {
    for (const frame of page.frames()) {
      if (!(await isActive(frame))) continue;
      const found = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (found > 0) return frame;
    }
  }
  throw new Error(`no webview with ${selector}`);
}

/** VS Code gives it as a name or as an id, by how the webview is hosted. A frame that is gone is none. */
async function isActive(frame) {
  if (frame.name() === 'active-frame') return true;
  const id = await frame
    .frameElement()
    .then((element) => element.getAttribute('id'))
    .catch(() => '');
  return id === 'active-frame';
}
