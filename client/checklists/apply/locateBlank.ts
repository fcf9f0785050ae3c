import type { Blank } from '../../../core/checklist/checklist.ts';

/** What a blank was known by when it was offered. */
export interface WantedBlank extends Pick<Blank, 'label' | 'unit' | 'path' | 'item'> {
  /** Which of the blanks that are alike in all this it is, and how many of them there were. */
  index: number;
  count: number;
}

export function wantedBlank(blanks: readonly Blank[], blank: Blank): WantedBlank {
  const { label, unit, path, item } = blank;
  const alike = alikeIn(blanks, blank);
  return {
    ...{ label, path, index: alike.indexOf(blank), count: alike.length },
    ...(unit !== undefined && { unit }),
    ...(item !== undefined && { item }),
  };
}

/** The blank in a text that may be another by now; undefined where it is not certain which one it is. */
export function locateBlank(blanks: readonly Blank[], wanted: WantedBlank): Blank | undefined {
  const alike = alikeIn(blanks, wanted);
  return alike.length === wanted.count ? alike[wanted.index] : undefined;
}

function alikeIn(blanks: readonly Blank[], wanted: Pick<Blank, 'label' | 'unit' | 'path' | 'item'>): Blank[] {
  const key = keyOf(wanted);
  return blanks.filter((blank) => keyOf(blank) === key);
}

function keyOf({ label, unit, path, item }: Pick<Blank, 'label' | 'unit' | 'path' | 'item'>): string {
  return JSON.stringify([label, unit, path, item]);
}
