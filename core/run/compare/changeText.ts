/** A change as a share: 0.1 is `+10.0 %`. */
export function changeText(change: number): string {
  const percent = change * 100;
  if (percent === 0) return '0 %';
  const size = Math.abs(percent);
  const digits = size < 0.1 ? '< 0.1' : size.toFixed(size < 100 ? 1 : 0);
  return `${percent < 0 ? '-' : '+'}${digits} %`;
}
