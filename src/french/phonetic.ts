/** How a folded French word sounds, roughly: "nivo" and "niveau", "ekol" and "ecole", "salere" and "salaire" have one code. */
export function phonetic(word: string): string {
  let code = word
  for (const [spelling, sound] of sounds) code = code.replace(spelling, sound)
  return code
}

// In order: later rules see what earlier ones wrote.
const sounds: readonly (readonly [RegExp, string])[] = [
  [/eaux?|aux?(?=$|[^aeiouy])/g, 'o'],
  [/(?:er|ez|ent|es|e|s|t|d|x|p)$/, ''],
  [/ph/g, 'f'],
  [/ch|sh/g, '$'],
  [/h/g, ''],
  [/gn/g, 'n'],
  [/(?:ei|ai)(?=[nm](?:$|[^aeiouynm]))|[iy](?=[nm](?:$|[^aeiouynm]))/g, 'i'],
  [/ai|ei|ay|ey/g, 'e'],
  [/(?:an|am|en|em)(?=$|[^aeiouynm])/g, 'an'],
  [/ou/g, 'u'],
  [/oeu|eu/g, 'e'],
  [/c(?=[eiy])|ss|sc(?=[eiy])|ti(?=o)/g, 's'],
  [/qu?|ck?|k+/g, 'k'],
  [/g(?=[eiy])/g, 'j'],
  [/y/g, 'i'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
]
