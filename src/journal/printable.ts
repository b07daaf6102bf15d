/** Members' words on a terminal: without control, invisible and bidi characters, which could rewrite the screen. */
export const printable = (text: string) => text.replace(/[^\P{C}\n]/gu, '')
