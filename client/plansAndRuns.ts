// One bundle for several parts: panels of runs, what is done with runs, what runs say of checklists, and what binds these to
// plans. All bring what reads plans and run folders, and the package would hold that several times.
export { bindingLenses, bindItems } from './checklists/binding/binding.ts';
export { addTargets } from './checklists/targets/addTargets.ts';
export { targetLenses } from './checklists/targets/targetLenses.ts';
export { EvidenceWatch, look } from './checklists/evidence/looking.ts';
export { planProblems } from './checklists/problems/planProblems.ts';
export { addItemLink, editItemNote, openItemLink } from './checklists/record/itemNotes.ts';
export { readRecord } from './checklists/signOff/readSignable.ts';
export { signOff } from './checklists/signOff/signOff.ts';
export { ComparePanels } from './panels/comparePanels.ts';
export { ResultPanels } from './panels/resultPanels.ts';
export { RunActions } from './runs/actions/runActions.ts';
