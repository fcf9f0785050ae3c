import { parseJsonPath, valueAtPath } from '../../text/jsonPath.ts';
import { askHttp, shownUrl } from './askHttp.ts';
import { readNumberText, shown } from './numberText.ts';
import { SampleFailure } from './sampleFailure.ts';

export interface HttpJsonSource {
  url: string;
  jsonPath: string;
}

/** The number at a path of a JSON document. A text that is a number counts, because many services write numbers so. */
export async function sampleHttpJson({ url, jsonPath }: HttpJsonSource, signal: AbortSignal): Promise<number> {
  const address = new URL(url);
  const where = shownUrl(address);
  const { status, text } = await askHttp(address, signal);
  if (status < 200 || status > 299) throw new SampleFailure('unreadable', `${where} answered with status ${status}`);
  const value = valueAtPath(readJson(text, where), parseJsonPath(jsonPath) ?? []);
  if (value === undefined) {
    throw new SampleFailure('no-value', `the answer of ${where} has nothing at \`${jsonPath}\``);
  }
  const number = typeof value === 'string' ? readNumberText(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  const found = shown(JSON.stringify(value));
  throw new SampleFailure('no-number', `the answer of ${where} has ${found} at \`${jsonPath}\`, which is no number`);
}

function readJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SampleFailure('unreadable', `the answer of ${where} is not JSON: ${shown(text)}`);
  }
}
