// How hard a text is to read: the same measure as content/rules/readability.py, held to the same examples.

const LONG = 7;
const EASY = 35;
const FAIR = 45;
const WORD = /\p{L}+(?:['’-]\p{L}+)*|\d+(?:[.,-]\d+)*/gu;
const SENTENCE = /[.!?:;…]+(?=\s|$|[”"'’)])|\n+/;

export type Level = "easy" | "fair" | "hard";

/** LIX: words in a sentence on average, plus the share of long words in per cent. */
export function lix(text: string): number {
  const words = text.match(WORD) ?? [];
  if (words.length === 0) return 0;
  const sentences = Math.max(1, text.split(SENTENCE).filter((part) => part?.match(WORD)).length);
  const long = words.filter((word) => word.length >= LONG && !/\d/.test(word[0])).length;
  return Math.round(words.length / sentences + (100 * long) / words.length);
}

export function levelOf(text: string): Level {
  const number = lix(text);
  return number <= EASY ? "easy" : number <= FAIR ? "fair" : "hard";
}

/** How many words: below a handful a measure says nothing. */
export function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
