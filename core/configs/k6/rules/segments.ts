import { quote } from '../problems/wording.ts';
import type { K6Options } from '../model.ts';
import type { K6Reader } from '../reader.ts';
import { isSameSegment, parseSegment, parseSequence, WHOLE_LOAD } from '../segments.ts';

/** The part that this instance makes has to be one of those that the load is divided into. */
export function checkSegments({ entries, hasMore }: K6Options, reader: K6Reader): void {
  const valueOf = (key: string) => entries.find((entry) => entry.key.toLowerCase() === key.toLowerCase())?.value;
  const [sequence, segment] = [valueOf('executionSegmentSequence'), valueOf('executionSegment')];
  if (sequence?.kind !== 'text' || (hasMore && !segment)) return;
  const parts = parseSequence(sequence.value);
  const isWhole = segment === undefined || segment.kind === 'nothing';
  const own = isWhole ? { value: WHOLE_LOAD } : segment.kind === 'text' ? parseSegment(segment.value) : 'unjudged';
  if (parts === 'unjudged' || own === 'unjudged' || 'fault' in parts || 'fault' in own) return;
  if (parts.value.some((part) => isSameSegment(part, own.value))) return;
  const written = segment?.kind === 'text' ? segment.value : '0:1';
  const why = `it is none of the parts of \`executionSegmentSequence\` ${quote(sequence.value)}`;
  reader.report('k6-bad-segment', (isWhole ? sequence : segment).span, 'executionSegment', written, why);
}
