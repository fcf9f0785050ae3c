import * as vscode from 'vscode';
import { filledText, leftText, proposeBlanks } from '../../../core/checklist/blanks/proposeBlanks.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';
import { UserError } from '../../../core/errors.ts';
import { editText, nameOf } from '../ticking/editText.ts';
import { proofWords, whyNothingToFill } from './applyWords.ts';
import { locateBlank, wantedBlank } from './locateBlank.ts';
import { pickEdits } from './pickEdits.ts';
import type { ProvenText } from './provenText.ts';

/** Asks which of the blanks get the values that runs measured, and writes them. */
export async function fillBlanks({ uri, text, checklist, evidence }: ProvenText): Promise<void> {
  const { fills, left } = proposeBlanks(checklist, evidence);
  const name = nameOf(uri);
  const others = left.map((one) => leftText(name, one));
  if (fills.length === 0) {
    void vscode.window.showInformationMessage(whyNothingToFill(name, others));
    return;
  }
  const chosen = await pickEdits({
    title: `Fill Blanks: ${name}`,
    placeholder:
      left.length === 0
        ? 'Blanks that runs have a value for; those with a tick here are filled'
        : `Blanks that runs have a value for; ${left.length} others stay as they are`,
    ...{ uri, text },
    textWith: (ones) =>
      applyEdits(
        text,
        ones.map(({ edit }) => edit),
      ),
    proposals: fills.map((fill) => ({
      label: filledText(fill),
      ...proofWords(fill.evidence),
      edit: fill.edit,
      wanted: { blank: wantedBlank(checklist.blanks, fill.blank), text: fill.text },
    })),
  });
  if (chosen === undefined || chosen.length === 0) return;
  const { readText } = await import('../reading.ts');
  await editText(uri, (now) =>
    chosen.map(({ wanted }) => {
      const blank = locateBlank(readText(uri.toString(), now).blanks, wanted.blank);
      if (blank !== undefined) return { span: blank.span, text: wanted.text };
      throw new UserError(
        `${name} no longer has the blank "${wanted.blank.label}" where it was. Nothing was changed; fill it again as the text is now.`,
      );
    }),
  );
}
