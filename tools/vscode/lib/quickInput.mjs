// The box at the top of the window: palette, quick picks, input boxes and the file dialog.
import { exactly } from './textPatterns.mjs';

const inputOf = (box) => box.locator('.quick-input-box input');
const boxOf = (page) => page.locator('.quick-input-widget');
const rowOf = (page, text) =>
  boxOf(page)
    .locator('.monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: exactly(text) }) });

export async function command(page, title) {
  const input = inputOf(boxOf(page));
  const row = rowOf(page, title).first();
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    try {
      await input.waitFor({ timeout: 500 * attempt });
      await input.fill(`>${title}`);
      await row.waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      // keys not ready, a list that takes no key before an Escape, a command not registered yet
      if (attempt === 5) throw new Error(`no command "${title}" in the palette`, { cause: error });
      await page.keyboard.press('Escape');
    }
  }
  await row.click();
}

export async function pick(page, text) {
  await rowOf(page, text).click();
}

export async function answer(page, text) {
  const input = inputOf(boxOf(page));
  await input.fill(text);
  await input.press('Enter');
}

export async function chooseFile(page, file) {
  const title = await boxOf(page).locator('.quick-input-title').innerText();
  const dialog = boxOf(page).filter({ has: page.locator('.quick-input-title', { hasText: exactly(title) }) });
  for (let attempt = 1; ; attempt++) {
    await answer(page, file);
    try {
      await dialog.waitFor({ state: 'hidden', timeout: 2000 * attempt });
      return;
    } catch (error) {
      // While it still reads the folder of what was typed before, an Enter goes nowhere.
      if (attempt === 5) throw error;
    }
  }
}
