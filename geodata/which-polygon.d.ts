/** Types for the peer we measure against; the package ships none. In: a collection. Out: a query by [lon, lat]. */
declare module 'which-polygon' {
  import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

  export default function whichPolygon<P>(
    collection: FeatureCollection<Polygon | MultiPolygon, P>,
  ): (position: [number, number]) => P | null;
}
