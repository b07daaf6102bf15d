import { html } from 'hono/html'
import type { Answer, Citation } from '../domain/answer.ts'
import { answer as answerTexts } from '../texts/fr/answer.ts'
import { web as texts } from '../texts/fr/web.ts'
import { renderMarkdown } from './markdown.ts'

type Html = ReturnType<typeof html>

/** What was asked, to show it again. */
export interface Asked {
  readonly question: string
  readonly metier: string
}

export interface PageProfession {
  readonly slug: string
  readonly title: string
}

/** The page up to where answers begin: with a question, a note says that it is being worked on. */
export function pageTop(professions: readonly PageProfession[], asked: Asked | null): Html {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${texts.title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<header><h1>${texts.title}</h1><p>${texts.intro}</p></header>
<main>
${form(professions, asked)}
${asked === null ? '' : html`<section class="chat" aria-live="polite">${message(texts.you, null, html`<p>${asked.question}</p>`)}
<p class="thinking">${texts.thinking}</p>`}`
}

/** The answer, as Discord would show it. */
export function pageAnswer(answer: Answer): Html {
  const text = answer.segments.map((segment) => segment.text).join('')
  const body = html`${renderMarkdown(text)}${sources(answer.citations)}<p class="foot">${answerTexts.footer(answer)}</p>`
  return html`${message(texts.bot, texts.app, body, answer.outcome)}</section>`
}

export const pageBottom = '</main></body></html>'

function form(professions: readonly PageProfession[], asked: Asked | null): Html {
  return html`<form method="post" action="/">
<label for="question">${texts.question}</label>
<textarea id="question" name="question" rows="2" required maxlength="4000" placeholder="${texts.placeholder}" autofocus>${asked?.question ?? ''}</textarea>
<div class="row">
<label for="metier">${texts.metier}</label>
<select id="metier" name="metier"><option value="">${texts.anyMetier}</option>
${professions.map(({ slug, title }) => html`<option value="${slug}" ${slug === asked?.metier ? html`selected` : ''}>${title}</option>`)}
</select>
<button>${texts.ask}</button>
</div>
</form>`
}

function message(author: string, badge: string | null, body: Html, outcome = ''): Html {
  return html`<article class="message ${outcome}">
<div class="avatar ${badge === null ? 'you' : 'bot'}" aria-hidden="true">${author[0]}</div>
<div class="body"><p class="author">${author}${badge === null ? '' : html` <span class="badge">${badge}</span>`}</p>${body}</div>
</article>`
}

function sources(citations: readonly Citation[]): Html | string {
  if (citations.length === 0) return ''
  return html`<h2>${texts.sources}</h2><ol class="sources">${citations.map(
    (citation) => html`<li id="source-${citation.n}" value="${citation.n}">${source(citation)}</li>`,
  )}</ol>`
}

function source(citation: Citation): Html {
  const { label, publishers, dates } = answerTexts.source(citation)
  return html`<strong>${label}</strong> — ${publishers.map(
    ({ name, url, note }, index) =>
      html`${index > 0 ? ' ; ' : ''}${url === null ? name : html`<a href="${url}" rel="noreferrer noopener" target="_blank">${name}</a>`} (${note})`,
  )}<span class="dates"> · ${dates}</span>`
}
