import * as vscode from 'vscode';
import { proposeTicks } from '../../../core/checklist/evidence/proposeTicks.ts';
import { applyEdits } from '../../../core/text/applyEdits.ts';
import { nameOf } from '../ticking/editText.ts';
import { provenWish, type Wish } from '../ticking/tickEdits.ts';
import { proofWords, whyNothingToApply } from './applyWords.ts';
import { pickEdits } from './pickEdits.ts';
import type { ProvenText } from './provenText.ts';

/** Asks which of the open items that the runs prove are ticked; none where there is nothing to ask. */
export async function chooseProvenTicks({ uri, text, checklist, evidence }: ProvenText): Promise<Wish[]> {
  const ticks = proposeTicks(checklist, evidence);
  if (ticks.length === 0) {
    void vscode.window.showInformationMessage(whyNothingToApply(nameOf(uri), checklist, evidence));
    return [];
  }
  const chosen = await pickEdits({
    title: `Apply Results: ${nameOf(uri)}`,
    placeholder: 'Items that are proven; those with a tick here are ticked in the text',
    ...{ uri, text },
    textWith: (ones) =>
      applyEdits(
        text,
        ones.map(({ edit }) => edit),
      ),
    proposals: ticks.map(({ item, edit, evidence: proof }) => ({
      label: item.text,
      ...proofWords(proof),
      edit,
      wish: provenWish(checklist, item),
    })),
  });
  return chosen?.map(({ wish }) => wish) ?? [];
}
