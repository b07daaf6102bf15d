const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }

/** Folded kebab-case of a heading or a file name: `"L’avenir à 10 ans"` → `l-avenir-a-10-ans`; empty when it holds no letter or figure. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[œæß]/g, (sign) => ligatures[sign]!)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
