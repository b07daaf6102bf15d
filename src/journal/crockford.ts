/** Crockford's alphabet: no I, L, O, U, so a number read aloud or copied by hand stays right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The first `chars × 5` bits of the bytes. */
export function crockford(bytes: Uint8Array, chars: number): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && text.length < chars) text += alphabet[(held >>> (bits -= 5)) & 31]
    held &= (1 << bits) - 1
  }
  return text
}

/** What someone typed, as we write it: capitals, the letters that stand for digits, no spaces. */
export function readCrockford(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0')
}
