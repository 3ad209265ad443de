/**
 * Writes one layer as GeoJSON with one feature per line, so that a changed cell is one changed line in a diff.
 * In: features in their final order. Out: text, the same bytes for the same features.
 */
export function layerText(features: readonly object[]): string {
  const lines = features.map(feature => JSON.stringify(feature));
  return `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
}
