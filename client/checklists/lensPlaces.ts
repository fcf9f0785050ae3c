import type { Checklist } from '../../core/checklist/checklist.ts';
import { countEvidence } from '../../core/checklist/evidence/countEvidence.ts';
import type { BoundEvidence } from '../../core/checklist/evidence/evidence.ts';
import { sectionAt } from './ticking/itemsOnLines.ts';

export interface LensPlace {
  line: number;
  /** A place in the section. */
  offset: number;
  checked: number;
  total: number;
  /** How much of what is bound there, by an item, a row or the heading itself, fails. */
  failing: number;
}

/** The headings that items stand directly under, and what is told of each. */
export function lensPlaces(checklist: Checklist, evidence: readonly BoundEvidence[]): LensPlace[] {
  const places = new Map<number, LensPlace>();
  for (const item of checklist.items) {
    const section = sectionAt(checklist, item.marker);
    const line = section?.line ?? 1;
    const place = places.get(line) ?? { line, offset: section?.span[0] ?? 0, checked: 0, total: 0, failing: 0 };
    place.total += 1;
    if (item.checked) place.checked += 1;
    places.set(line, place);
  }
  for (const one of evidence) {
    const place = places.get(sectionAt(checklist, one.binding.span[0])?.line ?? 1);
    if (place !== undefined) place.failing += countEvidence([one]).failing;
  }
  return [...places.values()];
}
