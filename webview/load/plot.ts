import { formatDuration, formatValue } from '../../core/format.ts';
import { areasOf, type LoadArea } from '../../core/language/loadAreas.ts';
import { peakOf, type LoadProfile, type LoadUnit } from '../../core/language/loadProfile.ts';
import { timeStep } from '../charts/lines.ts';
import { element } from '../view/element.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** The picture's own measure; it is stretched to the panel, and its lines stay as thin as they are. */
const WIDTH = 1000;
const HEIGHT = 200;
const COLOURS = 6;
const STROKES = 3;

const UNITS: Record<LoadUnit, string> = { users: 'Users', arrivals: 'Arrivals per second' };

/** The curves of one unit over time, stacked. Colours and strokes are in the style sheet. */
export function plotOf(profile: LoadProfile, unit: LoadUnit): HTMLElement {
  const peak = peakOf(profile, unit);
  const areas = areasOf(profile, unit);
  const label = `${UNITS[unit]} over ${formatDuration(profile.totalMs)}, up to ${formatValue(peak, 'count')}. The figures are in the table below.`;
  return element(
    'figure',
    { class: 'load' },
    element('figcaption', {}, UNITS[unit], areas.length > 1 ? legend(areas) : undefined),
    element(
      'div',
      { class: 'load-frame' },
      element('div', { class: 'load-levels', 'aria-hidden': 'true' }, ...levels(peak)),
      picture(areas, { peak, totalMs: profile.totalMs, label }),
      element('div', { class: 'load-times', 'aria-hidden': 'true' }, ...times(profile.totalMs)),
    ),
  );
}

function picture(
  areas: readonly LoadArea[],
  { peak, totalMs, label }: { peak: number; totalMs: number; label: string },
): SVGElement {
  const x = (ms: number): string => ((ms / Math.max(totalMs, 1)) * WIDTH).toFixed(2);
  const y = (level: number): string => (HEIGHT * (1 - (peak === 0 ? 0 : level / peak))).toFixed(2);
  const middle = shape('line', { class: 'load-grid', x1: '0', x2: String(WIDTH), y1: '50%', y2: '50%' });
  const shapes = areas.map(({ corners }, index) => {
    const points = corners.map(([ms, level]) => `${x(ms)},${y(level)}`).join(' ');
    return shape('polygon', { points, class: classesOf(index), 'vector-effect': 'non-scaling-stroke' });
  });
  return shape(
    'svg',
    {
      viewBox: `0 0 ${String(WIDTH)} ${String(HEIGHT)}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': label,
    },
    middle,
    // The first lies on top, so that its edge is not drawn over by those of areas that stand on it.
    ...shapes.toReversed(),
  );
}

function shape(tag: string, attributes: Readonly<Record<string, string>>, ...children: SVGElement[]): SVGElement {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Strokes differ too, so that colour is not all that tells curves apart. */
function classesOf(index: number): string {
  return `layer layer-${String(index % COLOURS)} stroke-${String(index % STROKES)}`;
}

function legend(areas: readonly LoadArea[]): HTMLElement {
  return element(
    'ul',
    { class: 'legend' },
    ...areas.map(({ name }, index) => {
      const line = shape('line', { x1: '0', x2: '22', y1: '4', y2: '4', class: classesOf(index) });
      const swatch = shape('svg', { viewBox: '0 0 22 8', class: 'load-swatch', 'aria-hidden': 'true' }, line);
      return element('li', {}, swatch, name);
    }),
  );
}

function levels(peak: number): HTMLElement[] {
  return [peak, peak / 2, 0].map((level) => element('span', {}, formatValue(level, 'count')));
}

function times(totalMs: number): HTMLElement[] {
  const stepMs = timeStep(totalMs / 1000) * 1000;
  const marks: HTMLElement[] = [];
  for (let ms = 0; ms <= totalMs; ms += stepMs) {
    const mark = element('span', {}, ms === 0 ? 'start' : formatDuration(ms));
    mark.style.left = `${((ms / Math.max(totalMs, 1)) * 100).toFixed(2)}%`;
    marks.push(mark);
  }
  return marks;
}
