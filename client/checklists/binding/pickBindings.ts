import * as vscode from 'vscode';
import { PROPOSAL_CONFIDENCES, type BindingProposal } from '../../../core/checklist/bindings/proposals/proposal.ts';

/** What each confidence asks of a person. */
const GROUP_TITLES = {
  certain: 'Certain',
  likely: 'Likely: look at the reason',
  possible: 'Possible: choose yourself',
};

type Entry = vscode.QuickPickItem & { proposal?: BindingProposal };

/** Asks which proposals are meant. Those that are certain are chosen already; undefined when nothing was decided. */
export async function pickBindings(
  proposals: readonly BindingProposal[],
  name: string,
): Promise<BindingProposal[] | undefined> {
  const entries = PROPOSAL_CONFIDENCES.flatMap((confidence): Entry[] => {
    const group = proposals.filter((one) => one.confidence === confidence);
    if (group.length === 0) return [];
    const heading = { label: GROUP_TITLES[confidence], kind: vscode.QuickPickItemKind.Separator };
    return [heading, ...group.map(entryOf)];
  });
  const picked = await vscode.window.showQuickPick(entries, {
    title: `Bind Items: ${name}`,
    placeHolder: 'Each chosen item or row gets a comment that readers do not see',
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.flatMap(({ proposal }) => proposal ?? []);
}

function entryOf(proposal: BindingProposal): Entry {
  const { line, text, bound, stated, confidence, reason } = proposal;
  const read = stated === undefined || stated === text ? [] : [stated];
  return {
    label: plain(text),
    description: plain([...read, `${bound.kind}=${bound.name}`, `line ${line}`].join(' · ')),
    detail: plain(reason),
    picked: confidence === 'certain',
    proposal,
  };
}

/** Words like `$(check)` are no icons here. */
function plain(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
