/** A password that nobody has to think of: 80 random bits in four groups, without letters that are taken for one another. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const LETTERS_A_GROUP = 4;

export function randomPassword(): string {
  // 32 letters divide a byte evenly: each is as likely as the others.
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * LETTERS_A_GROUP));
  const letters = [...bytes].map(byte => LETTERS[byte % LETTERS.length]).join('');
  return letters.replace(/.{4}(?=.)/g, '$&-');
}
