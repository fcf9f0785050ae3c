import { expect, it } from 'vitest';
import { readChecklist } from '../../../core/checklist/readChecklist.ts';
import { html } from '../../../core/report/html/html.ts';
import { markdownCode, markdownText } from '../../../core/report/markdownTable.ts';
import { shownText } from '../../../core/text/shownText.ts';

const STEERING = 'up\u001b[1A\u001b[2K\u009b2K\u202egnp\u2066x\u2069\u0007';
const SHOWN = 'up�[1A�[2K�2K�gnp�x��';

it.each([
  [STEERING, SHOWN],
  ['a\tb\nc\r\nd', 'a\tb\nc\nd'],
  ['good\rbad', 'good�bad'],
  ['Café \u200fעברית ✓ 👩‍💻', 'Café \u200fעברית ✓ 👩‍💻'],
])('%j is shown as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});

it('is what documents say in lists and reports', () => {
  expect(readChecklist(`# ${STEERING}\n- [ ] ${STEERING}\n`).items).toMatchObject([{ text: SHOWN, path: [SHOWN] }]);
  for (const shown of [markdownText(STEERING), markdownCode(STEERING), html`${STEERING}`.markup])
    expect(shown).not.toMatch(/[\u001b\u009b\u202e\u2066]/);
});
