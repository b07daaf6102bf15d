import { html } from 'hono/html'
import { web as texts } from '../texts/fr/web.ts'
import { type Html, withoutInvisible } from './markdown.ts'
import { type Asked, renderQuestion, renderThinking } from './message.ts'

export interface PageProfession {
  readonly slug: string
  readonly title: string
}

/** The page up to where an answer begins: with a question, it says that it is being worked on; without one, how to begin. */
export function pageTop(professions: readonly PageProfession[], asked: Asked | null): Html {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${asked === null ? texts.title : texts.titleOf(withoutInvisible(asked.question).slice(0, 80))}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <header>
          <h1><span aria-hidden="true">#</span> ${texts.channel}</h1>
          <p>${texts.topic}</p>
        </header>
        ${composer(professions, asked)}
        <main>
          <section class="chat" role="log" aria-label="${texts.chat}">
            ${asked === null ? welcome() : html`${renderQuestion(asked.question)}${renderThinking()}`}
     `
}

export const pageBottom = '</section></main></body></html>\n'

function welcome(): Html {
  return html`<div class="welcome">
    <div class="hash" aria-hidden="true">#</div>
    <h2>${texts.welcome}</h2>
    <p>${texts.intro}</p>
    <form class="choices" method="post" action="/" aria-label="${texts.examplesLabel}">
      ${texts.examples.map((example) => html`<button name="question" value="${example}">${example}</button>`)}
    </form>
  </div>`
}

/** Shown at the bottom; it comes first in the text so that it is there while the answer is being written. */
function composer(professions: readonly PageProfession[], asked: Asked | null): Html {
  return html`<form class="composer" method="post" action="/" aria-label="${texts.composer}">
    <select name="metier" aria-label="${texts.metier}">
      <option value="">${texts.anyMetier}</option>
      ${professions.map(({ slug, title }) => html`<option value="${slug}" ${slug === asked?.metier ? html`selected` : ''}>${title}</option>`)}
    </select>
    <input
      name="question"
      required
      maxlength="4000"
      autocomplete="off"
      aria-label="${texts.question}"
      placeholder="${texts.placeholder}"
    />
    <button>${texts.ask}</button>
  </form>`
}
