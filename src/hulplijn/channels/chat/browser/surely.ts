// What she presses counts, though the line is bad: it is sent, or asked for, until an answer comes.

export interface Answer {
  ok: boolean;
  status: number;
}

const AGAIN = 3000;
const later = (): Promise<void> => new Promise((done) => void setTimeout(done, AGAIN));

/** Ask until the server answers, as long as it is `wanted`; null once it no longer is. */
export async function surely<T extends Answer>(
  ask: () => Promise<T>,
  wanted: () => boolean = () => true,
  wait: () => Promise<void> = later,
): Promise<T | null> {
  while (wanted()) {
    const answer = await ask().catch(() => null);
    if (answer && answer.status < 500) return answer;
    await wait();
  }
  return null;
}

/** Sends what stands there at that moment, one after the other: what is older never arrives after what is newer. */
export function oneByOne(send: () => Promise<unknown>): () => Promise<void> {
  let isUnderWay = false;
  let isNewer = false;
  return async () => {
    isNewer = true;
    if (isUnderWay) return;
    isUnderWay = true;
    while (isNewer) {
      isNewer = false;
      await send();
    }
    isUnderWay = false;
  };
}
