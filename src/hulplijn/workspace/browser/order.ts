// Where a message stands among what is on the screen: by its number, above what is still on its way.

export interface Standing {
  /** Its number; 0 for what has none, such as a note. */
  n: number;
  isOnItsWay: boolean;
}

/** Which of `others`, in the order of the screen, message number `n` stands before; -1 for none: at the end. */
export function placeOf(n: number, others: Standing[]): number {
  return others.findIndex((other) => other.n > n || other.isOnItsWay);
}
