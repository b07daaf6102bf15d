import { html } from 'hono/html'
import type { Answer, Citation } from '../domain/answer.ts'
import { answer as answerTexts, footer, sourceLine } from '../texts/fr/answer.ts'
import { web as texts } from '../texts/fr/web.ts'
import { type Html, renderMarkdown, withoutInvisible } from './markdown.ts'

/** What was asked, to show it again. */
export interface Asked {
  readonly question: string
  readonly metier: string
}

/** The asker's message. */
export function renderQuestion(question: string): Html {
  return message('you', texts.you, html`<p class="asked">${withoutInvisible(question)}</p>`)
}

/** Discord's "is thinking", until the answer follows it. */
export function renderThinking(): Html {
  return html`<div class="thinking">
    ${message(
      'bot',
      texts.bot,
      html`<p>
        <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${texts.thinking}
      </p>`,
    )}
  </div>`
}

/** The answer, as Discord would show it: the text, then sources and footer in small print, then professions to choose from. */
export function renderAnswer(answer: Answer, asked: Asked, titleOf: (slug: string) => string): Html {
  const text = answer.segments.map((segment) => segment.text).join('')
  const cited = new Set(answer.citations.map(({ n }) => n))
  const body = html`${renderMarkdown(text || texts.failed, cited)}${sources(answer.citations)}
    <p class="small">${footer(answer)}</p>
    ${offers(answer.offered, asked, titleOf)}`
  return message('bot', texts.bot, body, answer.outcome)
}

/** Said when the pipeline broke its promise to always answer. */
export function renderFailure(): Html {
  return message('bot', texts.bot, html`<p>${texts.failed}</p>`, 'error')
}

function message(from: 'you' | 'bot', author: string, body: Html, outcome: Answer['outcome'] | '' = ''): Html {
  return html`<article class="message ${from} ${outcome}">
    <div class="avatar" aria-hidden="true">${author[0]}</div>
    <div class="body">
      <p class="author">${author}${from === 'bot' ? html` <span class="badge">${texts.app}</span>` : ''}</p>
      <div class="content">${body}</div>
    </div>
  </article>`
}

function sources(citations: readonly Citation[]): Html | string {
  if (citations.length === 0) return ''
  return html`<h2>${answerTexts.sources}</h2>
    <ul class="sources small">
      ${citations.map((citation) => html`<li id="source-${citation.n}">${source(citation)}</li>`)}
    </ul>`
}

function source(citation: Citation): Html {
  const line = sourceLine(citation)
  const publishers = line.sources.map(({ publisher, url, note }, index) => {
    const name = withoutInvisible(publisher)
    const shown =
      url !== null && /^https?:\/\//i.test(url)
        ? html`<a href="${url}" rel="noreferrer noopener" target="_blank">${name}</a>`
        : name
    return html`${index > 0 ? ', ' : ''}${shown} (${withoutInvisible(note)})`
  })
  return html`${line.marker} ${withoutInvisible(line.label)}${publishers.length > 0 ? ' — ' : ''}${publishers} · ${line.dates}`
}

/** Buttons that ask the same question about another profession. */
function offers(offered: readonly string[], { question }: Asked, titleOf: (slug: string) => string): Html | string {
  if (offered.length === 0) return ''
  return html`<form class="choices" method="post" action="/" aria-label="${texts.offered}">
    <input type="hidden" name="question" value="${question}" />${offered.map(
      (slug) => html`<button name="metier" value="${slug}">${withoutInvisible(titleOf(slug))}</button>`,
    )}
  </form>`
}
