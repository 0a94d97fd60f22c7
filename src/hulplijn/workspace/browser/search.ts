// Finding an entry by a few letters. Pure.

/** `text` as it is compared: small letters, no accents. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** How well `label` fits what was typed: 0 not at all; a word that begins with it counts more than one that holds it. */
export function fit(typed: string, label: string): number {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const within = folded(label);
  let sum = 1;
  for (const word of words) {
    const at = within.indexOf(word);
    if (at < 0) return 0;
    if (within.startsWith(word)) sum += 3;
    else if (new RegExp(`[^\\p{L}\\p{N}]${escape(word)}`, "u").test(within)) sum += 2;
    else sum += 1;
  }
  return sum;
}

/** `label` cut where the typed words stand in it: the odd pieces are what was typed. */
export function cut(typed: string, label: string): string[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  // Folding may change the length of a text with accents; then nothing is marked.
  if (words.length === 0 || folded(label).length !== label.length) return [label];
  const found = new RegExp(words.map(escape).sort((a, b) => b.length - a.length).join("|"), "gu");
  const pieces: string[] = [];
  let end = 0;
  for (const match of folded(label).matchAll(found)) {
    pieces.push(label.slice(end, match.index), label.slice(match.index, match.index + match[0].length));
    end = match.index + match[0].length;
  }
  return [...pieces, label.slice(end)];
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
