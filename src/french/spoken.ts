import { fold } from './fold.ts'

/** Short forms of chat French, written out. */
const short: Readonly<Record<string, string>> = Object.fromEntries(
  `
  jveux jveu jvx jve jveut jvoudrais jaimerai = je veux
  jvais jvai jvé jva jvas = je vais
  jv = je veux
  jme jmme jm = je me
  jsuis jsui chui chuis jsu jss suisj = je suis
  jai g gai jaie = j ai
  jen = j en
  jpp jenpeuxplus = j en peux plus
  jfais jfai jfe = je fais
  fe fé fai = fait
  jpense jpens = je pense
  jcrois = je crois
  jarrive = j arrive
  jaurais jorais = j aurais
  jserai jserais = je serai
  envi anvie anvi = envie
  pu plu pl pls = plus
  pa = pas
  tt tou = tout
  ke k = que
  koi = quoi
  pr = pour
  ds = dans
  ac avk avc = avec
  mtn = maintenant
  vivr vivres = vivre
  mourire mourrir mourrire mourire mouri = mourir
  creve crevé creuver crevez = crever
  sucide suicid suiscide suicde suissid = suicide
  sucider suissider = suicider
  daron reup reupe dar = pere
  daronne reum mif = mere
  papa ppa = pere
  maman mman mamn = mere
  beauf = beau pere
  bo-pere = beau pere
  frr frero = frere
  bahut college ecole = lycee
  mek keum = mec
  kelkun qqn qlq1 klk1 qqun = quelqu un
  mieu = mieux
  sen = sens
  pk = pourquoi
  mat = m a
  mn = mon
  per = pere
  frap frape = frappe
  bra = bras
  tro = trop
  mwa = moi
  jms = jamais
  ojd auj = aujourd hui
  unalive = suicide
  kms = kill myself
  kys = kill myself
  wanna = want to
  dont = don t
  cant = can t
  im = i m
  ive = i ve
  `
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [from, to] = line.split('=').map((side) => side.trim())
      return from!.split(' ').map((word) => [fold(word), to!] as const)
    }),
)
const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '*': '',
}

/** Letters that look Latin and are not. */
const cyrillic: Readonly<Record<string, string>> = { а: 'a', с: 'c', е: 'e', о: 'o', р: 'p', х: 'x', у: 'y', і: 'i', к: 'k' }

/**
 * Words of a text as it would be said: lower case without accents, apostrophes and punctuation gone, letters that are spread ("s u i c i d e") or disguised
 * ("su1cide", Cyrillic look-alikes) put back, chat French written out, "ne" dropped.
 */
export function spokenWords(text: string): readonly string[] {
  const folded = fold(text.normalize('NFKC'))
    .replace(/[асеорхуік]/g, (letter) => cyrillic[letter]!)
    .replace(/(?<=[a-z])[0134570@$!*]+(?=[a-z])/g, (signs) => [...signs].map((sign) => leet[sign] ?? sign).join(''))
    .replace(/(?<![a-z])(?:[a-z][ .\-_*]){4,}[a-z](?![a-z])/g, (spread) => spread.replace(/[^a-z]/g, ''))
    .replace(/([a-z])\1{2,}/g, '$1')
  const words = folded.match(/[a-z]+|\d+/g) ?? []
  return words.flatMap((word) => (short[word] ?? word).split(' ')).filter((word) => word !== 'ne' && word !== 'n')
}
