const comment = /<!--([\s\S]*?)-->/g
const opening = /^\s*questions?[ \u00a0\u202f]*:/i

/**
 * The questions in the comments of a passage: `<!-- question: c'est payé combien ? -->`, several in one comment one a line,
 * with or without `question:` before each or a list mark. Other comments are ignored.
 */
export function questionsOf(html: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const [, inside] of html.join('\n').matchAll(comment)) {
    if (!opening.test(inside!)) continue
    for (const line of inside!.split('\n')) {
      const question = line
        .replace(/^\s*[-*]\s+/, '')
        .replace(opening, '')
        .replace(/^\s*[-*]\s+/, '')
        .replace(/\s+/g, ' ')
        .trim()
      if (question !== '') found.push(question)
    }
  }
  return found
}
