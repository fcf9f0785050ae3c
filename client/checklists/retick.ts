import type { Checklist } from '../../core/checklist/checklist.ts';

/**
 * A checklist after nothing but ticks of its items changed in its text: what a parser would read, without one. Undefined
 * where anything else changed.
 */
export function retick(before: Checklist, beforeText: string, text: string): Checklist | undefined {
  if (text.length !== beforeText.length) return undefined;
  let from = 0;
  for (const { marker } of before.items) {
    // A tab means different things in different places, which only the parser knows.
    const isMarker = marker >= from && /[ xX]/.test(text[marker] ?? '');
    if (!isMarker || text.slice(from, marker) !== beforeText.slice(from, marker)) return undefined;
    from = marker + 1;
  }
  if (text.slice(from) !== beforeText.slice(from)) return undefined;

  const sections = before.sections.map((section) => ({ ...section }));
  const items = before.items.map((item) => {
    const checked = /[xX]/.test(text[item.marker] ?? '');
    if (checked === item.checked) return item;
    for (const section of sections) {
      if (section.span[0] <= item.marker && item.marker < section.span[1]) section.checked += checked ? 1 : -1;
    }
    return { ...item, checked };
  });
  return { ...before, items, sections };
}
