import { splitSentences } from '../../french/sentences.ts'
import { englishMarks, functionWords } from '../../french/stop-words.ts'
import { fold } from '../../french/fold.ts'

/** A text in figures, without its markers. */
export interface TextFigures {
  readonly words: number
  /** Kandel and Moles' index: 100 very easy, 60–70 standard, below 30 for graduates. Null without a word. */
  readonly ease: number | null
  /** Share, 0–1, of the function words (French or English) that are French; null when there is none. */
  readonly french: number | null
}

const wordPattern = /[\p{L}\p{N}]+(?:[-.,][\p{L}\p{N}]+)*/gu
const marker = /\[\d+\]/g

/**
 * Measures how a text reads. The index is Flesch's reading ease as adapted to French by L. Kandel and A. Moles ("Application de
 * l'indice de Flesch à la langue française", Cahiers d'études de radio-télévision, 1958):
 * 207 − 1.015 × words per sentence − 73.6 × syllables per word.
 */
export function textFigures(text: string): TextFigures {
  const plain = text.replace(marker, '').replace(/[*_`]/g, '')
  const words = plain.match(wordPattern) ?? []
  if (words.length === 0) return { words: 0, ease: null, french: null }
  const sentences = Math.max(1, splitSentences(plain).length)
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  const ease = 207 - (1.015 * words.length) / sentences - (73.6 * syllables) / words.length
  return { words: words.length, ease: Math.round(ease * 10) / 10, french: frenchShare(words) }
}

/** Groups of vowels, the mute ending not counted; a figure counts as one. At least one a word. */
function syllablesOf(word: string): number {
  const plain = fold(word).replace(/(?:es|ent|e)$/, (ending, at: number) => (at > 1 ? '' : ending))
  return Math.max(1, plain.match(/[aeiouy]+/g)?.length ?? 0)
}

const frenchWords = new Set(functionWords())

function frenchShare(words: readonly string[]): number | null {
  const folded = words.map((word) => fold(word))
  const english = folded.filter((word) => englishMarks.has(word)).length
  const french = folded.filter((word) => frenchWords.has(word) && !englishMarks.has(word)).length
  return english + french === 0 ? null : Math.round((1000 * french) / (english + french)) / 1000
}
