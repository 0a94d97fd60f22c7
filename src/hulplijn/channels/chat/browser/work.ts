// SHA-256 of one block, for the little work that a browser does under an attack: it counts tries, and a call of the
// browser's own hash for each would take a hundred times as long.

const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) | 0;
const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const K = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
const H = Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const w = new Int32Array(64);
const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** The first 32 bits of the SHA-256 of a short text of ASCII: at most 55 signs. */
export function firstBits(text: string): number {
  w.fill(0, 0, 16);
  for (let i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  w[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  w[15] = text.length * 8;
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15];
    const b = w[i - 2];
    w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
  }
  let [a, b, c, d, e, f, g, h] = H;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return (a + H[0]) >>> 0;
}

/** Tries on from `from`, for at most `tries`: the proof, or where to go on. */
export function work(asked: string, bits: number, from: number, tries: number): string | number {
  for (let n = from; n < from + tries; n++) {
    const proof = `${asked}~${n.toString(36)}`;
    if (firstBits(proof) >>> (32 - bits) === 0) return proof;
  }
  return from + tries;
}
