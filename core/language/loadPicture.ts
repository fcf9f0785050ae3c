import { formatDuration, formatValue } from '../format.ts';
import { areasOf } from './loadAreas.ts';
import { describeLoad, peakOf, type LoadProfile, type LoadUnit } from './loadProfile.ts';

const WIDTH = 360;
const HEIGHT = 110;
const LEFT = 6;
const TOP = 14;
const BOTTOM = 16;
/** Readable on light and dark backgrounds alike, as a picture cannot know which it is shown on. */
const COLOURS = ['#3b82c4', '#c2782e', '#4c9a5f', '#a05fb5', '#b3504e'];
const INK = '#7f7f7f';

/** The load over time as a picture in SVG: what each scenario makes, stacked. Levels of different units are drawn one below the other. */
export function loadPicture(profile: LoadProfile): string {
  const units = (['users', 'arrivals'] as const).filter((unit) => profile.curves.some((curve) => curve.unit === unit));
  const plots = units.map((unit, index) => plotOf(profile, unit, index * HEIGHT));
  const height = Math.max(1, units.length) * HEIGHT;
  const title = escapeXml(describeLoad(profile));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">` +
    `<title>${title}</title><g font-family="sans-serif" font-size="10" fill="${INK}">${plots.join('')}</g></svg>`
  );
}

function plotOf(profile: LoadProfile, unit: LoadUnit, top: number): string {
  const peak = Math.max(peakOf(profile, unit), Number.MIN_VALUE);
  const total = Math.max(profile.totalMs, 1);
  const x = (ms: number): string => (LEFT + (ms / total) * (WIDTH - 2 * LEFT)).toFixed(1);
  const y = (level: number): string => (top + HEIGHT - BOTTOM - (level / peak) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const curves = profile.curves.filter((curve) => curve.unit === unit);
  const areas = areasOf(profile, unit).map(({ corners }, index) => {
    const points = corners.map(([ms, level]) => `${x(ms)},${y(level)}`).join(' ');
    return `<polygon points="${points}" fill="${colourOf(index)}" fill-opacity=".55"/>`;
  });
  const names = curves.length > 1 ? curves.map(({ name }, index) => legend(name, index, top)) : [];
  const word = unit === 'users' ? 'users' : 'arrivals/s';
  return [
    ...areas,
    `<path d="M${LEFT} ${y(0)}H${WIDTH - LEFT}" stroke="${INK}" fill="none"/>`,
    `<text x="${LEFT}" y="${top + 10}">${formatValue(peakOf(profile, unit), 'count')} ${word}</text>`,
    `<text x="${WIDTH - LEFT}" y="${top + HEIGHT - 4}" text-anchor="end">${formatDuration(profile.totalMs)}</text>`,
    ...names,
  ].join('');
}

function legend(name: string, index: number, top: number): string {
  const at = LEFT + 110 + index * 80;
  if (index > 2) return '';
  const text = escapeXml(name.length > 11 ? `${name.slice(0, 10)}…` : name);
  return `<rect x="${at}" y="${top + 3}" width="8" height="8" fill="${colourOf(index)}"/><text x="${at + 11}" y="${top + 10}">${text}</text>`;
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? INK;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** As an image in Markdown, with the words for those who do not see it. */
export function loadPictureMarkdown(profile: LoadProfile): string {
  return `![${describeLoad(profile)}](data:image/svg+xml,${encodeURIComponent(loadPicture(profile)).replace(/[()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)})`;
}
