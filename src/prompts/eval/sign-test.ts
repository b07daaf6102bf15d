/**
 * Two-sided sign test: how likely so uneven a split of wins and losses is when neither version is better. Ties are left out.
 *
 * @returns p, 0–1; 1 without wins and losses.
 */
export function signTest(wins: number, losses: number): number {
  const n = wins + losses
  if (n === 0) return 1
  let term = 0.5 ** n
  let tail = term
  for (let k = 1; k <= Math.min(wins, losses); k += 1) {
    term *= (n - k + 1) / k
    tail += term
  }
  return Math.min(1, 2 * tail)
}
