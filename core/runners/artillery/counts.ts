export function add(counts: Record<string, number>, key: string, value: number): void {
  counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + value;
}
