/**
 * The bundled font comes in slices by Unicode range, which a page loads when text in the document needs them. Text drawn on a
 * canvas needs them too but does not ask, so every label is asked for here before the map may draw it: otherwise Chinese names
 * would be drawn once, as boxes, and kept.
 */
const FAMILY = '"Noto Sans SC Variable"';

/** Resolves when every character of `texts` can be drawn in the weights the map uses; rejects when the font cannot be had. */
export async function loadLabelFonts(texts: Iterable<string>): Promise<void> {
  const characters = [...new Set(`${[...texts].join('')}0123456789`)].sort().join('');
  const weights = [300, 500, 700];
  await Promise.all(weights.map(weight => document.fonts.load(`${weight} 48px ${FAMILY}`, characters)));
}
