import { messageOf } from '../../errors.ts';
import { withoutUserInfo } from '../userInfo.ts';
import { SampleFailure } from './sampleFailure.ts';

const TIME_LIMIT_MS = 3000;
/** Larger than any answer with one value; more is not read. */
const LONGEST_ANSWER_BYTES = 1024 * 1024;

export interface HttpAnswer {
  status: number;
  text: string;
}

/** What a server says, within the time limit of a sample. Redirects are not followed: they lead to pages for people. */
export async function askHttp(url: URL, signal: AbortSignal): Promise<HttpAnswer> {
  const { address, headers } = withoutUserInfo(url.href);
  const timeLimit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    const response = await fetch(address, {
      headers: { ...headers, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeLimit]),
    });
    return { status: response.status, text: await readBounded(response, url) };
  } catch (error) {
    if (error instanceof SampleFailure) throw error;
    const why = timeLimit.aborted ? ` within ${TIME_LIMIT_MS / 1000} s` : `: ${causeOf(error)}`;
    throw new SampleFailure('no-answer', `no answer from ${shownUrl(url)}${why}`);
  }
}

/** Without what may be secret: name and password, and the query. */
export function shownUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname === '/' ? '' : pathname}`;
}

async function readBounded(response: Response, url: URL): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const chunks: AsyncIterable<unknown> | null = response.body;
  if (chunks === null) return '';
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.length;
    if (bytes > LONGEST_ANSWER_BYTES) {
      throw new SampleFailure('unreadable', `the answer of ${shownUrl(url)} is larger than 1 MB`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** `fetch` says only that it failed; what happened is in the cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return messageOf(cause instanceof Error ? cause : error);
}
