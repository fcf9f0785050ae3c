/** Longer words are no slip of a few letters, and comparing them takes long. */
const LONGEST_WORD = 64;
/** So many candidates of about the right length are compared; among more, a suggestion is hardly the one meant. */
const MOST_COMPARED = 100;

/** The candidate that a person most likely meant, or undefined when none is near enough to be worth naming. */
export function closest(written: string, candidates: Iterable<string>): string | undefined {
  if (written.length > LONGEST_WORD) return undefined;
  const wanted = written.toLowerCase();
  // A third of the letters may be wrong: "thresold" finds "threshold", "cat" does not find "dog".
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    if (++compared > MOST_COMPARED) break;
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance - 1);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
    if (distance === 0) break;
  }
  return best;
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swapped neighbours each cost one. Above `limit`
 * any number above it is answered, as soon as that is certain.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  let [beforePrevious, previous, current]: [number[], number[], number[]] = [[], [], []];
  for (let column = 0; column <= b.length; column++) previous.push(column);
  for (let row = 1; row <= a.length; row++) {
    const letter = a.charCodeAt(row - 1);
    let least = row;
    current[0] = row;
    for (let column = 1; column <= b.length; column++) {
      const other = b.charCodeAt(column - 1);
      let cost = (previous[column - 1] ?? 0) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const isSwap = row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === other;
      if (isSwap) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current[column] = cost;
      if (cost < least) least = cost;
    }
    // A swap reaches back two rows, at the cost of one.
    if (least > limit + 1) return least;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return previous[b.length] ?? 0;
}
